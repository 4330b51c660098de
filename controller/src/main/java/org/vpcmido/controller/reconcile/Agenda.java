// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.reconcile;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleSupplier;

/**
 * When the next cycle begins, and why: one at a time, and after a failure not before its pause is over. What triggers
 * meanwhile collapses into one cycle more.
 */
final class Agenda {
    private final Backoff backoff;
    private final DoubleSupplier random;
    private final EnumSet<Trigger> pending = EnumSet.noneOf(Trigger.class);
    private Instant notBefore = Instant.MIN;
    private int failures;
    private boolean isRunning;

    Agenda(Backoff backoff, DoubleSupplier random) {
        this.backoff = requireNonNull(backoff, "backoff");
        this.random = requireNonNull(random, "random");
    }

    void add(Trigger trigger) {
        pending.add(trigger);
    }

    /** Somebody knows better than to wait. */
    void hurry() {
        notBefore = Instant.MIN;
    }

    /** Begins a cycle if one is due. */
    Optional<Set<Trigger>> begin(Instant now) {
        if (isRunning || pending.isEmpty() || now.isBefore(notBefore)) {
            return Optional.empty();
        }
        Set<Trigger> triggers = EnumSet.copyOf(pending);
        pending.clear();
        isRunning = true;
        return Optional.of(triggers);
    }

    boolean isRunning() {
        return isRunning;
    }

    /** The cycle came to its end. */
    void ended() {
        isRunning = false;
        failures = 0;
        notBefore = Instant.MIN;
    }

    /**
     * The cycle could not do its work, through no fault of single objects.
     *
     * @return the pause before the next one
     */
    Duration failed(Instant now) {
        isRunning = false;
        failures++;
        Duration pause = backoff.pause(failures, random.getAsDouble());
        notBefore = now.plus(pause);
        pending.add(Trigger.RETRY);
        return pause;
    }

    /** When the pause after a failure is over. */
    Optional<Instant> retryAt() {
        return failures > 0 ? Optional.of(notBefore) : Optional.empty();
    }
}
