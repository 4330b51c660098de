// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

/**
 * What MidoNet does for one kind of resource besides the generic engine (midonet-api.md 10). Everything that may refuse
 * comes before anything is stored, so that each request is atomic.
 */
interface Lifecycle {
    /** For kinds with nothing special. */
    Lifecycle PLAIN = new Lifecycle() {};

    /** Completes the draft, or refuses it. */
    default void beforeCreate(Entity draft) {}

    default void afterCreate(Entity created) {}

    /** Completes the draft of a PUT, or refuses it. */
    default void beforeUpdate(Entity current, Entity draft) {}

    default void afterUpdate(Entity updated) {}

    /** Refuses a delete. */
    default void beforeDelete(Entity entity) {}
}
