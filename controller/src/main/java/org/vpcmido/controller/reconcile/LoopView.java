// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.reconcile;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * What was read last of cloud and MidoNet, and what is left to do.
 *
 * @param plan made of both; after writes, what is left when what was written has been read again
 * @param observedAt when MidoNet, or what was written of it, was read last
 */
public record LoopView(PlanResult plan, Instant observedAt) {
    public LoopView {
        requireNonNull(plan, "plan");
        requireNonNull(observedAt, "observedAt");
    }
}
