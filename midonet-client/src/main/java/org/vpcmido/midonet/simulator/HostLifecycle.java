// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import java.util.UUID;

/** Hosts: an agent that is up, or a bound port, holds a host (midonet-api.md 10.19, midonet-observed.md 7). */
record HostLifecycle(State state) implements Lifecycle {
    /** What a host that was posted without an id gets; it breaks every list until it is deleted. */
    static final String NIL = new UUID(0, 0).toString();

    @Override
    public void beforeCreate(Entity draft) {
        if (!draft.has(Schema.ID)) {
            draft.set(Schema.ID, NIL);
        }
    }

    @Override
    public void beforeDelete(Entity host) {
        if (host.get("alive").booleanValue()) {
            throw Refusal.of(403, "Cannot delete host " + host.id() + " because it is active.");
        }
        int bindings = state.referrers(host, Table.PORTS, "hostId").size();
        if (bindings > 0) {
            throw Refusal.of(403, "Cannot delete host " + host.id() + " because it has " + bindings + " binding(s).");
        }
    }
}
