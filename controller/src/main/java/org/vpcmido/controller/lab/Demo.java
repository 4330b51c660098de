// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.lab;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.CopyOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.vpcmido.cloud.gni.CloudSources;
import org.vpcmido.cloud.source.CloudSource;
import org.vpcmido.controller.apply.Leadership;
import org.vpcmido.controller.reconcile.ApplyResult;
import org.vpcmido.controller.reconcile.ReconcileSettings;
import org.vpcmido.controller.reconcile.Reconciler;
import org.vpcmido.midonet.client.MidonetClient;
import org.vpcmido.midonet.client.MidonetConfig;
import org.vpcmido.midonet.simulator.SimulatorOptions;
import org.vpcmido.model.vpc.VpcState;

/**
 * The product on one machine: a cloud controller that publishes a document, a simulated MidoNet, and between them the
 * real pipeline over real HTTP. The document is a file that is replaced atomically, as the cloud controller does it.
 */
public final class Demo {
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Vertx vertx;
    private final CloudLife life;
    private final String document;
    private final CloudSource source;
    private final LabMidonet midonet;
    private final MidonetClient client;
    private VpcState cloud;
    private int version;

    private Demo(
            Vertx vertx, long seed, String document, CloudSource source, LabMidonet midonet, MidonetClient client) {
        this.vertx = requireNonNull(vertx, "vertx");
        this.life = new CloudLife(seed);
        this.document = document;
        this.source = source;
        this.midonet = midonet;
        this.client = client;
        this.cloud = SampleCloud.build();
    }

    /**
     * Starts a MidoNet with the hosts of the cloud; nothing is converged yet.
     *
     * @param document a GNI document to use; without one, a sample cloud in {@code folder}
     * @param folder where the sample cloud is published
     * @param seed of what happens in the sample cloud
     */
    public static Future<Demo> start(Vertx vertx, Optional<String> document, String folder, long seed) {
        String published = document.orElse(folder + "/global_network_info.xml");
        CloudSource source = new CloudSources(vertx).parse("gni:" + published);
        Future<Void> ready =
                document.isPresent() ? Future.succeededFuture() : publish(vertx, published, SampleCloud.build(), 1);
        return ready.compose(done -> source.read())
                .compose(snapshot -> LabMidonet.start(vertx, SimulatorOptions.defaults())
                        .compose(midonet ->
                                midonet.addHostsOf(snapshot.checked().state()).map(midonet)))
                .compose(midonet -> MidonetClient.connect(vertx, MidonetConfig.at(midonet.url()))
                        .map(client -> new Demo(vertx, seed, published, source, midonet, client)));
    }

    /** Where the simulated MidoNet listens. */
    public String midonetUrl() {
        return midonet.url();
    }

    /** The document that the cloud is read from. */
    public String document() {
        return document;
    }

    /** Makes MidoNet agree with the document, once. */
    public Future<ApplyResult> converge() {
        return new Reconciler(vertx, source, client, ReconcileSettings.defaults(), Leadership.ALWAYS, System::nanoTime)
                .apply();
    }

    /**
     * Lets something happen in the sample cloud, after a pause, and publishes it.
     *
     * @return what happened
     */
    public Future<String> happen() {
        CloudLife.Event event = life.next(cloud);
        cloud = event.state();
        version++;
        return vertx.timer(PAUSE.toMillis(), TimeUnit.MILLISECONDS)
                .compose(elapsed -> publish(vertx, document, cloud, version))
                .map(event.what());
    }

    /** Stops everything. */
    public Future<Void> close() {
        return client.close().eventually(midonet::close);
    }

    private static Future<Void> publish(Vertx vertx, String path, VpcState cloud, int version) {
        String temporary = path + ".temp";
        return vertx.fileSystem()
                .writeFile(temporary, Buffer.buffer(GniDocument.of(cloud, "%08x".formatted(version))))
                .compose(written -> vertx.fileSystem()
                        .move(
                                temporary,
                                path,
                                new CopyOptions().setReplaceExisting(true).setAtomicMove(true)));
    }
}
