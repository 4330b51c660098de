// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.reconcile;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.vpcmido.cloud.source.CloudSnapshot;
import org.vpcmido.cloud.source.CloudSource;
import org.vpcmido.controller.apply.ApplyReport;
import org.vpcmido.controller.apply.Ending;
import org.vpcmido.controller.apply.Outcome;
import org.vpcmido.controller.apply.Outcome.Fault;
import org.vpcmido.controller.apply.Outcome.Status;
import org.vpcmido.controller.plan.Change;
import org.vpcmido.controller.plan.Removals;
import org.vpcmido.controller.reconcile.CycleReport.Result;
import org.vpcmido.midonet.client.MidonetClient;
import org.vpcmido.midonet.client.PaceStatus;
import org.vpcmido.midonet.resource.Resource;

/**
 * One pass from the cloud's wishes to MidoNet, and what is remembered from one pass to the next: what failed, what the
 * guard holds, what others changed. Nothing of that decides what MidoNet should be; it decides what is tried now.
 */
final class Cycle {
    /**
     * MidoNet broke down over this many writes and took none: more, and it is MidoNet that is broken. Fewer may be a few
     * odd objects that are left over, and must not keep the document from being acknowledged for ever.
     */
    private static final int BREAKDOWNS_OF_OBJECTS_MAX = 3;

    private final Vertx vertx;
    private final CloudSource source;
    private final LoopSettings settings;
    private final Consumer<WriteRecord> listener;
    private final Clock clock;
    private final MidonetLink link;
    private final MidonetView view;
    private final Quarantine quarantine;
    private final DriftWatch drift;
    private final GuardWatch guard = new GuardWatch();

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

    /**
     * @param listener hears of each write
     */
    Cycle(Vertx vertx, CloudSource source, LoopSettings settings, Consumer<WriteRecord> listener, Clock clock) {
        this.vertx = requireNonNull(vertx, "vertx");
        this.source = requireNonNull(source, "source");
        this.settings = requireNonNull(settings, "settings");
        this.listener = requireNonNull(listener, "listener");
        this.clock = requireNonNull(clock, "clock");
        this.link = new MidonetLink(vertx, settings.midonet());
        this.view = new MidonetView(vertx, settings.reconcile(), clock);
        this.quarantine = new Quarantine(
                settings.backoff(), () -> ThreadLocalRandom.current().nextDouble());
        this.drift = new DriftWatch(settings.drift());
    }

    /**
     * Observes, plans, writes what may be written now. Fails if MidoNet could not be read.
     *
     * @param line of the cycle
     * @param term asked before each write
     */
    Future<End> run(CloudSnapshot cloud, CycleLine line, WritePermit.Term term) {
        return link.client()
                .compose(client -> view.look(cloud, client, line.readsAll())
                        .compose(look -> carryThrough(client, look, line.id(), term)))
                .compose(end -> end.result() == Result.MIDONET_UNAVAILABLE
                        ? disconnect().transform(closed -> Future.succeededFuture(end))
                        : Future.succeededFuture(end))
                .recover(failure -> disconnect().transform(closed -> Future.failedFuture(failure)));
    }

    /** What answers next may be another MidoNet. */
    private Future<Void> disconnect() {
        view.forget();
        return link.close();
    }

    private Future<End> carryThrough(MidonetClient midonet, MidonetView.Look look, String id, WritePermit.Term term) {
        PlanResult plan = look.plan();
        List<Change> drifted = drift.find(plan, look.expected());
        Removals removals = Removals.of(plan.plan());
        Optional<String> hold = guard.objects(plan, removals);
        quarantine.begins(clock.instant());
        Function<Change, Optional<String>> withheld = change -> hold.filter(reason -> removals.contains(change))
                .or(() -> drift.withholds(change))
                .or(() -> quarantine.withholds(change));
        return new Reconciler(vertx, source, midonet, settings.reconcile(), term, System::nanoTime)
                .write(plan, withheld, (wave, outcome) -> listener.accept(record(id, plan, wave, outcome)))
                .map(report -> end(plan, report, drifted, hold.isPresent(), term));
    }

    /**
     * Reads what a cycle has written.
     *
     * @return what is left to do; empty if nothing was written
     */
    Future<Optional<PlanResult>> confirm(End end) {
        boolean isTried = end.outcomes().stream()
                .anyMatch(outcome -> outcome.status() == Status.APPLIED || outcome.status() == Status.FAILED);
        if (!isTried || view.at().isEmpty()) {
            return Future.succeededFuture(Optional.empty());
        }
        return link.client()
                .compose(client -> view.confirm(end.plan(), end.outcomes(), client))
                .onSuccess(left -> {
                    if (count(end.outcomes(), Status.FAILED) > 0 || isSurprise(end, left)) {
                        view.doubt();
                    }
                })
                .map(Optional::of)
                .recover(unread -> disconnect().transform(closed -> Future.failedFuture(unread)));
    }

    /** Whether more is left to do than what was not done. What failed may have left anything, and is tried again. */
    static boolean isSurprise(End end, PlanResult left) {
        if (count(end.outcomes(), Status.FAILED) > 0) {
            return false;
        }
        Set<String> open = end.outcomes().stream()
                .filter(outcome -> outcome.status() != Status.APPLIED)
                .map(outcome -> DriftWatch.name(outcome.change()))
                .collect(Collectors.toUnmodifiableSet());
        return left.plan().changes().map(DriftWatch::name).anyMatch(change -> !open.contains(change));
    }

    MidonetView view() {
        return view;
    }

    private WriteRecord record(String id, PlanResult plan, int wave, Outcome outcome) {
        Resource subject = outcome.change().subject();
        Optional<UUID> resourceId = subject.kind().hasId()
                ? Optional.of(plan.adoption().identities().id(subject.key()))
                : Optional.empty();
        return new WriteRecord(id, clock.instant(), wave, resourceId, outcome);
    }

    private End end(PlanResult plan, ApplyReport report, List<Change> drifted, boolean isHeld, WritePermit.Term term) {
        List<Outcome> outcomes = report.outcomes().toList();
        if (report.ending() == Ending.LEADERSHIP_LOST || !term.isHeld()) {
            drift.unsettle();
            view.forget();
            Result result = term.isStopping() ? Result.STOPPED : Result.LEADERSHIP_LOST;
            return new End(plan, outcomes, drifted, result, result.jsonName().replace('-', ' '), false);
        } else if (isMidonetAway(report, outcomes)) {
            drift.unsettle();
            return new End(plan, outcomes, drifted, Result.MIDONET_UNAVAILABLE, firstReason(outcomes), false);
        }
        quarantine.update(outcomes, clock.instant());
        drift.settle(plan, outcomes);
        if (!isHeld) {
            guard.passed();
        }
        Optional<String> obstacle = obstacle(plan, outcomes, isHeld);
        return new End(
                plan, outcomes, drifted, result(plan, outcomes, isHeld), obstacle.orElse(""), obstacle.isEmpty());
    }

    /** Whether failures say nothing about the objects that failed. */
    private static boolean isMidonetAway(ApplyReport report, List<Outcome> outcomes) {
        boolean tookNone = count(outcomes, Status.APPLIED) == 0;
        long breakdowns = outcomes.stream()
                .filter(outcome -> outcome.fault() == Fault.BROKEN)
                .count();
        return report.ending() == Ending.UNANSWERED || (tookNone && breakdowns > BREAKDOWNS_OF_OBJECTS_MAX);
    }

    private static String firstReason(List<Outcome> outcomes) {
        return outcomes.stream()
                .filter(outcome -> outcome.status() == Status.FAILED)
                .findFirst()
                .map(Outcome::reason)
                .orElse(Ending.UNANSWERED.reason());
    }

    private Result result(PlanResult plan, List<Outcome> outcomes, boolean isHeld) {
        if (plan.plan().isEmpty()) {
            return Result.AGREED;
        } else if (isHeld) {
            return Result.HELD;
        } else if (outcomes.stream().anyMatch(this::isUnanswered)) {
            return Result.MIDONET_UNAVAILABLE;
        }
        boolean isComplete = outcomes.stream().allMatch(outcome -> outcome.status() == Status.APPLIED);
        return isComplete ? Result.APPLIED : Result.PARTLY_APPLIED;
    }

    private boolean isUnanswered(Outcome outcome) {
        return outcome.fault() == Fault.UNAVAILABLE && !quarantine.hasSetAside(outcome.change());
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
                .filter(outcome -> !quarantine.hasSetAside(outcome.change()))
                .findFirst()
                .map(Outcome::reason);
        return doubtful.or(() -> ReleasedAddresses.outstanding(plan.plan(), outcomes).stream()
                .filter(outcome -> drift.withholds(outcome.change()).isEmpty())
                .findFirst()
                .map(outcome -> "a public address is still in use: delete of "
                        + outcome.change().key() + ": " + outcome.reason()));
    }

    static long count(List<Outcome> outcomes, Status status) {
        return outcomes.stream().filter(outcome -> outcome.status() == status).count();
    }

    GuardWatch guard() {
        return guard;
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
        view.forget();
        guard.forget();
    }

    /** How fast MidoNet is asked, or was last. May be asked from any thread. */
    Optional<PaceStatus> pace() {
        return link.pace();
    }

    Future<Void> close() {
        return link.close();
    }
}
