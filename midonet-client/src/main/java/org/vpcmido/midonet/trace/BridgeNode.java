// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vpcmido.midonet.resource.DhcpHost;
import org.vpcmido.midonet.resource.DhcpSubnet;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;

/**
 * A bridge, ready for packets.
 *
 * @param macs its MAC table: the port towards each station
 * @param arp its ARP table
 * @param routerMacs its own port towards each linked router port
 * @param routerAddresses the addresses of linked router ports
 * @param exteriorPorts its bound ports, where floods go
 * @param leases what DHCP offers to whom
 */
record BridgeNode(
        Key key,
        boolean up,
        Optional<ChainNode> inbound,
        Optional<ChainNode> outbound,
        Map<Station, Key> macs,
        Map<Ipv4, MacAddress> arp,
        Map<MacAddress, Key> routerMacs,
        Map<Ipv4, MacAddress> routerAddresses,
        List<Key> exteriorPorts,
        Map<MacAddress, Lease> leases) {
    BridgeNode {
        macs = Map.copyOf(macs);
        arp = Map.copyOf(arp);
        routerMacs = Map.copyOf(routerMacs);
        routerAddresses = Map.copyOf(routerAddresses);
        exteriorPorts = List.copyOf(exteriorPorts);
        leases = Map.copyOf(leases);
    }

    /**
     * Who a frame is from or for; each VLAN has a MAC table of its own.
     *
     * @param vlan outermost VLAN id, 0 for untagged
     */
    record Station(MacAddress mac, int vlan) {
        static Station in(Packet frame, MacAddress mac) {
            return new Station(mac, frame.vlans().isEmpty() ? 0 : frame.vlans().get(0));
        }
    }

    /** What one client is offered. */
    record Lease(DhcpSubnet subnet, DhcpHost host, Ipv4 address) {}
}
