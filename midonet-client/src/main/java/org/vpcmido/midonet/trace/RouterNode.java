// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import java.util.Optional;
import java.util.Set;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.model.net.Ipv4;

/**
 * A router, ready for packets.
 *
 * @param bgpPeers whose BGP traffic goes to the routing daemon
 */
record RouterNode(
        Key key,
        boolean up,
        Optional<ChainNode> inbound,
        Optional<ChainNode> outbound,
        RouteTable routes,
        Set<Ipv4> bgpPeers) {
    RouterNode {
        bgpPeers = Set.copyOf(bgpPeers);
    }
}
