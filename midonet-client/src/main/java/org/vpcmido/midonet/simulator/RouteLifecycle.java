// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import java.util.Set;

/** Routes: the type, and the port that a normal one needs (midonet-api.md 10.8, midonet-observed.md 4). */
record RouteLifecycle(State state) implements Lifecycle {
    private static final Set<String> TYPES = Set.of("Normal", "BlackHole", "Reject", "Local");

    @Override
    public void beforeCreate(Entity draft) {
        if (!TYPES.contains(draft.text("type"))) {
            throw Refusal.of(400, "This type of route is invalid.");
        }
        if (draft.text("type").equals("Normal") && !leavesThroughOwnPort(draft)) {
            throw Refusal.of(400, "This type of route requires a next hop port that is a port on the same router.");
        }
    }

    private boolean leavesThroughOwnPort(Entity draft) {
        return state.find(Table.PORTS, draft.text("nextHopPort"))
                .filter(port -> port.text("deviceId").equals(draft.text("routerId")))
                .isPresent();
    }
}
