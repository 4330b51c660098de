// SPDX-License-Identifier: Apache-2.0
/** What a reader of GNI documents must do, document by document. */
@NullMarked
package org.vpcmido.cloud.gni;

import org.jspecify.annotations.NullMarked;
