// SPDX-License-Identifier: Apache-2.0
/** Where a cloud's wishes come from: sources that can be asked for the newest snapshot. */
@NullMarked
package org.vpcmido.cloud.source;

import org.jspecify.annotations.NullMarked;
