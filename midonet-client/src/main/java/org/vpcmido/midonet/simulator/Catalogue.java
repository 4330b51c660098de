// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The schemas of one release; of the subtype that a body asks for, where a table has several. */
final class Catalogue {
    /** Subtypes of ports that MidoNet still accepts, and what it makes of them (midonet-api.md 10.4). */
    private static final Map<String, String> PORT_TYPES = Map.of(
            "Bridge", "Bridge",
            "ExteriorBridge", "Bridge",
            "InteriorBridge", "Bridge",
            "Router", "Router",
            "ExteriorRouter", "Router",
            "InteriorRouter", "Router");

    private static final List<String> PORT_TYPE_NAMES = List.of(
            "Bridge", "ExteriorBridge", "ExteriorRouter", "InteriorBridge", "InteriorRouter", "Router", "Vxlan");

    private final Map<Table, Schema> single = new EnumMap<>(Table.class);
    private final Map<String, Schema> ports = new HashMap<>();
    private final Map<String, Schema> rules = new HashMap<>();

    Catalogue(Personality release) {
        List.of(
                        DeviceSchemas.router(release),
                        DeviceSchemas.bridge(release),
                        DeviceSchemas.loadBalancer(),
                        PolicySchemas.chain(),
                        PolicySchemas.ipAddrGroup(),
                        PolicySchemas.ipAddrGroupAddr(),
                        PolicySchemas.portGroup(),
                        PolicySchemas.portGroupPort(),
                        NetworkSchemas.route(),
                        NetworkSchemas.bgpPeer(),
                        NetworkSchemas.bgpNetwork(),
                        NetworkSchemas.dhcpSubnet(),
                        NetworkSchemas.dhcpHost(),
                        NetworkSchemas.arpEntry(),
                        NetworkSchemas.macEntry(),
                        HostSchemas.host(release),
                        HostSchemas.tunnelZone(),
                        HostSchemas.tunnelZoneHost())
                .forEach(schema -> single.put(schema.table(), schema));
        ports.put("Router", DeviceSchemas.routerPort(release));
        ports.put("Bridge", DeviceSchemas.bridgePort(release));
        PolicySchemas.RULE_TYPES.forEach(type -> rules.put(type, PolicySchemas.rule(release, type)));
    }

    /** The schema for a body; puts a legacy port type into today's words. */
    Schema of(Table table, ObjectNode body) {
        return switch (table) {
            case PORTS -> {
                String type = PORT_TYPES.getOrDefault(discriminator(body, "type", "Port"), "?");
                if (!ports.containsKey(type)) {
                    throw unknownSubtype(body, "Port", PORT_TYPE_NAMES);
                }
                body.put("type", type);
                yield get(ports, type);
            }
            case RULES -> {
                String type = discriminator(body, "type", "Rule");
                if (!rules.containsKey(type)) {
                    throw unknownSubtype(body, "Rule", PolicySchemas.RULE_TYPES);
                }
                yield get(rules, type);
            }
            default -> of(table);
        };
    }

    /** The schema of a table that has only one. */
    Schema of(Table table) {
        Schema schema = single.get(table);
        if (schema == null) {
            throw new IllegalArgumentException(table + " has several schemas, or none");
        }
        return schema;
    }

    private static Schema get(Map<String, Schema> schemas, String type) {
        Schema schema = schemas.get(type);
        if (schema == null) {
            throw new IllegalArgumentException("no schema for type " + type);
        }
        return schema;
    }

    /** The value of a type selector; refuses a body without one as Jackson does (midonet-api.md 3.4). */
    static String discriminator(ObjectNode body, String property, String subject) {
        JsonNode type = body.path(property);
        if (!type.isValueNode() || type.isNull()) {
            throw Refusal.of(
                    400,
                    "Unexpected token (END_OBJECT), expected FIELD_NAME: missing property '" + property
                            + "' that is to contain type id (for class " + subject + ")");
        }
        return type.asText();
    }

    private static Refusal unknownSubtype(ObjectNode body, String subject, List<String> known) {
        return Refusal.of(
                400,
                "Could not resolve type id '" + body.path("type").asText() + "' into a subtype of " + subject
                        + ": known type ids = " + known);
    }
}
