// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The generic create, update and delete (midonet-api.md 4): reads, validates, checks references, then stores. */
final class Engine {
    /** Lists of ids of resources that are not simulated; whatever they name is missing. */
    private static final Set<String> MIRROR_LISTS =
            Set.of("inboundMirrorIds", "outboundMirrorIds", "postInFilterMirrorIds", "preOutFilterMirrorIds");

    /** Kinds whose object is read before it is deleted, so that a missing one is 404 (midonet-observed.md 2). */
    private static final Set<Table> READ_BEFORE_DELETE =
            Set.of(Table.BRIDGES, Table.CHAINS, Table.RULES, Table.PORTS, Table.HOSTS);

    private final State state;
    private final Catalogue catalogue;
    private final Allocator allocator;
    private final Map<Table, Lifecycle> lifecycles = new EnumMap<>(Table.class);

    Engine(State state, Allocator allocator, SimulatorOptions options) {
        this.state = state;
        this.catalogue = new Catalogue(options.personality());
        this.allocator = allocator;
        lifecycles.put(Table.ROUTERS, new RouterLifecycle(state));
        lifecycles.put(Table.PORTS, new PortLifecycle(state, allocator, catalogue, options.personality()));
        lifecycles.put(Table.ROUTES, new RouteLifecycle(state));
        lifecycles.put(Table.RULES, new RuleLifecycle(state, options.rulesForgetLocalRedirect()));
        lifecycles.put(Table.BGP_PEERS, new BgpPeerLifecycle(state, options.personality()));
        lifecycles.put(Table.TUNNEL_ZONES, new TunnelZoneLifecycle(state));
        lifecycles.put(Table.HOSTS, new HostLifecycle(state));
    }

    State state() {
        return state;
    }

    Catalogue catalogue() {
        return catalogue;
    }

    Allocator allocator() {
        return allocator;
    }

    /** Creates a top-level resource. */
    Entity create(Table table, ObjectNode body) {
        Schema schema = catalogue.of(table, body);
        return create(Drafts.create(schema, body), Optional.empty());
    }

    /** Creates a resource below another one, which must exist. */
    Entity createBelow(Table parentTable, String parentId, String parentField, Table table, ObjectNode body) {
        Schema schema = catalogue.of(table, body);
        Entity draft = Drafts.create(schema, body);
        draft.set(parentField, parentId);
        return create(draft, Optional.of(state.require(parentTable, parentId)));
    }

    private Entity create(Entity draft, Optional<Entity> parent) {
        parent.ifPresent(device -> refuseWrongDevice(draft, device));
        Lifecycle lifecycle = lifecycle(draft.table());
        lifecycle.beforeCreate(draft);
        if (!draft.has(Schema.ID)) {
            draft.set(Schema.ID, allocator.nextId());
        }
        store(draft);
        lifecycle.afterCreate(draft);
        return draft;
    }

    /** Checks what holds for all kinds, the id and the references, and stores. */
    void store(Entity draft) {
        if (state.find(draft.table(), draft.id()).isPresent()) {
            throw Refusal.exists(draft.table(), draft.id());
        }
        requireReferences(draft);
        state.add(draft);
    }

    void update(Table table, String id, ObjectNode body) {
        Entity current = state.require(table, id);
        if (current.schema() != catalogue.of(table, body)) {
            throw Refusal.html("java.lang.ClassCastException");
        }
        Entity draft = Drafts.update(current, body);
        lifecycle(table).beforeUpdate(current, draft);
        requireReferences(draft);
        state.replace(current, draft);
        lifecycle(table).afterUpdate(current);
    }

    void delete(Table table, String id) {
        Optional<Entity> found = state.find(table, id);
        if (found.isEmpty() && READ_BEFORE_DELETE.contains(table)) {
            throw Refusal.missing(table, id);
        }
        found.ifPresent(entity -> {
            lifecycle(table).beforeDelete(entity);
            state.remove(entity);
        });
    }

    private Lifecycle lifecycle(Table table) {
        return lifecycles.getOrDefault(table, Lifecycle.PLAIN);
    }

    private void requireReferences(Entity draft) {
        for (Reference reference : draft.schema().references()) {
            if (draft.has(reference.field())) {
                state.require(reference.target(), draft.text(reference.field()));
            }
        }
        for (Field field : draft.schema().fields()) {
            if (MIRROR_LISTS.contains(field.name())) {
                for (JsonNode mirror : draft.get(field.name())) {
                    throw Refusal.missing(Table.MIRRORS, mirror.asText());
                }
            }
        }
    }

    /** A port of the wrong kind is refused by each device in its own way (midonet-observed.md 4). */
    private static void refuseWrongDevice(Entity draft, Entity device) {
        if (draft.table() != Table.PORTS) {
            return;
        }
        boolean forRouter = draft.text("type").equals("Router");
        if (device.table() == Table.BRIDGES && forRouter) {
            throw Refusal.of(400, "Not a bridge port.");
        }
        if (device.table() == Table.ROUTERS && !forRouter) {
            throw Refusal.html("java.lang.ClassCastException: BridgePort cannot be cast to RouterPort");
        }
    }
}
