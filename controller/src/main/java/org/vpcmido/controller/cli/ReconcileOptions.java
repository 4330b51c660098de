// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.cli;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.vpcmido.cloud.source.CloudSnapshot;
import org.vpcmido.cloud.source.CloudSource;
import org.vpcmido.controller.apply.Leadership;
import org.vpcmido.controller.compile.Corrections;
import org.vpcmido.controller.config.ControllerConfig;
import org.vpcmido.controller.reconcile.LoopSettings;
import org.vpcmido.controller.reconcile.ReconcileSettings;
import org.vpcmido.controller.reconcile.Reconciler;
import org.vpcmido.midonet.client.MidonetClient;
import org.vpcmido.midonet.client.MidonetConfig;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What every command needs that compares a cloud with MidoNet. */
final class ReconcileOptions {
    @Mixin
    private CloudOption cloud = new CloudOption();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Mixin
    private MidonetOption midonet = new MidonetOption();

    @Option(
            names = "--corrections",
            paramLabel = "all|none|ID,...",
            converter = CorrectionsConverter.class,
            description =
                    "Which named deviations from eucanetd's topology are wanted. With none, a cloud that eucanetd "
                            + "built is adopted without a write. Default: what the configuration says, which is all unless changed.")
    private @Nullable Corrections corrections;

    /** How the service would reconcile, with the corrections that were named. */
    ReconcileSettings settings() {
        ReconcileSettings settings = ReconcileSettings.of(config.read());
        return corrections == null ? settings : settings.withCorrections(corrections);
    }

    /** Runs {@code work} on a reconciler for the cloud and the MidoNet that were named. */
    <T> T reconcile(ReconcileSettings settings, BiFunction<Reconciler, CloudSnapshot, Future<T>> work) {
        ControllerConfig configured = config.read();
        MidonetConfig server = LoopSettings.of(configured).midonet();
        return Session.with(vertx -> {
            CloudSource source = cloud.source(vertx, configured.cloud().limits());
            // The document is read first: an unusable one must not depend on a MidoNet being there.
            return source.read()
                    .compose(snapshot -> midonet.connect(vertx, server)
                            .compose(client -> work.apply(reconciler(vertx, source, client, settings), snapshot)
                                    .eventually(client::close)));
        });
    }

    private static Reconciler reconciler(
            Vertx vertx, CloudSource source, MidonetClient client, ReconcileSettings settings) {
        return new Reconciler(vertx, source, client, settings, Leadership.ALWAYS, System::nanoTime);
    }

    /** Reads the names of corrections. */
    static final class CorrectionsConverter implements ITypeConverter<Corrections> {
        @Override
        public Corrections convert(String text) {
            try {
                return Corrections.parse(text);
            } catch (IllegalArgumentException invalid) {
                throw new TypeConversionException(invalid.getMessage());
            }
        }
    }
}
