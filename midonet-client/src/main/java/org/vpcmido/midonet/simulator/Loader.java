// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Puts a whole state in place of the one there is. Nothing is checked against MidoNet's rules: what was read from a real
 * server is so. Children that carry no property for their parent are placed by their URI.
 */
final class Loader {
    private static final String BRIDGES = "/bridges/";
    private static final String BINDINGS = "host_interface_ports";

    private final Engine engine;
    private final Map<String, Entity> subnets = new LinkedHashMap<>();
    private final List<Entity> loaded = new ArrayList<>();

    private Loader(Engine engine) {
        this.engine = engine;
    }

    /** Replaces the state; one that cannot be read leaves the old one as it is. */
    static void load(Engine engine, JsonNode document) {
        if (!document.isObject()) {
            throw Refusal.of(400, "a topology is one JSON object, but this is " + document.getNodeType());
        }
        document.fieldNames().forEachRemaining(Loader::requireKnown);
        Loader loader = new Loader(engine);
        for (Table table : Table.values()) {
            List<ObjectNode> resources = resources(document, table.collection());
            if (table == Table.RULES) {
                resources.sort(
                        Comparator.comparingInt(rule -> rule.path("position").asInt()));
            }
            resources.forEach(resource -> loader.loaded.add(loader.read(table, resource)));
        }
        List<ObjectNode> bindings = resources(document, BINDINGS);
        State state = engine.state();
        state.clear();
        loader.loaded.forEach(state::add);
        bindings.forEach(binding -> bind(state, binding));
    }

    private static void requireKnown(String member) {
        if (!member.equals(BINDINGS)
                && Stream.of(Table.values())
                        .noneMatch(table -> table.collection().equals(member))) {
            throw Refusal.of(400, "'" + member + "' is no collection of a topology");
        }
    }

    private static List<ObjectNode> resources(JsonNode document, String member) {
        if (document.hasNonNull(member) && !document.path(member).isArray()) {
            throw Refusal.of(400, member + " is " + document.path(member).getNodeType() + " where a list is due");
        }
        List<ObjectNode> resources = new ArrayList<>();
        for (JsonNode each : document.path(member)) {
            if (!(each instanceof ObjectNode resource)) {
                throw Refusal.of(400, member + " holds " + each.getNodeType() + " where an object is due");
            }
            resources.add(resource);
        }
        return resources;
    }

    private Entity read(Table table, ObjectNode json) {
        Schema schema = engine.catalogue().of(table, json);
        String id = json.path(Schema.ID).asText();
        if (table == Table.HOSTS) {
            return HostAgents.read(schema, id, json, engine.allocator());
        }
        Entity entity = new Entity(schema);
        for (Field field : schema.fields()) {
            JsonNode given = json.get(field.name());
            if (given != null && field.isShown()) {
                entity.set(field.name(), field.read(given));
            }
        }
        if (table == Table.PORTS) {
            engine.allocator().tunnelKeySeen(entity.get("tunnelKey").longValue());
        }
        place(entity, json);
        if (entity.id().isEmpty()) {
            throw Refusal.of(400, "a member of " + table.collection() + " has no id: " + json);
        }
        return entity;
    }

    /** Sets what is not shown: the parent where only the URI tells it, and keys made of several parts. */
    private void place(Entity entity, ObjectNode json) {
        switch (entity.table()) {
            case IP_ADDR_GROUP_ADDRS -> joinId(entity, "ipAddrGroupId", "addr");
            case PORT_GROUP_PORTS -> joinId(entity, "portGroupId", "portId");
            case TUNNEL_ZONE_HOSTS -> joinId(entity, "tunnelZoneId", "hostId");
            case BGP_PEERS, BGP_NETWORKS -> {
                String router = json.path("router").asText();
                entity.set("routerId", router.substring(router.lastIndexOf('/') + 1));
            }
            case DHCP_SUBNETS -> {
                String[] path = bridgePath(json);
                entity.set("bridgeId", path[0]);
                entity.set(Schema.ID, engine.allocator().nextId());
                subnets.putIfAbsent(path[0] + "/" + path[2], entity);
            }
            case DHCP_HOSTS -> {
                String[] path = bridgePath(json);
                Entity subnet = subnets.get(path[0] + "/" + path[2]);
                if (subnet == null) {
                    throw Refusal.of(400, "a DHCP host is in no subnet of the document: " + json.path("uri"));
                }
                entity.set("bridgeId", path[0]);
                entity.set("subnetPath", path[2]);
                entity.set("subnetId", subnet.id());
                entity.set(Schema.ID, engine.allocator().nextId());
            }
            case ARP_TABLE -> {
                String bridge = bridgePath(json)[0];
                entity.set("bridgeId", bridge);
                entity.set("macPath", entity.text("mac").replace(':', '-'));
                entity.set(
                        Schema.ID,
                        BridgeTableEndpoints.arpId(bridge, entity.text("ip") + "_" + entity.text("macPath")));
            }
            case MAC_TABLE -> BridgeTableEndpoints.complete(entity, bridgePath(json)[0]);
            default -> {
                // Everything it needs is in its properties.
            }
        }
    }

    private static void joinId(Entity entity, String parent, String child) {
        entity.set(Schema.ID, GroupEndpoints.memberId(entity.text(parent), entity.text(child)));
    }

    /** Of {@code …/bridges/ID/dhcp/ADDRESS_LENGTH/hosts/MAC}: the segments from the id on. */
    private static String[] bridgePath(ObjectNode json) {
        String uri = json.path("uri").asText();
        int at = uri.indexOf(BRIDGES);
        String[] segments =
                at < 0 ? new String[0] : uri.substring(at + BRIDGES.length()).split("/", -1);
        if (segments.length < 3) {
            throw Refusal.of(400, "uri '" + uri + "' does not say which bridge it belongs to");
        }
        return segments;
    }

    private static void bind(State state, ObjectNode binding) {
        state.find(Table.PORTS, binding.path("portId").asText()).ifPresent(port -> {
            state.set(port, "hostId", TextNode.valueOf(binding.path("hostId").asText()));
            state.set(
                    port,
                    "interfaceName",
                    TextNode.valueOf(binding.path("interfaceName").asText()));
        });
    }
}
