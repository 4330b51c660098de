// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

/** Tunnel zones and the hosts in them (midonet-api.md 10.21, midonet-observed.md 2 and 4). */
final class TunnelZoneEndpoints {
    private static final String MEMBER = "tunnel_zones/*/hosts/*";

    private final Engine engine;
    private final State state;

    private TunnelZoneEndpoints(Engine engine) {
        this.engine = engine;
        this.state = engine.state();
    }

    static void add(PathTree tree, Engine engine, Crud crud) {
        new TunnelZoneEndpoints(engine).add(tree, crud);
    }

    private void add(PathTree tree, Crud crud) {
        Negotiation zone = Negotiation.annotated("TunnelZone-v1");
        crud.list(Table.TUNNEL_ZONES, Negotiation.annotated("collection.TunnelZone-v1"))
                .create(Table.TUNNEL_ZONES, zone)
                .get(Table.TUNNEL_ZONES, zone)
                .update(Table.TUNNEL_ZONES, zone)
                .delete(Table.TUNNEL_ZONES);
        Negotiation member = Negotiation.explicitVendorOnly("TunnelZoneHost-v1", "GreTunnelZoneHost-v1");
        Negotiation members =
                Negotiation.explicitVendorOnly("collection.TunnelZoneHost-v1", "collection.GreTunnelZoneHost-v1");
        crud.listBelow(Table.TUNNEL_ZONES, "hosts", Table.TUNNEL_ZONE_HOSTS, "tunnelZoneId", members)
                .make("tunnel_zones/*/hosts", member, this::addMember)
                .show(MEMBER, member, this::requireMember);
        tree.on("DELETE", MEMBER, call -> {
            state.remove(requireMember(call));
            return Answer.empty(204);
        });
    }

    private Entity addMember(Call call) {
        Entity draft = Drafts.create(engine.catalogue().of(Table.TUNNEL_ZONE_HOSTS), call.json());
        Entity zone = state.require(Table.TUNNEL_ZONES, call.parentId(0));
        Entity host = state.require(Table.HOSTS, draft.text("hostId"));
        draft.set("tunnelZoneId", zone.id());
        draft.set(Schema.ID, GroupEndpoints.memberId(zone.id(), host.id()));
        if (state.find(Table.TUNNEL_ZONE_HOSTS, draft.id()).isPresent()) {
            throw Refusal.empty(409);
        }
        state.add(draft);
        return draft;
    }

    private Entity requireMember(Call call) {
        state.require(Table.TUNNEL_ZONES, call.parentId(0));
        return state.find(Table.TUNNEL_ZONE_HOSTS, GroupEndpoints.memberId(call.argument(0), call.parentId(1)))
                .orElseThrow(() -> Refusal.empty(404));
    }
}
