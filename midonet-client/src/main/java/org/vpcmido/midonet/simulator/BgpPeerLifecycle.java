// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

/** BGP peers: from 5.4, address and AS number are taken once on a router (midonet-api.md 10.22, 13). */
record BgpPeerLifecycle(State state, Personality release) implements Lifecycle {
    @Override
    public void beforeCreate(Entity draft) {
        if (!release.isStrict()) {
            return;
        }
        Entity router = state.require(Table.ROUTERS, draft.text("routerId"));
        for (Entity peer : state.referrers(router, Table.BGP_PEERS, "routerId")) {
            if (peer.get("address").equals(draft.get("address"))
                    && peer.get("asNumber").equals(draft.get("asNumber"))) {
                throw Refusal.of(
                        400,
                        "A BGP peer with address " + draft.text("address") + " and AS number " + draft.text("asNumber")
                                + " already exists.");
            }
        }
    }
}
