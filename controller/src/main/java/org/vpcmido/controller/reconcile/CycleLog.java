// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.reconcile;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vpcmido.controller.apply.Outcome;
import org.vpcmido.controller.apply.Outcome.Status;

/** The lines of a cycle: one if there was work, none if not, and more for what went wrong; the id is in each. */
final class CycleLog {
    private static final Logger LOG = LoggerFactory.getLogger("org.vpcmido.cycle");
    private static final int LINES_MAX = 10;

    private CycleLog() {}

    static void write(CycleReport report, List<Outcome> outcomes) {
        report.drift().stream()
                .limit(LINES_MAX)
                .forEach(drift -> LOG.warn(
                        "cycle {}: others changed {}: {} undoes it ({})",
                        report.id(),
                        drift.key(),
                        drift.remedy(),
                        drift.because()));
        outcomes.stream()
                .filter(outcome -> outcome.status() == Status.FAILED)
                .limit(LINES_MAX)
                .forEach(outcome -> LOG.warn(
                        "cycle {}: {} of {} failed: {}",
                        report.id(),
                        outcome.change().action().jsonName(),
                        outcome.change().key(),
                        outcome.reason()));
        if (report.isWorthALine()) {
            LOG.info(
                    "cycle {}: {}, version {}, because of {}: {} to create, {} to update, {} to delete; {} written, {}"
                            + " failed, {} blocked, {} withheld; {} ms{}",
                    report.id(),
                    report.result().jsonName(),
                    report.version().orElse("none"),
                    report.triggers().stream().map(Trigger::jsonName).collect(Collectors.joining("+")),
                    report.planned().create(),
                    report.planned().update(),
                    report.planned().delete(),
                    report.written().applied(),
                    report.written().failed(),
                    report.written().blocked(),
                    report.written().withheld() + report.written().dropped(),
                    report.took().toMillis(),
                    report.message().isEmpty() ? "" : "; " + report.message());
        }
    }

    static void write(CycleReport report, LoopStatus.GuardedPlan plan) {
        LOG.warn(
                "cycle {}: the guard holds {} removals back: {}; approve exactly them with: vpcmido guard approve {}",
                report.id(),
                plan.removals(),
                plan.reason(),
                plan.plan());
    }

    static void write(CycleReport report, Throwable failure, Duration pause) {
        if (report.result() == CycleReport.Result.FAILED) {
            LOG.error("cycle {} failed, tried again in {} ms", report.id(), pause.toMillis(), failure);
        } else {
            LOG.warn("cycle {} failed, tried again in {} ms: {}", report.id(), pause.toMillis(), report.message());
        }
    }
}
