// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

/** Routes, BGP, DHCP and the tables of bridges (midonet-api.md 10.8, 10.10 to 10.13, 10.22). */
final class NetworkSchemas {
    private static final Constraint[] LENGTH = {Constraint.atLeast(0), Constraint.atMost(32)};

    private NetworkSchemas() {}

    static Schema route() {
        Constraint ipv4 = Constraint.ipv4();
        return Schema.of(Table.ROUTES)
                .id()
                .with(Field.uuid("routerId").fromServer(), Field.uuid("nextHopPort"), Field.text("attributes"))
                .with(Field.text("dstNetworkAddr").required().checked(ipv4))
                .with(Field.integer("dstNetworkLength").checked(LENGTH))
                .with(Field.text("srcNetworkAddr").required().checked(ipv4))
                .with(Field.integer("srcNetworkLength").checked(LENGTH))
                .with(
                        Field.text("nextHopGateway").checked(ipv4),
                        Field.flag("learned").fromServer())
                .with(Field.text("type").required(), Field.integer("weight").checked(Constraint.atLeast(0)))
                .cascading("routerId", Table.ROUTERS)
                .cascading("nextHopPort", Table.PORTS)
                .link("router", "routers/<routerId>")
                .link("uri", "routes/<id>")
                .build();
    }

    static Schema bgpPeer() {
        Constraint atLeastFive = Constraint.atLeast(5);
        return Schema.of(Table.BGP_PEERS)
                .id()
                .with(Field.optionalInteger("asNumber").required().checked(Constraint.atLeast(1)))
                .with(Field.text("address").required().checked(Constraint.ipv4()))
                .with(Field.optionalInteger("keepAlive").checked(atLeastFive, Constraint.atMost(3600)))
                .with(Field.optionalInteger("holdTime").checked(atLeastFive, Constraint.atMost(7200)))
                .with(Field.optionalInteger("connectRetry").checked(atLeastFive, Constraint.atMost(3600)))
                .with(Field.text("password"), Field.uuid("routerId").hidden())
                .cascading("routerId", Table.ROUTERS)
                .link("router", "routers/<routerId>")
                .link("uri", "bgp_peers/<id>")
                .build();
    }

    static Schema bgpNetwork() {
        return Schema.of(Table.BGP_NETWORKS)
                .id()
                .with(Field.text("subnetAddress").required().checked(Constraint.ipv4()))
                .with(
                        Field.integer("subnetLength").checked(LENGTH),
                        Field.uuid("routerId").hidden())
                .cascading("routerId", Table.ROUTERS)
                .link("router", "routers/<routerId>")
                .link("uri", "bgp_networks/<id>")
                .build();
    }

    static Schema dhcpSubnet() {
        Constraint ipv4 = Constraint.ipv4();
        return Schema.of(Table.DHCP_SUBNETS)
                .hiddenId()
                .with(Field.text("subnetPrefix").required().checked(ipv4))
                .with(Field.integer("subnetLength").checked(LENGTH))
                .with(
                        Field.text("defaultGateway").checked(ipv4),
                        Field.text("serverAddr").checked(ipv4))
                .with(Field.of("dnsServerAddrs", FieldType.OPTIONAL_TEXT_LIST))
                .with(Field.optionalInteger("interfaceMTU").checked(Constraint.atLeast(0), Constraint.atMost(65536)))
                .with(Field.objects(
                        "opt121Routes",
                        Field.text("destinationPrefix"),
                        Field.integer("destinationLength"),
                        Field.text("gatewayAddr")))
                .with(
                        Field.flag("enabled").initially(true),
                        Field.uuid("bridgeId").hidden())
                .cascading("bridgeId", Table.BRIDGES)
                .link("hosts", "bridges/<bridgeId>/dhcp/<subnetPrefix>_<subnetLength>/hosts")
                .link("uri", "bridges/<bridgeId>/dhcp/<subnetPrefix>_<subnetLength>")
                .build();
    }

    static Schema dhcpHost() {
        return Schema.of(Table.DHCP_HOSTS)
                .hiddenId()
                .with(Field.text("macAddr"), Field.text("ipAddr").checked(Constraint.ipv4()), Field.text("name"))
                .with(Field.objects("extraDhcpOpts", Field.text("optName"), Field.text("optValue")))
                .with(Field.uuid("bridgeId").hidden(), Field.text("subnetId").hidden())
                .with(Field.text("subnetPath").hidden())
                .cascading("subnetId", Table.DHCP_SUBNETS)
                .link("uri", "bridges/<bridgeId>/dhcp/<subnetPath>/hosts/<macAddr>")
                .build();
    }

    static Schema arpEntry() {
        return Schema.of(Table.ARP_TABLE)
                .hiddenId()
                .with(Field.text("ip").required().checked(Constraint.ipv4()))
                .with(Field.text("mac").required().checked(Constraint.strictMac()))
                .with(Field.uuid("bridgeId").hidden(), Field.text("macPath").hidden())
                .cascading("bridgeId", Table.BRIDGES)
                .link("uri", "bridges/<bridgeId>/arp_table/<ip>_<macPath>")
                .build();
    }

    static Schema macEntry() {
        return Schema.of(Table.MAC_TABLE)
                .hiddenId()
                .with(Field.text("macAddr").required().checked(Constraint.strictMac()))
                .with(Field.uuid("portId").required(), Field.integer("vlanId"))
                .with(Field.uuid("bridgeId").hidden(), Field.text("macPath").hidden())
                .with(Field.text("tablePath").hidden())
                .cascading("bridgeId", Table.BRIDGES)
                .link("uri", "bridges/<bridgeId>/<tablePath>/<macPath>_<portId>")
                .build();
    }
}
