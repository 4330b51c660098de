// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import static org.vpcmido.midonet.simulator.Personality.V5_2;
import static org.vpcmido.midonet.simulator.Personality.V5_4;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;

/** Routers, bridges, their ports, and load balancers (midonet-api.md 10.3 to 10.6, 10.9, 10.23). */
final class DeviceSchemas {
    private static final Constraint NAME = Constraint.size(0, 255);

    private DeviceSchemas() {}

    static Schema router(Personality release) {
        return Schema.of(Table.ROUTERS)
                .id()
                .with(Field.text("tenantId"), Field.text("name").checked(NAME))
                .with(Field.flag("adminStateUp").initially(true))
                .with(Field.uuid("inboundFilterId"), Field.uuid("outboundFilterId"), Field.uuid("loadBalancerId"))
                .with(Field.integer("asNumber"), Field.ids("inboundMirrorIds"), Field.ids("outboundMirrorIds"))
                .withIf(release.atLeast(V5_2), Field.uuid("localRedirectChainId"))
                .with(Field.uuid("forwardChainId"))
                .clearing("inboundFilterId", Table.CHAINS)
                .clearing("outboundFilterId", Table.CHAINS)
                .clearing("localRedirectChainId", Table.CHAINS)
                .clearing("loadBalancerId", Table.LOAD_BALANCERS)
                .link("ports", "routers/<id>/ports")
                .link("bgpPeers", "routers/<id>/bgp_peers")
                .link("bgpNetworks", "routers/<id>/bgp_networks")
                .link("peerPorts", "routers/<id>/peer_ports")
                .link("routes", "routers/<id>/routes")
                .link("inboundFilter", "chains/<inboundFilterId>")
                .link("outboundFilter", "chains/<outboundFilterId>")
                .link("loadBalancer", "load_balancers/<loadBalancerId>")
                .linkIf(release.atLeast(V5_2), "localRedirectChain", "chains/<localRedirectChainId>")
                .link("forwardChain", "chains/<forwardChainId>")
                .link("uri", "routers/<id>")
                .build();
    }

    static Schema bridge(Personality release) {
        return Schema.of(Table.BRIDGES)
                .id()
                .with(Field.text("tenantId"), Field.text("name").checked(NAME))
                .with(Field.flag("adminStateUp").initially(true))
                .with(Field.uuid("inboundFilterId"), Field.uuid("outboundFilterId"))
                .with(Field.ids("vxLanPortIds").fromServer())
                .with(Field.ids("inboundMirrorIds"), Field.ids("outboundMirrorIds"))
                .withIf(release.atLeast(V5_4), Field.uuid("qosPolicyId"))
                .clearing("inboundFilterId", Table.CHAINS)
                .clearing("outboundFilterId", Table.CHAINS)
                .clearing("qosPolicyId", Table.QOS_POLICIES)
                .link("inboundFilter", "chains/<inboundFilterId>")
                .link("outboundFilter", "chains/<outboundFilterId>")
                .link("ports", "bridges/<id>/ports")
                .link("peerPorts", "bridges/<id>/peer_ports")
                .link("vxLanPorts", "bridges/<id>/vxlan_ports")
                .link("macTable", "bridges/<id>/mac_table")
                .link("arpTable", "bridges/<id>/arp_table")
                .link("dhcpSubnets", "bridges/<id>/dhcp")
                .link("dhcpSubnet6s", "bridges/<id>/dhcpV6")
                .link("macPortTemplate", "bridges/<id>/mac_table/{macAddress}_{portId}")
                .link("vlanMacTableTemplate", "bridges/<id>/vlans/{vlanId}/mac_table")
                .link("vlanMacPortTemplate", "bridges/<id>/vlans/{vlanId}/mac_table/{macAddress}_{portId}")
                .link("uri", "bridges/<id>")
                .build();
    }

    static Schema routerPort(Personality release) {
        Field address = Field.text("portAddress").checked(Constraint.ipv4());
        Field network = Field.text("networkAddress").checked(Constraint.ipv4());
        boolean single = !release.atLeast(V5_4);
        return port(release, Table.ROUTERS)
                .with(single ? network.required() : network)
                .with(Field.integer("networkLength").checked(Constraint.atLeast(0), Constraint.atMost(32)))
                .withIf(!single, Field.of("portSubnet", FieldType.TEXT_LIST))
                .with(single ? address.required() : address, Field.text("portMac"))
                .withIf(
                        release.atLeast(V5_2),
                        Field.optionalInteger("rtrPortVni").checked(Constraint.atLeast(0), Constraint.atMost(0xFFFFFF)),
                        Field.of("offRampVxlan", FieldType.OPTIONAL_FLAG),
                        Field.uuid("serviceContainerId").kept())
                .with(Field.text("bgpStatus").fromServer())
                .linkIf(release.atLeast(V5_2), "peeringTable", "routers/<deviceId>/ports/<id>/peering_table")
                .linkIf(release.atLeast(V5_2), "serviceContainer", "service_containers/<serviceContainerId>")
                .build();
    }

    static Schema bridgePort(Personality release) {
        return port(release, Table.BRIDGES)
                .with(Field.integer("vlanId"))
                .repeating("type")
                .build();
    }

    static Schema loadBalancer() {
        return Schema.of(Table.LOAD_BALANCERS)
                .id()
                .with(Field.flag("adminStateUp").initially(true))
                .with(Field.uuid("routerId").derived(DeviceSchemas::routerOf))
                .link("pools", "load_balancers/<id>/pools")
                .link("vips", "load_balancers/<id>/vips")
                .link("uri", "load_balancers/<id>")
                .build();
    }

    private static Schema.Builder port(Personality release, Table device) {
        return Schema.of(Table.PORTS)
                .with(Field.text("type"))
                .id()
                .with(Field.flag("adminStateUp").initially(true))
                .with(Field.uuid("inboundFilterId"), Field.uuid("outboundFilterId"))
                .with(Field.of("tunnelKey", FieldType.LONG).fromServer(), Field.uuid("vifId"))
                .with(
                        Field.uuid("hostId").keptOnceSet(),
                        Field.text("interfaceName").keptOnceSet())
                .with(Field.uuid("peerId").keptOnceSet())
                .with(Field.ids("inboundMirrorIds"), Field.ids("outboundMirrorIds"))
                .withIf(release.atLeast(V5_2), Field.ids("postInFilterMirrorIds"), Field.ids("preOutFilterMirrorIds"))
                .with(Field.ids("insertionIds").fromServer())
                .withIf(release.atLeast(V5_4), Field.uuid("qosPolicyId"))
                .with(Field.flag("active").derived(DeviceSchemas::isActive))
                .with(Field.uuid("deviceId").fromServer())
                .cascading("deviceId", device)
                .clearing("inboundFilterId", Table.CHAINS)
                .clearing("outboundFilterId", Table.CHAINS)
                .clearing("peerId", Table.PORTS)
                .clearing("hostId", Table.HOSTS)
                .clearing("qosPolicyId", Table.QOS_POLICIES)
                .link("device", device.collection() + "/<deviceId>")
                .link("host", "hosts/<hostId>")
                .link("peer", "ports/<peerId>")
                .link("link", "ports/<id>/link")
                .link("portGroups", "ports/<id>/port_groups")
                .link("hostInterfacePort", "hosts/<hostId>/ports/<id>")
                .link("inboundFilter", "chains/<inboundFilterId>")
                .link("outboundFilter", "chains/<outboundFilterId>")
                .link("uri", "ports/<id>");
    }

    /** Plugged and up as the agent of the bound host sees it (midonet-api.md 10.4.1, midonet-observed.md 7). */
    private static JsonNode isActive(State state, Entity port) {
        boolean active = state.find(Table.HOSTS, port.text("hostId"))
                .map(host -> HostAgents.hasPlugged(host, port.text("interfaceName")))
                .orElse(false);
        return BooleanNode.valueOf(active);
    }

    private static JsonNode routerOf(State state, Entity balancer) {
        return state.referrers(balancer, Table.ROUTERS, "loadBalancerId").stream()
                .findFirst()
                .map(router -> router.get(Schema.ID))
                .orElse(balancer.get("routerId"));
    }
}
