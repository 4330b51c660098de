// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.reconcile;

import java.util.Locale;
import org.vpcmido.controller.plan.ChangePlan.Summary;

/** What a reconciliation did, in a few lines for a person. */
public final class ApplyText {
    private ApplyText() {}

    /** The counts: what was written, with how many requests, in what time, and what a second pass would do. */
    public static String write(ApplyResult result) {
        if (result.written().isEmpty()) {
            return "Held back: " + result.first().ruling().reason() + ". Nothing was written.";
        }
        ApplyResult.Requests requests = result.requests();
        return String.format(
                Locale.ROOT,
                "First pass:  %s%nRequests:    %d (%d to read, %d to write, %d to read again)%nTook:        %.2f s%n"
                        + "Second pass: %s",
                counts(result.first().plan().summary()),
                requests.total(),
                requests.firstRead().total(),
                requests.writes().total(),
                requests.secondRead().total(),
                result.took().toMillis() / 1000.0,
                result.second().map(second -> counts(second.plan().summary())).orElse("not made"));
    }

    private static String counts(Summary summary) {
        return summary.create() + " created, " + summary.update() + " updated, " + summary.delete() + " deleted, "
                + summary.unchanged() + " unchanged";
    }
}
