// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.reconcile;

import static java.util.Objects.requireNonNull;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vpcmido.cloud.source.CloudSnapshot;
import org.vpcmido.cloud.source.CloudSource;
import org.vpcmido.controller.leader.Election;
import org.vpcmido.controller.leader.LeaderStatus;
import org.vpcmido.controller.leader.Standing;
import org.vpcmido.controller.reconcile.CycleReport.Result;
import org.vpcmido.controller.reconcile.LoopStatus.Trouble;
import org.vpcmido.midonet.client.PaceStatus;
import org.vpcmido.midonet.nsdb.NsdbView.Known;

/**
 * Keeps MidoNet as the cloud wants it, while this instance leads; while it does not, follows the cloud's document only, so
 * that it can take over at once. All state is confined to the verticle's context; what others may see is published as a
 * value.
 */
public final class ReconcileLoop extends VerticleBase {
    /** How often leadership is looked at, and a version that could not be acknowledged is tried again. */
    private static final Duration HEARTBEAT = Duration.ofMillis(500);

    private static final Logger LOG = LoggerFactory.getLogger(ReconcileLoop.class);

    private final CloudSource source;
    private final LoopSettings settings;
    private final Election election;
    private final Function<CloudSnapshot, Optional<String>> objection;
    private final WritePermit permit;
    private final AppliedVersionFile versions;
    private final CycleListener listener;
    private final Clock clock;

    // Values, published for other threads.
    private volatile LoopStatus status;
    private volatile Optional<LoopView> view = Optional.empty();

    private final Agenda agenda;
    private final Agents agents;
    private final CloudFollower cloud;
    private final Situation situation = new Situation();
    private final Promise<Void> drained = Promise.promise();
    private LeaderStatus leadership;
    private Optional<String> standby = Optional.empty();
    private long retryTimer = -1;
    private boolean wasLeader;

    @SuppressWarnings("NullAway.Init") // made by start, which Vert.x calls before anything else
    private volatile Cycle cycle;

    @SuppressWarnings("NullAway.Init") // likewise
    private Acknowledger acknowledger;

    /**
     * @param election asked before each write
     * @param objection why this instance is not to act on a document, for the time being; empty if it is
     * @param eucanetd held while this instance writes
     * @param versions where versions are acknowledged
     * @param listener hears of every cycle
     * @param clock the wall clock
     */
    public ReconcileLoop(
            CloudSource source,
            LoopSettings settings,
            Election election,
            Function<CloudSnapshot, Optional<String>> objection,
            EucanetdPort eucanetd,
            AppliedVersionFile versions,
            CycleListener listener,
            Clock clock) {
        this.source = requireNonNull(source, "source");
        this.settings = requireNonNull(settings, "settings");
        this.election = requireNonNull(election, "election");
        this.objection = requireNonNull(objection, "objection");
        this.permit = new WritePermit(election, requireNonNull(eucanetd, "eucanetd"));
        this.versions = requireNonNull(versions, "versions");
        this.listener = requireNonNull(listener, "listener");
        this.clock = requireNonNull(clock, "clock");
        this.agenda =
                new Agenda(settings.backoff(), () -> ThreadLocalRandom.current().nextDouble());
        this.agents = new Agents(settings.nsdb(), () -> trigger(Trigger.AGENTS), this::publish);
        this.cloud = new CloudFollower(source, settings, clock, this::heard, () -> standby.isEmpty(), this::publish);
        this.leadership = election.status();
        this.status = LoopStatus.starting(leadership, agents.status());
    }

    @Override
    public Future<?> start() {
        acknowledger = new Acknowledger(versions, permit, this::publish);
        cycle = new Cycle(vertx, source, settings, listener::wrote, clock);
        vertx.setPeriodic(0, HEARTBEAT.toMillis(), tick -> beat());
        election.addListener(changed -> context.runOnContext(news -> heard(changed)));
        agents.start(context);
        vertx.setPeriodic(settings.observeInterval().toMillis(), tick -> trigger(Trigger.PERIODIC));
        cloud.start(vertx);
        return Future.succeededFuture();
    }

    /** Begins no more writes, waits for those under way, gives eucanetd's port back, and leaves MidoNet as it is. */
    @Override
    public Future<?> stop() {
        permit.stop();
        cloud.stop();
        agents.stop();
        if (!agenda.isRunning()) {
            drained.tryComplete();
        }
        return drained.future().compose(done -> permit.release()).compose(done -> cycle.close());
    }

    /** What is being done; may be called from any thread. */
    public LoopStatus status() {
        return status;
    }

    /** How fast MidoNet is asked, or was last; empty before the first connection. May be called from any thread. */
    public Optional<PaceStatus> pace() {
        return Optional.ofNullable(cycle).flatMap(Cycle::pace);
    }

    /** What was read last, and what is left to do; may be called from any thread. */
    public Optional<LoopView> view() {
        return view;
    }

    /** Asks for a cycle, at once; may be called from any thread. */
    public void reconcile() {
        context.runOnContext(start -> {
            agenda.hurry();
            trigger(Trigger.OPERATOR);
        });
    }

    /**
     * Lets the plan pass that the guard holds; may be called from any thread.
     *
     * @param plan its name
     * @return whether it was the plan that is held
     */
    public Future<Boolean> approve(String plan) {
        Promise<Boolean> answer = Promise.promise();
        context.runOnContext(start -> {
            boolean isApproved = cycle.guard().approve(plan);
            if (isApproved) {
                LOG.warn("plan {} is approved", plan);
                trigger(Trigger.OPERATOR);
                publish();
            }
            answer.complete(isApproved);
        });
        return answer.future();
    }

    private void heard(CloudSnapshot snapshot) {
        boolean isOther = situation.heard(snapshot, clock.instant());
        stand();
        acknowledger.heard(snapshot);
        if (isOther) {
            trigger(Trigger.DOCUMENT);
        }
        publish();
    }

    /** Leadership that was lost and won again between two beats was another's meanwhile. */
    private void heard(LeaderStatus changed) {
        if (changed.standing() != Standing.LEADING && (wasLeader || agenda.isRunning())) {
            standDown();
            wasLeader = false;
        }
        beat();
    }

    private void beat() {
        stand();
        boolean isLeader = permit.isHeld();
        if (isLeader && !wasLeader) {
            agenda.hurry();
            trigger(Trigger.LEADERSHIP);
        } else if (!isLeader && wasLeader) {
            standDown();
        }
        wasLeader = isLeader;
        if (!leadership.equals(status.leadership()) || !standby.equals(status.standby())) {
            publish();
        }
        acknowledger.flush();
    }

    /** Whether the document is for this instance is asked again and again: addresses move between machines. */
    private void stand() {
        Optional<String> objected = cloud.latest().flatMap(objection);
        if (!objected.equals(standby)) {
            LOG.info("{}", objected.orElse("the document is for this instance again"));
            standby = objected;
        }
        election.stand(objected.isEmpty());
        leadership = election.status();
        situation.follows(leadership.standing() == Standing.FOLLOWING, clock.instant());
    }

    /** The port is given back when the last write has ended: an eucanetd that starts then is alone. */
    private void standDown() {
        if (!permit.isStopping()) {
            LOG.warn("leadership is lost; this instance writes no more");
        }
        permit.end();
        acknowledger.forget();
        cycle.standDown();
        situation.standDown();
        if (!agenda.isRunning() && !permit.isHeld()) {
            permit.release();
        }
    }

    private void trigger(Trigger trigger) {
        agenda.add(trigger);
        next();
    }

    private void next() {
        if (permit.isStopping() && !agenda.isRunning()) {
            drained.tryComplete();
        } else if (permit.isHeld()) {
            cloud.latest().ifPresent(newest -> agenda.begin(clock.instant()).ifPresent(why -> run(newest, why)));
        }
    }

    private void run(CloudSnapshot cloud, Set<Trigger> triggers) {
        if (isNoNews(triggers)) {
            agenda.ended();
            publish();
            return;
        }
        acknowledger.begins(cloud.contentHash());
        publish();
        CycleLine line = new CycleLine(UUID.randomUUID().toString(), triggers, clock.instant(), cloud.version());
        permit.begin().compose(term -> cycle.run(cloud, line, term)).onComplete(done -> ended(cloud, line, done));
    }

    /** Ports come up when they have been bound: no reason to look at anything. */
    private boolean isNoNews(Set<Trigger> triggers) {
        Optional<Known> known = agents.inSight().filter(seen -> triggers.contains(Trigger.AGENTS));
        boolean isReason = known.map(cycle.view()::heard).orElse(true);
        return !isReason && triggers.equals(Set.of(Trigger.AGENTS));
    }

    private void ended(CloudSnapshot cloud, CycleLine line, AsyncResult<Cycle.End> done) {
        Instant now = clock.instant();
        Duration took = Duration.between(line.startedAt(), now);
        if (done.succeeded()) {
            Cycle.End end = done.result();
            ended(cloud, line.ended(end, took, now), end);
            cycle.confirm(end).onComplete(read -> {
                confirmed(line, end, read);
                afterCycle();
            });
        } else {
            failed(line.failed(done.cause(), took), done.cause());
            afterCycle();
        }
    }

    private void afterCycle() {
        if (!permit.isHeld()) {
            permit.release();
        }
        schedule();
        publish();
        next();
    }

    /** The writes have ended; what they brought about is read next, while the cloud is told already. */
    private void ended(CloudSnapshot cloud, CycleReport report, Cycle.End end) {
        boolean isMidonetAway = report.result() == Result.MIDONET_UNAVAILABLE;
        if (isMidonetAway) {
            agenda.failed(clock.instant());
        } else if (report.result() == Result.LEADERSHIP_LOST) {
            agenda.add(Trigger.LEADERSHIP); // Also if it was lost for so short a time that no beat saw it.
        }
        show(end.plan());
        situation.ended(
                report, isMidonetAway ? Optional.of(new Trouble("midonet", report.message())) : Optional.empty());
        if (end.isInEffect()) {
            situation.tookEffect(cloud, clock.instant());
            acknowledger.tookEffect(cloud.contentHash());
        }
        CycleLog.write(report, end.outcomes());
        cycle.guard().guardedAnew().ifPresent(plan -> CycleLog.write(report, plan));
        listener.ended(new CycleEnd(report, Optional.of(end.plan()), end.outcomes(), end.isInEffect()));
        publish();
    }

    private void confirmed(CycleLine line, Cycle.End end, AsyncResult<Optional<PlanResult>> read) {
        if (end.result() != Result.MIDONET_UNAVAILABLE) {
            agenda.ended();
        }
        Optional<PlanResult> left = read.succeeded() ? read.result() : Optional.empty();
        left.ifPresent(this::show);
        Optional<String> doubt = read.succeeded()
                ? left.filter(open -> Cycle.isSurprise(end, open))
                        .map(open -> "what was read after its writes is not what was written")
                : Optional.of(
                        "what it wrote cannot be read now: " + read.cause().getMessage());
        // Once: what MidoNet does not keep as it was written would be written for ever.
        doubt.filter(why -> !line.triggers().contains(Trigger.CONFIRMATION)).ifPresent(why -> {
            LOG.warn("cycle {}: {}; all is read again", line.id(), why);
            agenda.add(Trigger.CONFIRMATION);
        });
    }

    private void show(PlanResult plan) {
        view = Optional.of(new LoopView(plan, cycle.view().at().orElseGet(clock::instant)));
    }

    /** The whole cycle failed; the next attempt waits, longer each time. */
    private void failed(CycleReport report, Throwable failure) {
        Duration pause = agenda.failed(clock.instant());
        situation.ended(report, Optional.of(new Trouble(CycleLine.code(failure), report.message())));
        CycleLog.write(report, failure, pause);
        listener.ended(new CycleEnd(report, Optional.empty(), List.of(), false));
    }

    private void schedule() {
        vertx.cancelTimer(retryTimer);
        Optional<Instant> due = agenda.retryAt().or(cycle::nextAttempt);
        due.ifPresent(at -> retryTimer = vertx.setTimer(
                Math.max(1, Duration.between(clock.instant(), at).toMillis() + 1), fired -> trigger(Trigger.RETRY)));
    }

    private void publish() {
        status = situation.status(leadership, agents.status(), standby, agenda.isRunning(), cloud, acknowledger, cycle);
    }
}
