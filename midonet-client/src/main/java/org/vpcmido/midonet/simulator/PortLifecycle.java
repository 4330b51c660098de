// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** Ports of both kinds: keys, MACs, peers, addresses and the automatic route (midonet-api.md 10.4, 10.5). */
record PortLifecycle(State state, Allocator allocator, Catalogue catalogue, Personality release) implements Lifecycle {
    @Override
    public void beforeCreate(Entity draft) {
        draft.set("tunnelKey", LongNode.valueOf(allocator.nextTunnelKey()));
        if (isRouterPort(draft)) {
            if (!draft.has("portMac")) {
                draft.set("portMac", allocator.nextMac());
            }
            RouterPortAddress.of(release).settle(draft);
            if (!draft.has("portAddress")) {
                throw Refusal.html("java.lang.NullPointerException");
            }
        }
        refuseTakenPeer(draft);
    }

    @Override
    public void afterCreate(Entity created) {
        linkPeer(created);
        if (isRouterPort(created)) {
            RouterPortAddress.of(release).addresses(created).forEach(address -> addLocalRoute(created, address));
        }
    }

    @Override
    public void beforeUpdate(Entity current, Entity draft) {
        if (isRouterPort(draft)) {
            RouterPortAddress.of(release).settle(draft);
        }
        if (!current.has("peerId")) {
            refuseTakenPeer(draft);
        }
    }

    @Override
    public void afterUpdate(Entity updated) {
        linkPeer(updated);
    }

    private static boolean isRouterPort(Entity port) {
        return port.text("type").equals("Router");
    }

    private void refuseTakenPeer(Entity draft) {
        if (draft.has("peerId")) {
            Entity peer = state.require(Table.PORTS, draft.text("peerId"));
            if (peer.has("peerId")) {
                throw Conflicts.taken(peer, state.require(Table.PORTS, peer.text("peerId")), "peer_id");
            }
        }
    }

    private void linkPeer(Entity port) {
        if (port.has("peerId")) {
            Entity peer = state.require(Table.PORTS, port.text("peerId"));
            if (!peer.has("peerId")) {
                state.set(peer, "peerId", port.get(Schema.ID));
            }
        }
    }

    /** One route to each address of the port itself, which later changes of the port leave as it is. */
    private void addLocalRoute(Entity port, String address) {
        Entity route = new Entity(catalogue.of(Table.ROUTES));
        route.set(Schema.ID, allocator.nextId());
        route.set("routerId", port.get("deviceId"));
        route.set("nextHopPort", port.get(Schema.ID));
        route.set("type", "Local");
        route.set("srcNetworkAddr", "0.0.0.0");
        route.set("dstNetworkAddr", address);
        route.set("dstNetworkLength", JsonNodeFactory.instance.numberNode(32));
        JsonNode gateway = TextNode.valueOf("255.255.255.255");
        if (!release.atLeast(Personality.V5_4)) {
            route.set("nextHopGateway", gateway);
        }
        state.add(route);
    }
}
