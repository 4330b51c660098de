// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.reconcile;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.vpcmido.controller.plan.ChangePlan.Summary;

/**
 * What one cycle did.
 *
 * @param id in every log line and journal row of the cycle
 * @param triggers why it began
 * @param startedAt by the wall clock
 * @param took from its start to its end
 * @param version of the document, if it has one
 * @param result how it ended
 * @param message more about the result, in a sentence; may be empty
 * @param planned what was to be done
 * @param written what became of it
 * @param drift what others had changed
 */
public record CycleReport(
        String id,
        Set<Trigger> triggers,
        Instant startedAt,
        Duration took,
        Optional<String> version,
        Result result,
        String message,
        Summary planned,
        Written written,
        List<Drift> drift) {
    public CycleReport {
        requireNonNull(id, "id");
        triggers = Collections.unmodifiableSet(
                triggers.isEmpty() ? EnumSet.noneOf(Trigger.class) : EnumSet.copyOf(triggers));
        requireNonNull(startedAt, "startedAt");
        requireNonNull(took, "took");
        requireNonNull(version, "version");
        requireNonNull(result, "result");
        requireNonNull(message, "message");
        requireNonNull(planned, "planned");
        requireNonNull(written, "written");
        drift = List.copyOf(drift);
    }

    /** How a cycle ended. */
    public enum Result {
        /** There was nothing to do. */
        AGREED,
        /** Everything was written. */
        APPLIED,
        /** Some objects were set aside; everything else was written. */
        PARTLY_APPLIED,
        /** The guard holds what would be taken away; everything else was written. */
        HELD,
        /** MidoNet does not answer, or not usably. */
        MIDONET_UNAVAILABLE,
        /** Another process writes. */
        NOT_WRITING,
        /** Leadership was lost on the way; the rest of the plan was dropped. */
        LEADERSHIP_LOST,
        /** This instance was told to end on the way; the rest of the plan was dropped. */
        STOPPED,
        /** A defect of ours. */
        FAILED;

        /** Lower case with hyphens, as in JSON. */
        public String jsonName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Changes by what became of them. */
    public record Written(int applied, int failed, int blocked, int withheld, int dropped) {
        static final Written NOTHING = new Written(0, 0, 0, 0, 0);
    }

    /** Whether it had anything to do, or could not do it. */
    public boolean isWorthALine() {
        return result != Result.AGREED && !(result == Result.HELD && written.applied() == 0 && written.failed() == 0);
    }
}
