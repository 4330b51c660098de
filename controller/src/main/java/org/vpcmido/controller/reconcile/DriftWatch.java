// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.reconcile;

import static java.util.Objects.requireNonNull;

import java.util.HashSet;
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

/**
 * Tells what others changed from what the cloud wants changed: when neither the cloud's wishes nor the machines are
 * other than at the end of the last cycle, whatever a plan holds that was not left open then is drift. After a start
 * there is no last cycle, so the first cycle finds none, and heals all.
 */
final class DriftWatch {
    private final DriftPolicy policy;
    private final Set<String> reported = new HashSet<>();
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

    /** The changes of a plan that undo what others did. */
    List<Change> find(PlanResult plan) {
        List<Change> found = settled.filter(
                        last -> last.contentHash().equals(plan.cloud().contentHash())
                                && last.hosts().equals(plan.adoption().facts().hosts())
                                && last.keepsNumbersOf(plan))
                .map(last -> plan.plan()
                        .changes()
                        .filter(change -> !last.open().contains(name(change)))
                        .toList())
                .orElse(List.of());
        if (policy == DriftPolicy.REPORT) {
            Set<String> planned = plan.plan().changes().map(DriftWatch::name).collect(Collectors.toSet());
            reported.retainAll(planned);
            found.forEach(change -> reported.add(name(change)));
        }
        return found;
    }

    /** Why a change is left alone; empty if it is not. */
    Optional<String> withholds(Change change) {
        return reported.contains(name(change))
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
                plan.cloud().contentHash(),
                plan.adoption().facts().hosts(),
                open,
                plan.desired().numbers()));
    }

    /** Somebody else may have written; the next plan tells nothing about drift. */
    void unsettle() {
        settled = Optional.empty();
    }

    private static String name(Change change) {
        return change.action().jsonName() + " " + change.key();
    }
}
