// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.reconcile;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.vpcmido.controller.apply.Outcome;
import org.vpcmido.controller.apply.Outcome.Status;
import org.vpcmido.controller.compile.Desired.Numbers;
import org.vpcmido.controller.config.ControllerConfig.DriftPolicy;
import org.vpcmido.controller.plan.Change;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Resource;

/**
 * Tells what others changed from what the cloud wants changed: when neither the cloud's wishes nor the machines are
 * other than at the end of the last cycle, whatever a plan holds that was not left open then is drift. After a start
 * there is no last cycle, so the first cycle finds none, and heals all.
 */
final class DriftWatch {
    private final DriftPolicy policy;

    /** What is left to others, and what the cloud wanted of it then; absent where it wanted it gone. */
    private final Map<String, Optional<Resource>> reported = new HashMap<>();

    private Optional<Settled> settled = Optional.empty();

    private record Settled(String contentHash, Map<String, Key> hosts, Set<String> open, Numbers numbers) {
        /** What was left half done may have lost its number, and whatever shows the number changes with it. */
        boolean keepsNumbersOf(PlanResult plan) {
            return open.isEmpty() || numbers.equals(plan.desired().numbers());
        }
    }

    DriftWatch(DriftPolicy policy) {
        this.policy = requireNonNull(policy, "policy");
    }

    /**
     * The changes of a plan that undo what others did.
     *
     * @param expected what would have been planned had MidoNet been as it was last seen; empty if it was, or if it was
     *     read as a whole anyway
     */
    List<Change> find(PlanResult plan, Optional<PlanResult> expected) {
        List<Change> found = expected.filter(
                        last -> settled.isPresent() && hosts(last).equals(hosts(plan)) && numbers(last, plan))
                .map(last -> beyond(plan, names(last)))
                .or(() -> settled.filter(
                                last -> last.contentHash().equals(plan.cloud().contentHash())
                                        && last.hosts().equals(hosts(plan))
                                        && last.keepsNumbersOf(plan))
                        .map(last -> beyond(plan, last.open())))
                .orElse(List.of());
        if (policy == DriftPolicy.REPORT) {
            reported.keySet().retainAll(names(plan));
            found.forEach(change -> reported.put(name(change), change.after()));
        }
        return found;
    }

    private static List<Change> beyond(PlanResult plan, Set<String> known) {
        return plan.plan()
                .changes()
                .filter(change -> !known.contains(name(change)))
                .toList();
    }

    private static Set<String> names(PlanResult plan) {
        return plan.plan().changes().map(DriftWatch::name).collect(Collectors.toUnmodifiableSet());
    }

    private static Map<String, Key> hosts(PlanResult plan) {
        return plan.adoption().facts().hosts();
    }

    private static boolean numbers(PlanResult one, PlanResult other) {
        return one.desired().numbers().equals(other.desired().numbers());
    }

    /** Why a change is left alone; empty if it is not, as when the cloud wants something else of it by now. */
    Optional<String> withholds(Change change) {
        return change.after().equals(reported.get(name(change)))
                ? Optional.of("others changed it, and the policy is to report that only (reconcile.drift)")
                : Optional.empty();
    }

    /** A plan has been carried through, as far as possible. */
    void settle(PlanResult plan, List<Outcome> outcomes) {
        Set<String> open = outcomes.stream()
                .filter(outcome -> outcome.status() != Status.APPLIED)
                .map(outcome -> name(outcome.change()))
                .collect(Collectors.toUnmodifiableSet());
        settled = Optional.of(new Settled(
                plan.cloud().contentHash(), hosts(plan), open, plan.desired().numbers()));
    }

    /** Somebody else may have written; the next plan tells nothing about drift. */
    void unsettle() {
        settled = Optional.empty();
    }

    /** An action and what it is done to. */
    static String name(Change change) {
        return change.action().jsonName() + " " + change.key();
    }
}
