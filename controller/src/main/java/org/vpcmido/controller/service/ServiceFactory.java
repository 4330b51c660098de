// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.service;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.context.annotation.Factory;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.vpcmido.cloud.gni.CloudSources;
import org.vpcmido.cloud.gni.GniLimits;
import org.vpcmido.cloud.source.CloudSource;
import org.vpcmido.controller.admin.AdminServer;
import org.vpcmido.controller.admin.EventStream;
import org.vpcmido.controller.admin.LoopMetrics;
import org.vpcmido.controller.config.ControllerConfig;
import org.vpcmido.controller.history.CycleHistory;
import org.vpcmido.controller.history.CycleJournal;
import org.vpcmido.controller.history.CycleListeners;
import org.vpcmido.controller.journal.Journal;
import org.vpcmido.controller.leader.Candidacy;
import org.vpcmido.controller.leader.CuratorLeadership;
import org.vpcmido.controller.leader.Election;
import org.vpcmido.controller.reconcile.AppliedVersionFile;
import org.vpcmido.controller.reconcile.ControllerHost;
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
        GniLimits limits = GniLimits.DEFAULT.withCloud(config.cloud().limits());
        return new CloudSources(vertx, limits).parse(config.cloud().source());
    }

    @Singleton
    EventStream events(Vertx vertx) {
        return new EventStream(vertx);
    }

    @Singleton
    Election election(ControllerConfig config, EventStream events) {
        Election election = new Candidacy(
                config.instance(),
                () -> config.leader()
                        .<Election>map(CuratorLeadership::join)
                        .orElseGet(() -> Election.unopposed(config.instance())));
        election.addListener(events::changed);
        return election;
    }

    @Singleton
    Journal journal(Vertx vertx, ControllerConfig config) {
        return Journal.open(vertx, config.journal());
    }

    @Singleton
    ReconcileLoop loop(
            Vertx vertx,
            ControllerConfig config,
            CloudSource source,
            Election election,
            Journal journal,
            CycleHistory history,
            EventStream events,
            LoopMetrics metrics,
            Clock clock) {
        ReconcileLoop loop = new ReconcileLoop(
                source,
                LoopSettings.of(config),
                election,
                config.cloud().onlyOnController() ? ControllerHost::objection : cloud -> Optional.empty(),
                new EucanetdPort(vertx, config.reconcile().eucanetdPort()),
                new AppliedVersionFile(vertx, config.cloud().runDirectory()),
                new CycleListeners(List.of(history, metrics, new CycleJournal(journal), events)),
                clock);
        metrics.watch(loop::status, clock);
        metrics.watchPace(loop::pace);
        metrics.watchJournal(journal::status);
        return loop;
    }

    @Singleton
    AdminServer admin(
            ControllerConfig config,
            ReconcileLoop loop,
            CycleHistory history,
            Journal journal,
            EventStream events,
            PrometheusMeterRegistry metrics) {
        return new AdminServer(config, loop, history, journal, events, metrics);
    }
}
