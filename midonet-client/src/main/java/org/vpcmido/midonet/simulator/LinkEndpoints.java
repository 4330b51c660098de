// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Links between ports (midonet-api.md 10.7, midonet-observed.md 8). */
final class LinkEndpoints {
    private final State state;

    private LinkEndpoints(State state) {
        this.state = state;
    }

    static void add(PathTree tree, Engine engine, Renderer renderer) {
        LinkEndpoints links = new LinkEndpoints(engine.state());
        Negotiation types = Negotiation.explicit("PortLink-v1");
        tree.on("POST", "ports/*/link", call -> {
            types.requireContent(call.contentType());
            links.link(call.parentId(0), call.json());
            return Answer.empty(201); // No Location: the only create without one.
        });
        tree.on("DELETE", "ports/*/link", call -> {
            links.unlink(call.parentId(0));
            return Answer.empty(204);
        });
        Negotiation groups = Negotiation.explicitVendorOnly("collection.PortGroupPort-v1");
        tree.on("GET", "ports/*/port_groups", call -> {
            String type = groups.accept(call.accept());
            Entity port = engine.state().require(Table.PORTS, call.parentId(0));
            return Answer.ok(
                    type, renderer.list(engine.state().referrers(port, Table.PORT_GROUP_PORTS, "portId"), call.base()));
        });
    }

    private void link(String portId, ObjectNode body) {
        if (body.hasNonNull("portId")) {
            throw Refusal.html("java.lang.IllegalArgumentException: portId");
        }
        JsonNode peerId = Field.uuid("peerId")
                .read(body.path("peerId").isMissingNode() ? NullNode.instance : body.path("peerId"));
        if (peerId.isNull()) {
            throw Refusal.of(500, "Invalid ZOOM identifier null");
        }
        Entity port = state.require(Table.PORTS, portId);
        Entity peer = state.require(Table.PORTS, peerId.textValue());
        if (port.has("peerId") || peer.has("peerId")) {
            throw Refusal.of(409, "Ports are not linkable.");
        }
        state.set(port, "peerId", peer.get(Schema.ID));
        if (!peer.has("peerId")) { // A port linked to itself is set already.
            state.set(peer, "peerId", port.get(Schema.ID));
        }
    }

    private void unlink(String portId) {
        Entity port = state.require(Table.PORTS, portId);
        if (port.has("peerId")) {
            Entity peer = state.require(Table.PORTS, port.text("peerId"));
            state.set(port, "peerId", NullNode.instance);
            state.set(peer, "peerId", NullNode.instance);
        }
    }
}
