// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.apply;

import io.vertx.core.Future;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.vpcmido.controller.plan.Change;
import org.vpcmido.controller.plan.ChangePlan;
import org.vpcmido.controller.plan.Footing;

/** What became of each change of a plan; filled while the plan is applied, on one Vert.x context. */
public final class ApplyReport {
    private final ChangePlan plan;
    private final Footing.Collapse collapse;
    private final IdentityHashMap<Change, Outcome> outcomes = new IdentityHashMap<>();
    private Ending ending = Ending.COMPLETE;

    ApplyReport(ChangePlan plan, Function<Change, Optional<String>> withheld) {
        this.plan = plan;
        this.collapse = plan.footing().collapse();
        plan.impossible().forEach(each -> failed(each.change(), Outcome.Fault.REJECTED, each.because()));
        plan.changes().forEach(change -> withheld.apply(change).ifPresent(reason -> withhold(change, reason)));
    }

    void applied(Change change) {
        outcomes.put(change, new Outcome(change, Outcome.Status.APPLIED, Outcome.Fault.NONE, ""));
    }

    void failed(Change change, Throwable failure) {
        failed(
                change,
                Outcome.Fault.of(failure),
                Optional.ofNullable(failure.getMessage()).orElse(failure.toString()));
    }

    private void failed(Change change, Outcome.Fault fault, String reason) {
        outcomes.put(change, new Outcome(change, Outcome.Status.FAILED, fault, reason));
        fell(change, "which failed");
    }

    private void withhold(Change change, String reason) {
        outcomes.put(change, new Outcome(change, Outcome.Status.WITHHELD, Outcome.Fault.NONE, reason));
        fell(change, "which is withheld");
    }

    private void fell(Change change, String why) {
        String because = "stands on " + change.action().jsonName() + " of " + change.key() + ", " + why;
        collapse.failed(change)
                .forEach(fallen -> outcomes.putIfAbsent(
                        fallen, new Outcome(fallen, Outcome.Status.BLOCKED, Outcome.Fault.NONE, because)));
    }

    boolean mayBeWritten(Change change) {
        return !collapse.hasFallen(change);
    }

    /** What became of {@code change}. */
    public Outcome outcome(Change change) {
        return Optional.ofNullable(outcomes.get(change))
                .orElseGet(() -> new Outcome(change, Outcome.Status.DROPPED, Outcome.Fault.NONE, ending.reason()));
    }

    Future<Void> ended(Ending early) {
        ending = early;
        return Future.succeededFuture();
    }

    /** How it ended. */
    public Ending ending() {
        return ending;
    }

    /** All outcomes, in the order of the plan. */
    public Stream<Outcome> outcomes() {
        return plan.changes().map(this::outcome);
    }

    /** The outcomes with that status, in the order of the plan. */
    public List<Outcome> outcomes(Outcome.Status status) {
        return outcomes().filter(outcome -> outcome.status() == status).toList();
    }

    /** Whether every change was written. */
    public boolean isComplete() {
        return outcomes().allMatch(outcome -> outcome.status() == Outcome.Status.APPLIED);
    }
}
