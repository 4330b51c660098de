// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.service;

import io.micronaut.context.ApplicationContext;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import org.vpcmido.controller.admin.AdminServer;
import org.vpcmido.controller.config.ControllerConfig;
import org.vpcmido.controller.journal.Journal;
import org.vpcmido.controller.leader.Election;
import org.vpcmido.controller.reconcile.ReconcileLoop;

/** The running service. */
public final class Service {
    private final Vertx vertx;
    private final ApplicationContext context;
    private final List<String> deployments;

    private Service(Vertx vertx, ApplicationContext context, List<String> deployments) {
        this.vertx = vertx;
        this.context = context;
        this.deployments = List.copyOf(deployments);
    }

    /**
     * Starts all parts; fails, with nothing left running, if the HTTP API cannot listen. MidoNet, ZooKeeper and the
     * journal's database need not be there.
     */
    public static Future<Service> start(Vertx vertx, ControllerConfig config) {
        ApplicationContext context = ApplicationContext.builder()
                .deduceEnvironment(false)
                .bootstrapEnvironment(false)
                .environmentPropertySource(false)
                .singletons(vertx, config)
                .start();
        return vertx.deployVerticle(context.getBean(AdminServer.class))
                .compose(admin -> vertx.deployVerticle(context.getBean(ReconcileLoop.class))
                        .map(loop -> new Service(vertx, context, List.of(loop, admin))))
                .recover(failure -> closeParts(context).transform(closed -> Future.failedFuture(failure)));
    }

    /** The TCP port of the HTTP API. */
    public int port() {
        return context.getBean(AdminServer.class).port();
    }

    /**
     * Begins no more writes and waits for those under way; then gives leadership to others, writes the journal's last
     * entries, and ends. MidoNet stays as it is.
     */
    public Future<Void> close() {
        Future<Void> undeployed = Future.succeededFuture();
        for (String deployment : deployments) {
            undeployed = undeployed.transform(before -> vertx.undeploy(deployment));
        }
        return undeployed.eventually(() -> closeParts(context));
    }

    private static Future<Void> closeParts(ApplicationContext context) {
        return Future.fromCompletionStage(context.getBean(Election.class).close())
                .eventually(() -> context.getBean(Journal.class).close())
                .onComplete(done -> context.close());
    }
}
