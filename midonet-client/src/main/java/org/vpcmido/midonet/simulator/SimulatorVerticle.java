// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Owns the state: everything that touches it runs on this verticle's context. */
final class SimulatorVerticle extends VerticleBase {
    private static final String ADMIN = "/simulator";

    /** MidoNet closes idle connections then (midonet-api.md 1). */
    private static final int IDLE_SECONDS = 30;

    /** Changes of hosts and ports within this time are told to ZooKeeper together. */
    private static final int AGENTS_MILLIS = 20;

    private final SimulatorOptions options;
    private final Engine engine;
    private final Renderer renderer;
    private final Dump dump;
    private final HostControl hosts;
    private final RequestCounter counter = new RequestCounter();
    private final FaultPlan faults = new FaultPlan();
    private Optional<AgentSessions> agents = Optional.empty();
    private boolean agentsToTell;
    private volatile int port;

    SimulatorVerticle(SimulatorOptions options) {
        this.options = options;
        State state = new State(this::agentsChanged);
        this.engine = new Engine(state, new Allocator(options.seed()), options);
        this.renderer = new Renderer(state, options.duplicateKeys());
        this.dump = new Dump(state, renderer);
        this.hosts = new HostControl(engine);
    }

    @Override
    public Future<?> start() {
        PathTree tree = Endpoints.of(engine, renderer, options.personality());
        Api api = new Api(tree, new Authentication(options.token()), counter);
        FaultyServer server = new FaultyServer(vertx, api, faults, options);
        Router admin = new Admin(engine, dump, counter, faults).router(vertx);
        boolean gzip = options.personality().atLeast(Personality.V5_4);
        HttpServerOptions http = new HttpServerOptions()
                .setHost("127.0.0.1")
                .setPort(options.port())
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setCompressionSupported(gzip)
                .setDecompressionSupported(gzip);
        return vertx.createHttpServer(http)
                .requestHandler(request -> dispatch(request, admin, server))
                .listen()
                .onSuccess(listening -> {
                    port = listening.actualPort();
                    agents = options.zookeeper().map(AgentSessions::begin);
                });
    }

    @Override
    public Future<?> stop() {
        return agents.map(AgentSessions::end).orElseGet(Future::succeededFuture);
    }

    private void agentsChanged() {
        if (agents.isPresent() && !agentsToTell) {
            agentsToTell = true;
            vertx.setTimer(AGENTS_MILLIS, timer -> {
                agentsToTell = false;
                agents.ifPresent(sessions -> sessions.keep(AgentNodes.of(engine.state())));
            });
        }
    }

    private static void dispatch(HttpServerRequest request, Router admin, FaultyServer server) {
        if (request.path().startsWith(ADMIN)) {
            admin.handle(request);
        } else {
            server.serve(request);
        }
    }

    void runOnContext(Runnable action) {
        context.runOnContext(nothing -> action.run());
    }

    int port() {
        return port;
    }

    Engine engine() {
        return engine;
    }

    Dump dump() {
        return dump;
    }

    HostControl hosts() {
        return hosts;
    }

    RequestCounter counter() {
        return counter;
    }

    FaultPlan faults() {
        return faults;
    }
}
