// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.reconcile;

import java.util.Optional;
import java.util.Set;
import org.vpcmido.controller.plan.Removals;
import org.vpcmido.controller.reconcile.LoopStatus.GuardedPlan;

/**
 * The plan that the guard holds back, and what an operator has approved. An approval is for exactly the removals that
 * were held: it covers what is left of them if they could not all be made at once, and is void when another is added or
 * when nothing needs it any more.
 */
final class GuardWatch {
    private Optional<GuardedPlan> guarded = Optional.empty();
    private Set<String> held = Set.of();
    private Optional<Set<String>> approved = Optional.empty();
    private Optional<String> told = Optional.empty();

    /** Why the removals of a plan are not to be made; empty if they are. */
    Optional<String> objects(PlanResult plan, Removals removals) {
        if (!plan.ruling().holds()) {
            forget();
            return Optional.empty();
        }
        held = removals.withImplied();
        approved = approved.filter(all -> all.containsAll(removals.names()));
        guarded = Optional.of(
                new GuardedPlan(removals.fingerprint(), plan.ruling().reason(), removals.size(), approved.isPresent()));
        return guarded.filter(each -> !each.isApproved()).map(each -> "held by the guard: " + each.reason());
    }

    /** All that was approved has been tried; what failed of it is still approved. */
    void passed() {
        guarded = Optional.empty();
    }

    /** Another instance may write now, or nothing is held. */
    void forget() {
        guarded = Optional.empty();
        held = Set.of();
        approved = Optional.empty();
    }

    /**
     * Lets a held plan pass in the next cycle.
     *
     * @return whether a plan of that name is held
     */
    boolean approve(String name) {
        boolean isHeld = guarded.filter(each -> each.plan().equals(name)).isPresent();
        if (isHeld) {
            approved = Optional.of(held);
            guarded = guarded.map(each -> new GuardedPlan(each.plan(), each.reason(), each.removals(), true));
        }
        return isHeld;
    }

    Optional<GuardedPlan> guarded() {
        return guarded;
    }

    /** The plan that waits for an approval, if it was not told before. */
    Optional<GuardedPlan> guardedAnew() {
        Optional<String> last = told;
        Optional<GuardedPlan> waiting = guarded.filter(plan -> !plan.isApproved());
        told = waiting.map(GuardedPlan::plan);
        return waiting.filter(plan -> !last.equals(Optional.of(plan.plan())));
    }
}
