// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.reconcile;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;
import org.vpcmido.controller.apply.Outcome;
import org.vpcmido.controller.apply.Outcome.Fault;
import org.vpcmido.controller.apply.Outcome.Status;
import org.vpcmido.controller.plan.Change;

/**
 * Changes that failed, each with its reason and the time of the next attempt. Until then they are withheld, and what
 * stands on them waits with them; everything else goes on. A change of content is another change, and is tried at once.
 */
final class Quarantine {
    /** Refused by MidoNet, an object is at fault at once; in doubt, it is after this many times in a row. */
    static final int DOUBTFUL_FAILURES_MAX = 3;

    private final Backoff backoff;
    private final DoubleSupplier random;
    private final TreeMap<String, Entry> entries = new TreeMap<>();
    private Instant plannedAt = Instant.MIN;

    /**
     * A change that failed.
     *
     * @param change the change
     * @param reason what was answered last
     * @param failures how often in a row
     * @param since when it failed first
     * @param retryAt when it is tried again
     * @param isSetAside whether the object is at fault, rather than MidoNet or a rival
     */
    record Entry(Change change, String reason, int failures, Instant since, Instant retryAt, boolean isSetAside) {}

    Quarantine(Backoff backoff, DoubleSupplier random) {
        this.backoff = requireNonNull(backoff, "backoff");
        this.random = requireNonNull(random, "random");
    }

    /** A plan is tried now. What is due, and is not tried all the same, waits for something else than time. */
    void begins(Instant now) {
        plannedAt = now;
    }

    /** Why a change is to wait; empty if it may be tried. */
    Optional<String> withholds(Change change) {
        return Optional.ofNullable(entries.get(name(change)))
                .filter(entry -> isSame(entry.change(), change) && entry.isSetAside())
                .filter(this::isToWait)
                .map(entry -> "failed " + entry.failures() + " times, tried again at " + entry.retryAt() + ": "
                        + entry.reason());
    }

    private boolean isToWait(Entry entry) {
        return entry.retryAt().isAfter(plannedAt);
    }

    /**
     * Takes note of a whole plan's outcomes; what is not in the plan any more has healed. A write over which MidoNet
     * broke down is its object's fault if MidoNet took another one meanwhile, and else doubtful.
     */
    void update(List<Outcome> outcomes, Instant now) {
        boolean tookAnother = outcomes.stream().anyMatch(outcome -> outcome.status() == Status.APPLIED);
        Set<String> planned =
                outcomes.stream().map(outcome -> name(outcome.change())).collect(Collectors.toUnmodifiableSet());
        entries.keySet().retainAll(planned);
        for (Outcome outcome : outcomes) {
            if (outcome.status() == Status.APPLIED) {
                entries.remove(name(outcome.change()));
            } else if (outcome.status() == Status.FAILED) {
                boolean isAtFault =
                        outcome.fault() == Fault.REJECTED || (outcome.fault() == Fault.BROKEN && tookAnother);
                Entry first = first(outcome, isAtFault, now);
                entries.merge(name(outcome.change()), first, (old, latest) -> again(old, latest, now));
            }
        }
    }

    private Entry first(Outcome outcome, boolean isAtFault, Instant now) {
        return new Entry(
                outcome.change(),
                outcome.reason(),
                1,
                now,
                now.plus(backoff.pause(1, random.getAsDouble())),
                isAtFault);
    }

    private Entry again(Entry old, Entry latest, Instant now) {
        if (!isSame(old.change(), latest.change())) {
            return latest;
        }
        int failures = old.failures() + 1;
        return new Entry(
                latest.change(),
                latest.reason(),
                failures,
                old.since(),
                now.plus(backoff.pause(failures, random.getAsDouble())),
                old.isSetAside() || latest.isSetAside() || failures >= DOUBTFUL_FAILURES_MAX);
    }

    /** Whether that change failed by the fault of its object, so that the rest counts as applied. */
    boolean hasSetAside(Change change) {
        return Optional.ofNullable(entries.get(name(change)))
                .filter(Entry::isSetAside)
                .isPresent();
    }

    /** When something that waits for nothing but time is to be tried next. */
    Optional<Instant> nextAttempt() {
        return entries.values().stream()
                .filter(this::isToWait)
                .map(Entry::retryAt)
                .min(Instant::compareTo);
    }

    List<Entry> entries() {
        return List.copyOf(entries.values());
    }

    private static String name(Change change) {
        return change.key() + " " + change.action().jsonName();
    }

    private static boolean isSame(Change one, Change other) {
        return one.subject().equals(other.subject());
    }
}
