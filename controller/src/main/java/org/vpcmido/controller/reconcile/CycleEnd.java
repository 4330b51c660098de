// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.reconcile;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.vpcmido.controller.apply.Outcome;

/**
 * A cycle that has ended.
 *
 * @param report what it did, in numbers and words
 * @param plan what was to be done; absent if it did not come to that
 * @param outcomes what became of each change of the plan
 * @param isInEffect whether the document is in effect now, but for what is held or set aside
 */
public record CycleEnd(CycleReport report, Optional<PlanResult> plan, List<Outcome> outcomes, boolean isInEffect) {
    public CycleEnd {
        requireNonNull(report, "report");
        requireNonNull(plan, "plan");
        outcomes = List.copyOf(outcomes);
    }
}
