// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vpcmido.controller.apply.Outcome;
import org.vpcmido.controller.apply.Outcome.Status;
import org.vpcmido.controller.plan.ChangePlan.Summary;
import org.vpcmido.controller.reconcile.CycleReport.Result;
import org.vpcmido.controller.reconcile.CycleReport.Written;
import org.vpcmido.midonet.client.MidonetException;

/**
 * A cycle that has begun, from which its report is made when it ends.
 *
 * @param id of the cycle
 * @param triggers why it began
 * @param startedAt when
 * @param version of the document
 */
record CycleLine(String id, Set<Trigger> triggers, Instant startedAt, Optional<String> version) {
    private static final int DRIFT_SHOWN_MAX = 1000;

    /** Whether MidoNet is to be read whole: only other wishes, and agents that come and go, can do with less. */
    boolean readsAll() {
        return !EnumSet.of(Trigger.DOCUMENT, Trigger.AGENTS).containsAll(triggers);
    }

    CycleReport ended(Cycle.End end, Duration took, Instant now) {
        List<Outcome> outcomes = end.outcomes();
        Written written = new Written(
                (int) Cycle.count(outcomes, Status.APPLIED),
                (int) Cycle.count(outcomes, Status.FAILED),
                (int) Cycle.count(outcomes, Status.BLOCKED),
                (int) Cycle.count(outcomes, Status.WITHHELD),
                (int) Cycle.count(outcomes, Status.DROPPED));
        List<Drift> drift = end.drifted().stream()
                .limit(DRIFT_SHOWN_MAX)
                .map(change -> new Drift(change.key().path(), change.action().jsonName(), change.because(), now))
                .toList();
        return new CycleReport(
                id,
                triggers,
                startedAt,
                took,
                version,
                end.result(),
                end.message(),
                end.plan().plan().summary(),
                written,
                drift);
    }

    CycleReport failed(Throwable failure, Duration took) {
        String message = Optional.ofNullable(failure.getMessage()).orElse(failure.toString());
        return new CycleReport(
                id,
                triggers,
                startedAt,
                took,
                version,
                result(failure),
                message,
                new Summary(0, 0, 0, 0),
                Written.NOTHING,
                List.of());
    }

    private static Result result(Throwable failure) {
        if (failure instanceof EucanetdPort.RivalException) {
            return Result.NOT_WRITING;
        }
        return failure instanceof MidonetException ? Result.MIDONET_UNAVAILABLE : Result.FAILED;
    }

    /** What kind of trouble a failure is, for the status. */
    static String code(Throwable failure) {
        return switch (result(failure)) {
            case NOT_WRITING -> "rival";
            case MIDONET_UNAVAILABLE -> "midonet";
            default -> "defect";
        };
    }
}
