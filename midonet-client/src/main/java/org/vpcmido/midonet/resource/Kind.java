// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.resource;

/** The kinds of resources, by the names of MidoNet's REST collections. */
public enum Kind {
    ROUTER("router", "routers", Naming.ID),
    BRIDGE("bridge", "bridges", Naming.ID),
    PORT("port", "ports", Naming.ID),
    /** Two ports joined; in a topology dump it shows as the {@code peerId} of both. */
    PORT_LINK("port_link", "port_links", Naming.NATURAL),
    ROUTE("route", "routes", Naming.ID),
    CHAIN("chain", "chains", Naming.ID),
    RULE("rule", "rules", Naming.ID),
    IP_ADDR_GROUP("ip_addr_group", "ip_addr_groups", Naming.ID),
    IP_ADDR_GROUP_ADDR("ip_addr_group_addr", "ip_addr_group_addrs", Naming.NATURAL),
    PORT_GROUP("port_group", "port_groups", Naming.ID),
    PORT_GROUP_PORT("port_group_port", "port_group_ports", Naming.NATURAL),
    DHCP_SUBNET("dhcp_subnet", "dhcp_subnets", Naming.NATURAL),
    DHCP_HOST("dhcp_host", "dhcp_hosts", Naming.NATURAL),
    ARP_ENTRY("arp_entry", "arp_table", Naming.NATURAL),
    MAC_ENTRY("mac_entry", "mac_table", Naming.NATURAL),
    HOST("host", "hosts", Naming.ID),
    HOST_INTERFACE_PORT("host_interface_port", "host_interface_ports", Naming.NATURAL),
    TUNNEL_ZONE("tunnel_zone", "tunnel_zones", Naming.ID),
    TUNNEL_ZONE_HOST("tunnel_zone_host", "tunnel_zone_hosts", Naming.NATURAL),
    BGP_PEER("bgp_peer", "bgp_peers", Naming.ID),
    BGP_NETWORK("bgp_network", "bgp_networks", Naming.ID);

    private final String jsonName;
    private final String collection;
    private final Naming naming;

    Kind(String jsonName, String collection, Naming naming) {
        this.jsonName = jsonName;
        this.collection = collection;
        this.naming = naming;
    }

    /** The name in plans and keys, singular: {@code ip_addr_group}. */
    public String jsonName() {
        return jsonName;
    }

    /** The name of the member in a topology dump, plural: {@code ip_addr_groups}. */
    public String collection() {
        return collection;
    }

    /** Whether MidoNet addresses such a resource by a UUID of its own that a client may choose. */
    public boolean hasId() {
        return naming == Naming.ID;
    }

    @Override
    public String toString() {
        return jsonName;
    }

    private enum Naming {
        /** By UUID. */
        ID,
        /** By parent and natural key. */
        NATURAL
    }
}
