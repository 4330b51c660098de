// SPDX-License-Identifier: Apache-2.0
/** What addresses, ranges and protocols must be, from their meaning. */
@NullMarked
package org.vpcmido.model.net;

import org.jspecify.annotations.NullMarked;
