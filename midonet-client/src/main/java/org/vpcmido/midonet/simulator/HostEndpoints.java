// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Hosts, their interfaces, and the bindings of ports to them (midonet-api.md 10.19, 10.20; midonet-observed.md 7). */
final class HostEndpoints {
    private static final Map<String, String> WEIGHTS = new LinkedHashMap<>();

    static {
        WEIGHTS.put("floodingProxyWeight", "Flooding proxy weight must not be null.");
        WEIGHTS.put("containerWeight", "Container weight must not be null.");
        WEIGHTS.put("containerLimit", "Container limit must not be null.");
        WEIGHTS.put("enforceContainerLimit", "Enforce container limit must not be null.");
    }

    private final Engine engine;
    private final State state;
    private final Renderer renderer;

    private HostEndpoints(Engine engine, Renderer renderer) {
        this.engine = engine;
        this.state = engine.state();
        this.renderer = renderer;
    }

    static void add(PathTree tree, Engine engine, Crud crud, Renderer renderer) {
        HostEndpoints hosts = new HostEndpoints(engine, renderer);
        hosts.hosts(tree, crud);
        hosts.interfaces(tree);
        hosts.bindings(tree);
    }

    private void hosts(PathTree tree, Crud crud) {
        Negotiation host = Negotiation.annotated("Host-v3");
        crud.list("hosts", Negotiation.annotated("collection.Host-v3"), call -> {
                    if (state.find(Table.HOSTS, HostLifecycle.NIL).isPresent()) {
                        throw Refusal.html("java.lang.NullPointerException"); // For good, until it is deleted.
                    }
                    return state.all(Table.HOSTS);
                })
                .create(Table.HOSTS, host)
                .get(Table.HOSTS, host);
        tree.on("PUT", "hosts/*", call -> {
                    host.requireContent(call.contentType());
                    updateWeights(state.require(Table.HOSTS, call.argument(0)), call.json());
                    return Answer.empty(200);
                })
                .on("DELETE", "hosts/*", call -> {
                    engine.delete(Table.HOSTS, call.argument(0));
                    return Answer.empty(200);
                });
    }

    /** A PUT changes these and nothing else, and needs them all. */
    private void updateWeights(Entity host, ObjectNode body) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        WEIGHTS.forEach((name, complaint) -> {
            int index = host.schema().indexOf(name);
            if (index < 0) {
                return; // This release has no such weight.
            }
            if (!body.hasNonNull(name)) {
                throw Refusal.of(400, complaint);
            }
            values.put(name, host.schema().fields().get(index).read(body.path(name)));
        });
        values.forEach((name, value) -> state.set(host, name, value));
    }

    private void interfaces(PathTree tree) {
        Negotiation list = Negotiation.explicitJsonFirst("collection.Interface-v1");
        Negotiation single = Negotiation.explicitJsonFirst("Interface-v1");
        tree.on("GET", "hosts/*/interfaces", call -> {
            String type = list.accept(call.accept());
            return Answer.ok(type, renderer.tree(interfacesOf(call.parentId(0)), call.base()));
        });
        tree.on("GET", "hosts/*/interfaces/*", call -> {
            String type = single.accept(call.accept());
            for (JsonNode each : interfacesOf(call.parentId(0))) {
                if (each.path("name").asText().equals(call.argument(1))) {
                    return Answer.ok(type, renderer.tree(each, call.base()));
                }
            }
            throw Refusal.of(404, "Interface not found");
        });
    }

    private JsonNode interfacesOf(String hostId) {
        return state.find(Table.HOSTS, hostId)
                .filter(host -> host.get("alive").booleanValue())
                .map(host -> host.get("hostInterfaces"))
                .orElseGet(Json.MAPPER::createArrayNode);
    }

    private void bindings(PathTree tree) {
        String path = "hosts/*/ports";
        Negotiation list = Negotiation.explicitVendorOnly("collection.HostInterfacePort-v1");
        Negotiation single = Negotiation.explicit("HostInterfacePort-v1");
        tree.on("GET", path, call -> {
                    String type = list.accept(call.accept());
                    Entity host = state.require(Table.HOSTS, call.parentId(0));
                    return Answer.ok(type, renderer.tree(Bindings.ofHost(state, host, call.base()), call.base()));
                })
                .on("POST", path, call -> {
                    single.requireContent(call.contentType());
                    String portId = bind(call.parentId(0), call.json());
                    return Answer.created(call.base() + "hosts/" + call.argument(0) + "/ports/" + portId);
                })
                .on("GET", path + "/*", call -> {
                    String type = single.accept(call.accept());
                    Entity port = state.require(Table.PORTS, call.parentId(1));
                    if (!Bindings.isBound(port) || !port.text("hostId").equals(call.argument(0))) {
                        throw Refusal.empty(404);
                    }
                    return Answer.ok(type, renderer.tree(Bindings.of(port, call.base()), call.base()));
                })
                .on("DELETE", path + "/*", call -> {
                    Entity port = state.require(Table.PORTS, call.parentId(1)); // The host in the path plays no part.
                    state.set(port, "hostId", NullNode.instance);
                    state.set(port, "interfaceName", NullNode.instance);
                    return Answer.empty(204);
                });
    }

    /** The checks, in MidoNet's order (midonet-api.md 10.20). */
    private String bind(String hostId, ObjectNode body) {
        JsonNode portId = Field.uuid("portId").read(orNull(body, "portId"));
        JsonNode name = Field.text("interfaceName").required().read(orNull(body, "interfaceName"));
        if (name.isNull()) {
            throw Refusal.invalid("interfaceName", "may not be null");
        }
        Entity host = state.require(Table.HOSTS, hostId);
        if (state.referrers(host, Table.TUNNEL_ZONE_HOSTS, "hostId").isEmpty()) {
            throw Refusal.of(409, "The specified host is not in any tunnel zone.");
        }
        if (portId.isNull()) {
            throw Refusal.of(500, "Invalid ZOOM identifier null");
        }
        Entity port = state.require(Table.PORTS, portId.textValue());
        if (port.has("interfaceName")) {
            throw Refusal.of(409, "Port " + port.id() + " is already bound to an interface");
        }
        for (Entity bound : state.referrers(host, Table.PORTS, "hostId")) {
            if (bound.get("interfaceName").equals(name)) {
                throw Refusal.of(409, "Interface " + name.textValue() + " is already bound to a port.");
            }
        }
        state.set(port, "hostId", TextNode.valueOf(hostId));
        state.set(port, "interfaceName", name);
        return port.id();
    }

    private static JsonNode orNull(ObjectNode body, String name) {
        JsonNode value = body.get(name);
        return value == null ? NullNode.instance : value;
    }
}
