// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.reconcile;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.vpcmido.cloud.source.CloudSnapshot;
import org.vpcmido.cloud.source.CloudSource;
import org.vpcmido.controller.apply.ApplyReport;
import org.vpcmido.controller.apply.Leadership;
import org.vpcmido.controller.apply.PlanApplier;
import org.vpcmido.controller.apply.TopologyWriter;
import org.vpcmido.controller.apply.WriteListener;
import org.vpcmido.controller.plan.Change;
import org.vpcmido.midonet.client.MidonetClient;
import org.vpcmido.midonet.client.RequestCounts;

/**
 * Makes MidoNet agree with a cloud, once. Every stage is a function of whole states; nothing is remembered from one call
 * to the next.
 */
public final class Reconciler {
    private final Vertx vertx;
    private final CloudSource source;
    private final MidonetClient midonet;
    private final ReconcileSettings settings;
    private final Leadership leadership;
    private final LongSupplier nanoTime;

    /**
     * @param leadership asked before each write
     * @param nanoTime a clock that never runs backwards, in nanoseconds
     */
    public Reconciler(
            Vertx vertx,
            CloudSource source,
            MidonetClient midonet,
            ReconcileSettings settings,
            Leadership leadership,
            LongSupplier nanoTime) {
        this.vertx = requireNonNull(vertx, "vertx");
        this.source = requireNonNull(source, "source");
        this.midonet = requireNonNull(midonet, "midonet");
        this.settings = requireNonNull(settings, "settings");
        this.leadership = requireNonNull(leadership, "leadership");
        this.nanoTime = requireNonNull(nanoTime, "nanoTime");
    }

    /** Reads the cloud and MidoNet, and says what would be written; writes nothing. */
    public Future<PlanResult> plan() {
        return source.read().compose(this::plan);
    }

    /** As {@link #plan()}, for a cloud that has been read already. */
    public Future<PlanResult> plan(CloudSnapshot cloud) {
        return survey(cloud).compose(survey -> vertx.executeBlocking(() -> survey.plan(settings)));
    }

    /** Reads, plans, writes unless the guard objects, and reads again to see that nothing is left to do. */
    public Future<ApplyResult> apply() {
        long started = nanoTime.getAsLong();
        return source.read().compose(cloud -> apply(cloud, started));
    }

    /** As {@link #apply()}, for a cloud that has been read already. */
    public Future<ApplyResult> apply(CloudSnapshot cloud) {
        return apply(cloud, nanoTime.getAsLong());
    }

    private Future<ApplyResult> apply(CloudSnapshot cloud, long started) {
        return plan(cloud)
                .compose(first ->
                        first.ruling().holds() ? Future.succeededFuture(held(first, started)) : apply(first, started));
    }

    /** As {@link #plan(CloudSnapshot)}, without the plan: reads MidoNet, and tells what there is ours. */
    public Future<Survey> survey(CloudSnapshot cloud) {
        return midonet.observe()
                .compose(observation -> vertx.executeBlocking(
                        () -> Survey.of(cloud, observation, midonet.features(), settings.layout())));
    }

    private Future<ApplyResult> apply(PlanResult first, long started) {
        RequestCounts read = midonet.requests();
        return write(first).compose(report -> {
            RequestCounts written = midonet.requests();
            return plan(first.cloud())
                    .map(second -> new ApplyResult(
                            first,
                            Optional.of(report),
                            Optional.of(second),
                            new ApplyResult.Requests(
                                    read,
                                    written.since(read),
                                    midonet.requests().since(written)),
                            since(started)));
        });
    }

    private Future<ApplyReport> write(PlanResult first) {
        return write(first, change -> Optional.empty(), WriteListener.NONE);
    }

    /**
     * Writes a plan, whatever the guard says of it; nothing is read again.
     *
     * @param withheld why a change is not to be written now; empty for one that is
     * @param listener hears of each write
     */
    public Future<ApplyReport> write(
            PlanResult first, Function<Change, Optional<String>> withheld, WriteListener listener) {
        TopologyWriter writer =
                TopologyWriter.to(midonet.writer(first.adoption().identities(), leadership::isHeld));
        PlanApplier applier = new PlanApplier(writer, leadership, midonet.writesInFlightMax());
        // All steps of the applier run on one context.
        return onContext(() -> applier.apply(first.plan(), withheld, listener));
    }

    private <T> Future<T> onContext(Supplier<Future<T>> work) {
        Promise<Void> there = Promise.promise();
        vertx.getOrCreateContext().runOnContext(there::complete);
        return there.future().compose(start -> work.get()); // What it throws is its failure.
    }

    private ApplyResult held(PlanResult first, long started) {
        RequestCounts none = midonet.requests().since(midonet.requests());
        return new ApplyResult(
                first,
                Optional.empty(),
                Optional.empty(),
                new ApplyResult.Requests(midonet.requests(), none, none),
                since(started));
    }

    private Duration since(long started) {
        return Duration.ofNanos(nanoTime.getAsLong() - started);
    }
}
