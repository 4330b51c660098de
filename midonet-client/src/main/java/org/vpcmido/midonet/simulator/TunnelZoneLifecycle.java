// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import java.util.Set;

/** Tunnel zones: names are unique, and a PUT collides even with itself (midonet-observed.md 3). */
record TunnelZoneLifecycle(State state) implements Lifecycle {
    private static final Set<String> TYPES = Set.of("gre", "vxlan", "vtep");

    @Override
    public void beforeCreate(Entity draft) {
        check(draft);
    }

    @Override
    public void beforeUpdate(Entity current, Entity draft) {
        check(draft);
    }

    private void check(Entity draft) {
        if (!TYPES.contains(draft.text("type"))) {
            throw FieldType.unreadable("type", draft.get("type"));
        }
        if (state.all(Table.TUNNEL_ZONES).stream()
                .anyMatch(zone -> zone.get("name").equals(draft.get("name")))) {
            throw Refusal.of(409, "Tunnel zone name already exists.");
        }
    }
}
