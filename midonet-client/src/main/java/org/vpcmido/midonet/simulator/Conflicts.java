// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

/** Refusals of a reference that has room for one only (midonet-api.md 5). */
final class Conflicts {
    private Conflicts() {}

    /** {@code holder} already refers to {@code other} through {@code field}. */
    static Refusal taken(Entity holder, Entity other, String field) {
        return Refusal.of(
                409,
                "Operation failed because the " + holder.table().storageName() + " with ID " + holder.id()
                        + " already references the " + other.table().storageName() + " with ID " + other.id()
                        + " via the field " + field + ". This field can accommodate only one reference.");
    }
}
