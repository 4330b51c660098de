// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.reconcile;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vpcmido.cloud.source.CloudSnapshot;
import org.vpcmido.cloud.source.CloudSource;
import org.vpcmido.cloud.source.CloudWatch;
import org.vpcmido.controller.apply.Leadership;
import org.vpcmido.controller.reconcile.LoopStatus.Quarantined;
import org.vpcmido.controller.reconcile.LoopStatus.Trouble;

/**
 * Keeps MidoNet as the cloud wants it. One cycle at a time; triggers during a cycle collapse into one more. All state is
 * confined to the verticle's context; what others may see is published as a value.
 */
public final class ReconcileLoop extends VerticleBase {
    /** How often leadership is looked at, and a version that could not be acknowledged is tried again. */
    private static final Duration HEARTBEAT = Duration.ofMillis(500);

    private static final Logger LOG = LoggerFactory.getLogger(ReconcileLoop.class);

    private final CloudSource source;
    private final LoopSettings settings;
    private final Leadership leadership;
    private final EucanetdPort eucanetd;
    private final AppliedVersionFile versions;
    private final CycleListener listener;
    private final Clock clock;

    // Values, published for other threads.
    private volatile LoopStatus status = LoopStatus.STARTING;
    private volatile Optional<PlanResult> lastPlan = Optional.empty();

    private final EnumSet<Trigger> pending = EnumSet.noneOf(Trigger.class);
    private final Promise<Void> drained = Promise.promise();
    private Optional<CloudWatch> watch = Optional.empty();
    private Optional<CloudSnapshot> latest = Optional.empty();
    private Optional<CycleReport> lastCycle = Optional.empty();
    private Optional<Instant> waitingSince = Optional.empty();
    private Optional<Instant> agreedAt = Optional.empty();
    private Optional<Trouble> cloudTrouble = Optional.empty();
    private Optional<Trouble> cycleTrouble = Optional.empty();
    private Optional<String> heldPlan = Optional.empty();
    private Instant notBefore = Instant.MIN;
    private long retryTimer = -1;
    private int failures;
    private boolean wasLeader;
    private boolean isRunning;
    private volatile boolean isStopping; // Read by the writer's leadership check, which may run on another context.

    @SuppressWarnings("NullAway.Init") // made by start, which Vert.x calls before anything else
    private Cycle cycle;

    @SuppressWarnings("NullAway.Init") // likewise
    private Acknowledger acknowledger;

    /**
     * @param leadership asked before each write
     * @param eucanetd held while this instance writes
     * @param versions where versions are acknowledged
     * @param listener hears of every cycle
     * @param clock the wall clock
     */
    public ReconcileLoop(
            CloudSource source,
            LoopSettings settings,
            Leadership leadership,
            EucanetdPort eucanetd,
            AppliedVersionFile versions,
            CycleListener listener,
            Clock clock) {
        this.source = requireNonNull(source, "source");
        this.settings = requireNonNull(settings, "settings");
        this.leadership = requireNonNull(leadership, "leadership");
        this.eucanetd = requireNonNull(eucanetd, "eucanetd");
        this.versions = requireNonNull(versions, "versions");
        this.listener = requireNonNull(listener, "listener");
        this.clock = requireNonNull(clock, "clock");
    }

    @Override
    public Future<?> start() {
        acknowledger = new Acknowledger(versions, this::publish);
        cycle = new Cycle(vertx, source, settings, () -> !isStopping && leadership.isHeld(), clock);
        vertx.setPeriodic(0, HEARTBEAT.toMillis(), tick -> beat());
        vertx.setPeriodic(settings.observeInterval().toMillis(), tick -> trigger(Trigger.PERIODIC));
        watch = Optional.of(CloudWatch.start(vertx, source, settings.pollInterval(), new CloudWatch.Listener() {
            @Override
            public void onSnapshot(CloudSnapshot snapshot) {
                heard(snapshot);
            }

            @Override
            public void onFailure(Throwable failure) {
                LOG.warn("the cloud cannot be read, its last good state stays in effect: {}", failure.getMessage());
                cloudTrouble = Optional.of(new Trouble("cloud", String.valueOf(failure.getMessage())));
                publish();
            }
        }));
        return Future.succeededFuture();
    }

    /** Begins no more writes, waits for those under way, and leaves MidoNet as it is. */
    @Override
    public Future<?> stop() {
        isStopping = true;
        watch.ifPresent(CloudWatch::stop);
        if (!isRunning) {
            drained.tryComplete();
        }
        return drained.future().compose(done -> eucanetd.release()).compose(done -> cycle.close());
    }

    /** What is being done; may be called from any thread. */
    public LoopStatus status() {
        return status;
    }

    /** The last plan that was made; may be called from any thread. */
    public Optional<PlanResult> lastPlan() {
        return lastPlan;
    }

    /** Asks for a cycle, at once; may be called from any thread. */
    public void reconcile() {
        context.runOnContext(start -> {
            notBefore = Instant.MIN;
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
            boolean isApproved = cycle.approve(plan);
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
        boolean isOther = latest.filter(last -> last.contentHash().equals(snapshot.contentHash()))
                .isEmpty();
        latest = Optional.of(snapshot);
        if (cloudTrouble.isPresent()) {
            LOG.info(
                    "the cloud can be read again: version {}",
                    snapshot.version().orElse("none"));
        }
        cloudTrouble = Optional.empty();
        acknowledger.heard(snapshot);
        if (isOther) {
            waitingSince = waitingSince.or(() -> Optional.of(clock.instant()));
            trigger(Trigger.DOCUMENT);
        }
        publish();
    }

    private void beat() {
        boolean isLeader = leadership.isHeld();
        if (isLeader && !wasLeader) {
            trigger(Trigger.LEADERSHIP);
        } else if (!isLeader && wasLeader) {
            LOG.warn("leadership is lost; this instance writes no more");
            acknowledger.forget();
            cycle.standDown();
            eucanetd.release();
        }
        if (isLeader != wasLeader) {
            wasLeader = isLeader;
            publish();
        }
        acknowledger.flush();
    }

    private void trigger(Trigger trigger) {
        pending.add(trigger);
        next();
    }

    private void next() {
        if (isStopping) {
            drained.tryComplete();
        } else if (!pending.isEmpty() && latest.isPresent() && leadership.isHeld() && !isWaiting()) {
            Set<Trigger> triggers = EnumSet.copyOf(pending);
            pending.clear();
            run(latest.get(), triggers);
        }
    }

    /** Whether a cycle is under way, or a failure is to be waited out. */
    private boolean isWaiting() {
        return isRunning || clock.instant().isBefore(notBefore);
    }

    private void run(CloudSnapshot cloud, Set<Trigger> triggers) {
        isRunning = true;
        acknowledger.begins(cloud.contentHash());
        publish();
        Instant startedAt = clock.instant();
        CycleLine line = new CycleLine(UUID.randomUUID().toString(), triggers, startedAt, cloud.version());
        eucanetd.take().compose(taken -> cycle.run(cloud)).onComplete(done -> {
            isRunning = false;
            Duration took = Duration.between(startedAt, clock.instant());
            if (done.succeeded()) {
                ended(cloud, line.ended(done.result(), took, clock.instant()), done.result());
            } else {
                failed(line.failed(done.cause(), took), done.cause());
            }
            schedule();
            publish();
            next();
        });
    }

    private void ended(CloudSnapshot cloud, CycleReport report, Cycle.End end) {
        failures = 0;
        notBefore = Instant.MIN;
        lastPlan = Optional.of(end.plan());
        lastCycle = Optional.of(report);
        cycleTrouble = report.result() == CycleReport.Result.MIDONET_UNAVAILABLE
                ? Optional.of(new Trouble("midonet", report.message()))
                : Optional.empty();
        if (end.isInEffect()) {
            agreedAt = Optional.of(clock.instant());
            waitingSince = latest.filter(newest -> !newest.contentHash().equals(cloud.contentHash()))
                    .flatMap(newest -> waitingSince);
            acknowledger.tookEffect(cloud.contentHash());
        }
        CycleLog.write(report, end.outcomes());
        tellOfHeldPlan(report);
        listener.ended(report, end.outcomes(), end.plan().findings());
    }

    private void tellOfHeldPlan(CycleReport report) {
        Optional<String> held = cycle.guarded().map(LoopStatus.GuardedPlan::plan);
        if (!held.equals(heldPlan)) {
            cycle.guarded()
                    .ifPresent(plan -> LOG.warn(
                            "cycle {}: the guard holds {} removals back: {}; approve exactly them with: vpcmido guard"
                                    + " approve {}",
                            report.id(),
                            plan.removals(),
                            plan.reason(),
                            plan.plan()));
        }
        heldPlan = held;
    }

    /** The whole cycle failed; the next attempt waits, longer each time. */
    private void failed(CycleReport report, Throwable failure) {
        failures++;
        Duration pause =
                settings.backoff().pause(failures, ThreadLocalRandom.current().nextDouble());
        notBefore = clock.instant().plus(pause);
        lastCycle = Optional.of(report);
        cycleTrouble = Optional.of(new Trouble(CycleLine.code(failure), report.message()));
        pending.add(Trigger.RETRY);
        CycleLog.write(report, failure, pause);
        listener.ended(report, List.of(), List.of());
    }

    private void schedule() {
        vertx.cancelTimer(retryTimer);
        Optional<Instant> due = failures > 0 ? Optional.of(notBefore) : cycle.nextAttempt();
        due.ifPresent(at -> retryTimer = vertx.setTimer(
                Math.max(1, Duration.between(clock.instant(), at).toMillis() + 1), fired -> trigger(Trigger.RETRY)));
    }

    private void publish() {
        List<Trouble> troubles = new ArrayList<>();
        cloudTrouble.ifPresent(troubles::add);
        cycleTrouble.ifPresent(troubles::add);
        acknowledger
                .trouble()
                .map(message -> new Trouble("acknowledge", message))
                .ifPresent(troubles::add);
        status = new LoopStatus(
                wasLeader,
                isRunning,
                lastCycle,
                latest.flatMap(CloudSnapshot::version),
                acknowledger.acknowledged(),
                waitingSince,
                agreedAt,
                troubles,
                cycle.guarded(),
                cycle.quarantined().stream().map(ReconcileLoop::quarantined).toList(),
                latest.stream()
                        .flatMap(cloud -> cloud.checked().holds().stream())
                        .map(Object::toString)
                        .toList());
    }

    private static Quarantined quarantined(Quarantine.Entry entry) {
        return new Quarantined(
                entry.change().key().path(),
                entry.change().action().jsonName(),
                entry.reason(),
                entry.failures(),
                entry.since(),
                entry.retryAt());
    }
}
