// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

/** Routers: a load balancer serves one router, and holds it (midonet-api.md 8, midonet-observed.md 6). */
record RouterLifecycle(State state) implements Lifecycle {
    @Override
    public void beforeCreate(Entity draft) {
        refuseTakenBalancer(draft);
    }

    @Override
    public void beforeUpdate(Entity current, Entity draft) {
        refuseTakenBalancer(draft);
    }

    @Override
    public void beforeDelete(Entity router) {
        if (router.has("loadBalancerId")) {
            String balancer = router.text("loadBalancerId");
            // Both ids in the text are the load balancer's, as seen on a real server.
            throw Refusal.of(
                    409,
                    "Cannot delete the Router with ID " + balancer
                            + " because it is still referenced by the LoadBalancer with ID " + balancer + ".");
        }
    }

    private void refuseTakenBalancer(Entity draft) {
        if (!draft.has("loadBalancerId")) {
            return;
        }
        Entity balancer = state.require(Table.LOAD_BALANCERS, draft.text("loadBalancerId"));
        for (Entity router : state.referrers(balancer, Table.ROUTERS, "loadBalancerId")) {
            if (!router.id().equals(draft.text(Schema.ID))) {
                throw Conflicts.taken(balancer, router, "router_id");
            }
        }
    }
}
