// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.service;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.context.annotation.Factory;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.vpcmido.cloud.gni.CloudSources;
import org.vpcmido.cloud.source.CloudSource;
import org.vpcmido.controller.admin.AdminServer;
import org.vpcmido.controller.admin.CycleHistory;
import org.vpcmido.controller.admin.LoopMetrics;
import org.vpcmido.controller.apply.Leadership;
import org.vpcmido.controller.config.ControllerConfig;
import org.vpcmido.controller.reconcile.AppliedVersionFile;
import org.vpcmido.controller.reconcile.EucanetdPort;
import org.vpcmido.controller.reconcile.LoopSettings;
import org.vpcmido.controller.reconcile.ReconcileLoop;

/** The parts of the service, and what each is made of. The configuration is a bean that {@link Service} brings along. */
@Factory
final class ServiceFactory {
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Singleton
    PrometheusMeterRegistry metrics() {
        return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    }

    @Singleton
    CycleHistory history() {
        return new CycleHistory();
    }

    @Singleton
    LoopMetrics loopMetrics(PrometheusMeterRegistry metrics) {
        return new LoopMetrics(metrics);
    }

    @Singleton
    CloudSource source(Vertx vertx, ControllerConfig config) {
        return new CloudSources(vertx).parse(config.cloud().source());
    }

    /** This instance has no rival that it knows of. */
    @Singleton
    Leadership leadership() {
        return Leadership.ALWAYS;
    }

    @Singleton
    ReconcileLoop loop(
            Vertx vertx,
            ControllerConfig config,
            CloudSource source,
            Leadership leadership,
            CycleHistory history,
            LoopMetrics metrics,
            Clock clock) {
        ReconcileLoop loop = new ReconcileLoop(
                source,
                LoopSettings.of(config),
                leadership,
                new EucanetdPort(vertx, config.reconcile().eucanetdPort()),
                new AppliedVersionFile(vertx, config.cloud().runDirectory()),
                (report, outcomes, findings) -> {
                    history.ended(report, outcomes, findings);
                    metrics.ended(report, outcomes, findings);
                },
                clock);
        metrics.watch(loop::status, clock);
        return loop;
    }

    @Singleton
    AdminServer admin(
            ControllerConfig config, ReconcileLoop loop, CycleHistory history, PrometheusMeterRegistry metrics) {
        return new AdminServer(config.http(), loop, history, metrics);
    }
}
