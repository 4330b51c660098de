// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

/** The tables of the store, named as REST names the collections, with the class names of MidoNet's messages. */
enum Table {
    ROUTERS("routers", "Router"),
    BRIDGES("bridges", "Network"),
    PORTS("ports", "Port"),
    ROUTES("routes", "Route"),
    CHAINS("chains", "Chain"),
    RULES("rules", "Rule"),
    IP_ADDR_GROUPS("ip_addr_groups", "IPAddrGroup"),
    IP_ADDR_GROUP_ADDRS("ip_addr_group_addrs", "IPAddrGroupAddr"),
    PORT_GROUPS("port_groups", "PortGroup"),
    PORT_GROUP_PORTS("port_group_ports", "PortGroupPort"),
    DHCP_SUBNETS("dhcp_subnets", "Dhcp"),
    DHCP_HOSTS("dhcp_hosts", "DhcpHost"),
    ARP_TABLE("arp_table", "IP4Mac"),
    MAC_TABLE("mac_table", "MacPort"),
    HOSTS("hosts", "Host"),
    TUNNEL_ZONES("tunnel_zones", "TunnelZone"),
    TUNNEL_ZONE_HOSTS("tunnel_zone_hosts", "TunnelZoneHost"),
    BGP_PEERS("bgp_peers", "BgpPeer"),
    BGP_NETWORKS("bgp_networks", "BgpNetwork"),
    LOAD_BALANCERS("load_balancers", "LoadBalancer"),
    MIRRORS("mirrors", "Mirror"),
    QOS_POLICIES("qos_policies", "QosPolicy");

    private final String collection;
    private final String storageName;

    Table(String collection, String storageName) {
        this.collection = collection;
        this.storageName = storageName;
    }

    /** The collection's name in URIs and in dumps. */
    String collection() {
        return collection;
    }

    /** The class name in messages such as {@code There is no Network with ID …} (midonet-api.md 5). */
    String storageName() {
        return storageName;
    }
}
