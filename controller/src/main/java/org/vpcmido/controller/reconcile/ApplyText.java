// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.reconcile;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vpcmido.controller.apply.ApplyReport;
import org.vpcmido.controller.apply.Outcome;
import org.vpcmido.controller.plan.Change.Action;
import org.vpcmido.controller.plan.ChangePlan.Summary;
import org.vpcmido.controller.plan.PlanText;

/** What a reconciliation did, for a person. */
public final class ApplyText {
    private ApplyText() {}

    /** The changes as in a plan, those marked that were not written, and then the counts. */
    public static String write(ApplyResult result, PlanText.Detail detail) {
        String plan = PlanText.write(
                result.first().plan(),
                result.first().ruling(),
                detail,
                change -> result.written()
                        .map(report -> report.outcome(change).status())
                        .filter(status -> status != Outcome.Status.APPLIED)
                        .map(Outcome.Status::jsonName));
        return plan + System.lineSeparator() + (result.written().isEmpty() ? "nothing was written" : counts(result));
    }

    /** The counts: what was written, with how many requests, in what time, and what a second pass would do. */
    public static String counts(ApplyResult result) {
        if (result.written().isEmpty()) {
            return "Held back: " + result.first().ruling().reason() + ". Nothing was written.";
        }
        ApplyResult.Requests requests = result.requests();
        return String.format(
                Locale.ROOT,
                "First pass:  %s%nRequests:    %d (%d to read, %d to write, %d to read again)%nTook:        %.2f s%n"
                        + "Second pass: %s",
                firstPass(result.written().get(), result.first().plan().summary()),
                requests.total(),
                requests.firstRead().total(),
                requests.writes().total(),
                requests.secondRead().total(),
                result.took().toMillis() / 1000.0,
                result.second().map(second -> waiting(second.plan().summary())).orElse("not made"));
    }

    private static String firstPass(ApplyReport report, Summary planned) {
        String notWritten = Stream.of(Outcome.Status.FAILED, Outcome.Status.BLOCKED, Outcome.Status.DROPPED)
                .filter(status -> !report.outcomes(status).isEmpty())
                .map(status -> ", " + report.outcomes(status).size() + " " + status.jsonName())
                .collect(Collectors.joining());
        return applied(report, Action.CREATE) + " created, " + applied(report, Action.UPDATE) + " updated, "
                + applied(report, Action.DELETE) + " deleted, " + planned.unchanged() + " unchanged" + notWritten;
    }

    private static long applied(ApplyReport report, Action action) {
        return report.outcomes(Outcome.Status.APPLIED).stream()
                .filter(outcome -> outcome.change().action() == action)
                .count();
    }

    private static String waiting(Summary summary) {
        return summary.create() + " to create, " + summary.update() + " to update, " + summary.delete() + " to delete, "
                + summary.unchanged() + " unchanged";
    }
}
