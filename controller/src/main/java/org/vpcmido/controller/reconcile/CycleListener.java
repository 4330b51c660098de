// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.reconcile;

/** Hears of every cycle; must return at once. */
@FunctionalInterface
public interface CycleListener {
    /** A write of the cycle under way has ended; told on the context of the applier. */
    default void wrote(WriteRecord write) {}

    /** A cycle has ended; told on the context of the loop. */
    void ended(CycleEnd end);
}
