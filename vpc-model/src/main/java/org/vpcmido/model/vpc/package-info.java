// SPDX-License-Identifier: Apache-2.0
/** What a cloud asks for, as immutable records in Amazon's words: VPCs and all they contain, hosts, uplink gateways. */
@NullMarked
package org.vpcmido.model.vpc;

import org.jspecify.annotations.NullMarked;
