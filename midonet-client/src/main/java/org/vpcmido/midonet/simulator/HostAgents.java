// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the agents of hosts would report (midonet-observed.md 7). */
final class HostAgents {
    private HostAgents() {}

    /** The host that an agent of this description would register: alive, with its interfaces. */
    static Entity register(Schema schema, String id, JsonNode description, Allocator allocator) {
        Entity host = read(schema, id, description, allocator);
        host.set("alive", BooleanNode.TRUE);
        return host;
    }

    /** A host as it is described; interfaces that are just names get what a real one would have. */
    static Entity read(Schema schema, String id, JsonNode description, Allocator allocator) {
        Entity host = new Entity(schema);
        for (Field field : schema.fields()) {
            JsonNode given = description.get(field.name());
            if (given != null) {
                host.set(field.name(), field.read(given));
            }
        }
        host.set(Schema.ID, id);
        JsonNode named =
                description.has("hostInterfaces") ? description.path("hostInterfaces") : description.path("interfaces");
        host.set("hostInterfaces", interfaces(schema, id, named, allocator));
        return host;
    }

    private static JsonNode interfaces(Schema schema, String hostId, JsonNode given, Allocator allocator) {
        ArrayNode described = Json.MAPPER.createArrayNode();
        for (JsonNode each : given) {
            ObjectNode one = each instanceof ObjectNode object
                    ? object.deepCopy()
                    : Json.MAPPER.createObjectNode().put("name", each.asText());
            one.put("hostId", hostId);
            if (!one.hasNonNull("mac")) {
                one.put("mac", allocator.nextMac());
            }
            one.put("uri", "hosts/" + hostId + "/interfaces/" + one.path("name").asText());
            described.add(one);
        }
        return schema.fields().get(schema.indexOf("hostInterfaces")).read(described);
    }

    /** Whether the host is alive and has the interface, or is one that has every interface. */
    static boolean hasPlugged(Entity host, String interfaceName) {
        if (!host.get("alive").booleanValue() || interfaceName.isEmpty()) {
            return false;
        }
        if (host.get("anyInterface").booleanValue()) {
            return true;
        }
        for (JsonNode each : host.get("hostInterfaces")) {
            if (each.path("name").asText().equals(interfaceName)) {
                return true;
            }
        }
        return false;
    }
}
