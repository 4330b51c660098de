// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.reconcile;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.vpcmido.cloud.source.CloudSnapshot;
import org.vpcmido.cloud.source.CloudSource;
import org.vpcmido.controller.apply.ApplyReport;
import org.vpcmido.controller.apply.Leadership;
import org.vpcmido.controller.apply.Outcome;
import org.vpcmido.controller.apply.Outcome.Fault;
import org.vpcmido.controller.apply.Outcome.Status;
import org.vpcmido.controller.plan.Change;
import org.vpcmido.controller.plan.Removals;
import org.vpcmido.controller.reconcile.CycleReport.Result;
import org.vpcmido.controller.reconcile.LoopStatus.GuardedPlan;
import org.vpcmido.midonet.client.MidonetClient;

/**
 * One pass from the cloud's wishes to MidoNet, and what is remembered from one pass to the next: what failed, what the
 * guard holds, what others changed. Nothing of that decides what MidoNet should be; it decides what is tried now.
 */
final class Cycle {
    /** If nothing at all could be written, this many failures are MidoNet's fault rather than that of the objects. */
    private static final int FAILURES_OF_OBJECTS_MAX = 3;

    private final Vertx vertx;
    private final CloudSource source;
    private final LoopSettings settings;
    private final Leadership leadership;
    private final Clock clock;
    private final MidonetLink link;
    private final Quarantine quarantine;
    private final DriftWatch drift;
    private Optional<GuardedPlan> guarded = Optional.empty();

    /**
     * What came of a pass.
     *
     * @param isInEffect whether the cloud may be told so
     */
    record End(
            PlanResult plan,
            List<Outcome> outcomes,
            List<Change> drifted,
            Result result,
            String message,
            boolean isInEffect) {}

    Cycle(Vertx vertx, CloudSource source, LoopSettings settings, Leadership leadership, Clock clock) {
        this.vertx = requireNonNull(vertx, "vertx");
        this.source = requireNonNull(source, "source");
        this.settings = requireNonNull(settings, "settings");
        this.leadership = requireNonNull(leadership, "leadership");
        this.clock = requireNonNull(clock, "clock");
        this.link = new MidonetLink(vertx, settings.midonet());
        this.quarantine = new Quarantine(
                settings.backoff(), () -> ThreadLocalRandom.current().nextDouble());
        this.drift = new DriftWatch(settings.drift());
    }

    /** Observes, plans, writes what may be written now. Fails if MidoNet could not be read. */
    Future<End> run(CloudSnapshot cloud) {
        return link.client()
                .map(this::reconciler)
                .compose(reconciler -> reconciler.plan(cloud).compose(plan -> carryThrough(reconciler, plan)))
                .recover(failure -> link.close().transform(closed -> Future.failedFuture(failure)));
    }

    private Reconciler reconciler(MidonetClient client) {
        return new Reconciler(vertx, source, client, settings.reconcile(), leadership, System::nanoTime);
    }

    private Future<End> carryThrough(Reconciler reconciler, PlanResult plan) {
        List<Change> drifted = drift.find(plan);
        Removals removals = Removals.of(plan.plan());
        guarded = plan.ruling().holds() ? Optional.of(hold(plan, removals)) : Optional.empty();
        Optional<String> hold =
                guarded.filter(each -> !each.isApproved()).map(each -> "held by the guard: " + each.reason());
        Instant now = clock.instant();
        return reconciler
                .write(
                        plan,
                        change -> hold.filter(reason -> removals.contains(change))
                                .or(() -> quarantine.withholds(change, now))
                                .or(() -> drift.withholds(change)))
                .onFailure(failure -> drift.unsettle())
                .map(report -> end(plan, report, drifted, hold.isPresent()));
    }

    private GuardedPlan hold(PlanResult plan, Removals removals) {
        String name = removals.fingerprint();
        boolean isApproved = guarded.filter(
                        each -> each.isApproved() && each.plan().equals(name))
                .isPresent();
        return new GuardedPlan(name, plan.ruling().reason(), removals.size(), isApproved);
    }

    private End end(PlanResult plan, ApplyReport report, List<Change> drifted, boolean isHeld) {
        List<Outcome> outcomes = report.outcomes().toList();
        quarantine.update(outcomes, clock.instant());
        boolean isDropped = outcomes.stream().anyMatch(outcome -> outcome.status() == Status.DROPPED);
        if (isDropped) {
            drift.unsettle();
        } else {
            drift.settle(plan, outcomes);
        }
        if (!isHeld) {
            guarded = Optional.empty();
        }
        Result result = isDropped ? Result.NOT_WRITING : result(plan, outcomes, isHeld);
        Optional<String> obstacle = isDropped ? Optional.of("leadership was lost") : obstacle(plan, outcomes, isHeld);
        return new End(plan, outcomes, drifted, result, obstacle.orElse(""), obstacle.isEmpty());
    }

    private Result result(PlanResult plan, List<Outcome> outcomes, boolean isHeld) {
        if (plan.plan().isEmpty()) {
            return Result.AGREED;
        } else if (isHeld) {
            return Result.HELD;
        } else if (isMidonetAtFault(outcomes)) {
            return Result.MIDONET_UNAVAILABLE;
        }
        boolean isComplete = outcomes.stream().allMatch(outcome -> outcome.status() == Status.APPLIED);
        return isComplete ? Result.APPLIED : Result.PARTLY_APPLIED;
    }

    /** Why the document may not be acknowledged; empty if it may. */
    private Optional<String> obstacle(PlanResult plan, List<Outcome> outcomes, boolean isHeld) {
        if (isHeld) {
            return Optional.of("held by the guard: " + plan.ruling().reason());
        }
        List<Outcome> failed = outcomes.stream()
                .filter(outcome -> outcome.status() == Status.FAILED)
                .toList();
        Optional<String> doubtful = failed.stream()
                .filter(outcome -> isMidonetAtFault(outcomes) || !quarantine.hasSetAside(outcome.change()))
                .findFirst()
                .map(Outcome::reason);
        return doubtful.or(() -> ReleasedAddresses.outstanding(plan.plan(), outcomes).stream()
                .filter(outcome -> drift.withholds(outcome.change()).isEmpty())
                .findFirst()
                .map(outcome -> "a public address is still in use: delete of "
                        + outcome.change().key() + ": " + outcome.reason()));
    }

    private boolean isMidonetAtFault(List<Outcome> outcomes) {
        long failed = count(outcomes, Status.FAILED);
        boolean nothingPassed = count(outcomes, Status.APPLIED) == 0 && failed > FAILURES_OF_OBJECTS_MAX;
        boolean unanswered = outcomes.stream()
                .anyMatch(outcome -> outcome.fault() == Fault.UNAVAILABLE && !quarantine.hasSetAside(outcome.change()));
        return nothingPassed || unanswered;
    }

    static long count(List<Outcome> outcomes, Status status) {
        return outcomes.stream().filter(outcome -> outcome.status() == status).count();
    }

    /**
     * Lets a held plan pass in the next cycle.
     *
     * @return whether a plan of that name is held
     */
    boolean approve(String name) {
        boolean isHeld = guarded.filter(each -> each.plan().equals(name)).isPresent();
        if (isHeld) {
            guarded = guarded.map(each -> new GuardedPlan(each.plan(), each.reason(), each.removals(), true));
        }
        return isHeld;
    }

    Optional<GuardedPlan> guarded() {
        return guarded;
    }

    List<Quarantine.Entry> quarantined() {
        return quarantine.entries();
    }

    Optional<Instant> nextAttempt() {
        return quarantine.nextAttempt();
    }

    /** Another instance may write now. */
    void standDown() {
        drift.unsettle();
        guarded = Optional.empty();
    }

    Future<Void> close() {
        return link.close();
    }
}
