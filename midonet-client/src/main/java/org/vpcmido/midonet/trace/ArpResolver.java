// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import org.vpcmido.midonet.resource.Key;

/** Sends out ARP requests, for routers that wait for the answer. */
@FunctionalInterface
interface ArpResolver {
    /** Plays a request that a router sends out of a port, and the replies of whoever it reaches. */
    void ask(PortNode port, Packet request, Key host);
}
