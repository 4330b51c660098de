// SPDX-License-Identifier: Apache-2.0
/** The packet walker: plays what MidoNet's agents would do with a packet in a topology, hop by hop. */
@NullMarked
package org.vpcmido.midonet.trace;

import org.jspecify.annotations.NullMarked;
