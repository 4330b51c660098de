// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.lab;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.CopyOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.vpcmido.cloud.gni.CloudSources;
import org.vpcmido.cloud.source.CloudWatch;
import org.vpcmido.controller.config.ControllerConfig.DriftPolicy;
import org.vpcmido.controller.leader.Election;
import org.vpcmido.controller.reconcile.AppliedVersionFile;
import org.vpcmido.controller.reconcile.Backoff;
import org.vpcmido.controller.reconcile.CycleReport;
import org.vpcmido.controller.reconcile.EucanetdPort;
import org.vpcmido.controller.reconcile.LoopSettings;
import org.vpcmido.controller.reconcile.ReconcileLoop;
import org.vpcmido.controller.reconcile.ReconcileSettings;
import org.vpcmido.midonet.client.MidonetConfig;
import org.vpcmido.midonet.client.PaceStatus;
import org.vpcmido.model.vpc.VpcState;

/** The service's loop at work on a document that is published here, and what it says at the end of each cycle. */
final class ServedCloud {
    private static final Duration NEVER = Duration.ofDays(1);

    private static final Duration IDLE_LOOKED_FOR = Duration.ofMillis(20);

    private final Vertx vertx;
    private final String document;
    private final ReconcileLoop loop;
    private final AtomicReference<Optional<Promise<CycleReport>>> awaited = new AtomicReference<>(Optional.empty());
    private int version;

    /** @param folder where documents and acknowledgements go */
    ServedCloud(Vertx vertx, String folder, URI midonet) {
        this.vertx = requireNonNull(vertx, "vertx");
        this.document = document(folder);
        LoopSettings settings = new LoopSettings(
                MidonetConfig.defaults().withUrl(midonet),
                ReconcileSettings.defaults(),
                DriftPolicy.HEAL,
                CloudWatch.INTERVAL_DEFAULT,
                Optional.empty(), // A document stands still while work on it is measured.
                NEVER,
                Optional.empty(),
                new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(1)));
        this.loop = new ReconcileLoop(
                new CloudSources(vertx).parse("gni:" + document),
                settings,
                Election.unopposed("bench"),
                cloud -> Optional.empty(),
                new EucanetdPort(vertx, 0),
                new AppliedVersionFile(vertx, Path.of(folder)),
                end -> ended(end.report()),
                Clock.systemUTC());
    }

    static String document(String folder) {
        return folder + "/global_network_info.xml";
    }

    /** Publishes a cloud as the cloud controller does: whole, and at once. */
    static Future<Void> publish(Vertx vertx, String document, VpcState cloud, int version) {
        String temporary = document + ".temp";
        return vertx.executeBlocking(() -> Buffer.buffer(GniDocument.of(cloud, "%08x".formatted(version))))
                .compose(content -> vertx.fileSystem().writeFile(temporary, content))
                .compose(written -> vertx.fileSystem()
                        .move(
                                temporary,
                                document,
                                new CopyOptions().setReplaceExisting(true).setAtomicMove(true)));
    }

    /** Starts the loop, and completes with its first cycle. */
    Future<CycleReport> start() {
        Future<CycleReport> first = await();
        return vertx.deployVerticle(loop).compose(deployed -> first);
    }

    /** Publishes another state, and completes with the cycle that carries it out. */
    Future<CycleReport> follow(VpcState cloud) {
        version++;
        Future<CycleReport> next = await();
        return publish(vertx, document, cloud, version).compose(published -> next);
    }

    /** Completes with a cycle that finds nothing new. */
    Future<CycleReport> again() {
        Future<CycleReport> next = await();
        loop.reconcile();
        return next;
    }

    /** Completes when the loop has read again what it wrote, and waits for the next document. */
    Future<Void> idle() {
        return vertx.timer(IDLE_LOOKED_FOR.toMillis(), TimeUnit.MILLISECONDS)
                .compose(look -> loop.status().isRunning() ? idle() : Future.succeededFuture());
    }

    /** How fast MidoNet is asked; empty before the first cycle. */
    Optional<PaceStatus> pace() {
        return loop.pace();
    }

    private Future<CycleReport> await() {
        Promise<CycleReport> promise = Promise.promise();
        awaited.set(Optional.of(promise));
        return promise.future();
    }

    private void ended(CycleReport report) {
        awaited.getAndSet(Optional.empty()).ifPresent(promise -> {
            switch (report.result()) {
                case APPLIED, AGREED -> promise.complete(report);
                default -> promise.fail("a cycle ended as " + report.result().jsonName() + ": " + report.message());
            }
        });
    }
}
