// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import java.util.Optional;
import java.util.Set;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;

/**
 * A port with all that a packet needs to know of it.
 *
 * @param up administratively
 * @param peer the other end of its link; it is interior then, unless it is bound too
 * @param host where it is bound; it is exterior then, even if it has a peer
 * @param groups the port groups it is in
 * @param sharingHosts where state made through it becomes known (midonet-datapath-semantics.md 9.5)
 * @param address what a router port has in addition
 * @param vlanId of a bridge port, 0 for untagged
 */
record PortNode(
        Key key,
        Key device,
        boolean up,
        Optional<ChainNode> inbound,
        Optional<ChainNode> outbound,
        Optional<Key> peer,
        Optional<Key> host,
        Set<Key> groups,
        Set<Key> sharingHosts,
        Optional<RouterAddress> address,
        int vlanId) {
    PortNode {
        groups = Set.copyOf(groups);
        sharingHosts = Set.copyOf(sharingHosts);
    }

    /** The addresses of a router port. */
    record RouterAddress(Ipv4 ip, Cidr network, MacAddress mac) {}

    boolean isExterior() {
        return host.isPresent();
    }

    boolean isInterior() {
        return host.isEmpty() && peer.isPresent();
    }

    boolean isRouterPort() {
        return address.isPresent();
    }
}
