// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import static org.vpcmido.midonet.simulator.Personality.V5_2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;

/** Hosts and tunnel zones (midonet-api.md 10.19, 10.21). */
final class HostSchemas {
    private HostSchemas() {}

    static Schema host(Personality release) {
        return Schema.of(Table.HOSTS)
                .id()
                .with(Field.text("name"))
                .with(Field.of("addresses", FieldType.TEXT_LIST)
                        .derived((state, host) -> whileAlive(host, "addresses")))
                .with(interfaces().derived((state, host) -> whileAlive(host, "hostInterfaces")))
                .with(Field.flag("alive").fromServer())
                .with(Field.integer("floodingProxyWeight").initially(1))
                .withIf(
                        release.atLeast(V5_2),
                        Field.integer("containerWeight").initially(1),
                        Field.integer("containerLimit").initially(-1),
                        Field.flag("enforceContainerLimit"))
                .with(Field.flag("anyInterface").hidden())
                .link("ports", "hosts/<id>/ports")
                .link("interfaces", "hosts/<id>/interfaces")
                .link("uri", "hosts/<id>")
                .build();
    }

    private static Field interfaces() {
        return Field.objects(
                "hostInterfaces",
                Field.uuid("hostId"),
                Field.text("name"),
                Field.text("mac"),
                Field.integer("mtu").initially(1500),
                Field.text("type").initially(TextNode.valueOf("Physical")),
                Field.text("endpoint").initially(TextNode.valueOf("PHYSICAL")),
                Field.text("portType").initially(TextNode.valueOf("NetDev")),
                Field.of("addresses", FieldType.TEXT_LIST),
                Field.integer("status").initially(3),
                Field.text("uri"));
    }

    static Schema tunnelZone() {
        return Schema.of(Table.TUNNEL_ZONES)
                .id()
                .with(Field.text("name").required().checked(Constraint.size(1, 255)))
                .with(Field.text("type").required())
                .link("hosts", "tunnel_zones/<id>/hosts")
                .link("uri", "tunnel_zones/<id>")
                .build();
    }

    static Schema tunnelZoneHost() {
        return Schema.of(Table.TUNNEL_ZONE_HOSTS)
                .hiddenId()
                .with(
                        Field.uuid("tunnelZoneId").fromServer(),
                        Field.uuid("hostId").required())
                .with(Field.text("ipAddress").required().checked(Constraint.ipv4()))
                .cascading("tunnelZoneId", Table.TUNNEL_ZONES)
                .cascading("hostId", Table.HOSTS)
                .link("host", "hosts/<hostId>")
                .link("tunnelZone", "tunnel_zones/<tunnelZoneId>")
                .link("uri", "tunnel_zones/<tunnelZoneId>/hosts/<hostId>")
                .build();
    }

    /** Addresses and interfaces are part of the agent's session and vanish with it (midonet-observed.md 7). */
    private static JsonNode whileAlive(Entity host, String field) {
        return host.get("alive").booleanValue() ? host.get(field) : JsonNodeFactory.instance.arrayNode(0);
    }
}
