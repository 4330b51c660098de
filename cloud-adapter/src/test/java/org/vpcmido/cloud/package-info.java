// SPDX-License-Identifier: Apache-2.0
/** What the architecture of this module forbids. */
@NullMarked
package org.vpcmido.cloud;

import org.jspecify.annotations.NullMarked;
