// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.service;

import io.micronaut.context.ApplicationContext;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.vpcmido.controller.admin.AdminServer;
import org.vpcmido.controller.config.ControllerConfig;
import org.vpcmido.controller.reconcile.ReconcileLoop;

/** The running service. */
public final class Service {
    private final Vertx vertx;
    private final ApplicationContext context;
    private final String loopDeployment;

    private Service(Vertx vertx, ApplicationContext context, String loopDeployment) {
        this.vertx = vertx;
        this.context = context;
        this.loopDeployment = loopDeployment;
    }

    /** Starts all parts; fails, with nothing left running, if the HTTP API cannot listen. MidoNet need not be there. */
    public static Future<Service> start(Vertx vertx, ControllerConfig config) {
        ApplicationContext context = ApplicationContext.builder()
                .deduceEnvironment(false)
                .bootstrapEnvironment(false)
                .environmentPropertySource(false)
                .singletons(vertx, config)
                .start();
        return vertx.deployVerticle(context.getBean(AdminServer.class))
                .compose(admin -> vertx.deployVerticle(context.getBean(ReconcileLoop.class)))
                .map(loop -> new Service(vertx, context, loop))
                .onFailure(failure -> context.close());
    }

    /** The TCP port of the HTTP API. */
    public int port() {
        return context.getBean(AdminServer.class).port();
    }

    /** Begins no more writes, waits for those under way, and ends; MidoNet stays as it is. */
    public Future<Void> close() {
        return vertx.undeploy(loopDeployment).onComplete(done -> context.close());
    }
}
