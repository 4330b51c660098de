// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.service;

import io.vertx.core.Vertx;
import org.vpcmido.controller.config.ControllerConfig;

/** A service in this process. */
final class RunningInstance extends Instance {
    private final Service service;

    private RunningInstance(Service service) {
        this.service = service;
    }

    static RunningInstance start(Vertx vertx, ControllerConfig config) throws Exception {
        return new RunningInstance(ServiceScene.get(Service.start(vertx, config)));
    }

    /** Ends the service as SIGTERM does. */
    void stop() throws Exception {
        ServiceScene.get(service.close());
    }

    @Override
    int port() {
        return service.port();
    }
}
