// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Optional;

/** Plays the agents: brings hosts up, kills and raises them, and reports the state of ports. */
record HostControl(Engine engine) {
    /** Registers a host, or brings a known one up with what it now has; weights and bindings stay. */
    String up(ObjectNode description) {
        State state = engine.state();
        String id = description.hasNonNull(Schema.ID)
                ? FieldType.canonicalUuid(description.path(Schema.ID).asText())
                        .orElseThrow(() -> FieldType.unreadable(Schema.ID, description.path(Schema.ID)))
                : engine.allocator().nextId();
        Entity host = HostAgents.register(engine.catalogue().of(Table.HOSTS), id, description, engine.allocator());
        Optional<Entity> known = state.find(Table.HOSTS, id);
        if (known.isEmpty()) {
            state.add(host);
        } else {
            for (String field : new String[] {"name", "addresses", "hostInterfaces", "alive", "anyInterface"}) {
                state.set(known.get(), field, host.get(field));
            }
        }
        return id;
    }

    /** Ends or renews the agent's session. What it had is remembered, and shows again once it is back. */
    void alive(String id, boolean alive) {
        engine.state().set(engine.state().require(Table.HOSTS, id), "alive", BooleanNode.valueOf(alive));
    }

    /** What the agent that runs BGP for a port says about its session (midonet-api.md 10.22). */
    void bgpStatus(String portId, String status) {
        engine.state().set(engine.state().require(Table.PORTS, portId), "bgpStatus", TextNode.valueOf(status));
    }

    /** A route that a port learned from its BGP peer (midonet-api.md 10.8). */
    String learn(ObjectNode description) {
        State state = engine.state();
        Entity port = state.require(Table.PORTS, description.path("nextHopPort").asText());
        Entity route = new Entity(engine.catalogue().of(Table.ROUTES));
        for (Field field : route.schema().fields()) {
            JsonNode given = description.get(field.name());
            if (given != null) {
                route.set(field.name(), field.read(given));
            }
        }
        route.set(Schema.ID, engine.allocator().nextId());
        route.set("routerId", port.get("deviceId"));
        route.set("type", "Normal");
        route.set("learned", BooleanNode.TRUE);
        state.add(route);
        return route.id();
    }
}
