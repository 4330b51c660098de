// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A MidoNet API server on loopback, as section 16 of midonet-api.md and midonet-observed.md describe it. One verticle
 * owns the state, so every request is atomic. All methods may be called from any thread.
 */
public final class Simulator {
    private final Vertx vertx;
    private final SimulatorVerticle verticle;
    private final String deployment;

    private Simulator(Vertx vertx, SimulatorVerticle verticle, String deployment) {
        this.vertx = vertx;
        this.verticle = verticle;
        this.deployment = deployment;
    }

    /** Starts a server with no hosts and no topology; fails if its port is taken. */
    public static Future<Simulator> start(Vertx vertx, SimulatorOptions options) {
        SimulatorVerticle verticle = new SimulatorVerticle(options);
        return vertx.deployVerticle(verticle).map(deployment -> new Simulator(vertx, verticle, deployment));
    }

    /** The API's root, without a slash at the end: {@code http://127.0.0.1:PORT/midonet-api}. */
    public String url() {
        return "http://127.0.0.1:" + port() + Api.ROOT;
    }

    /** The TCP port that it listens on. */
    public int port() {
        return verticle.port();
    }

    /** Replaces the whole state; see {@link #load(JsonNode)}. */
    public Future<Void> load(String topology) {
        return onContext(() -> Json.body(topology.getBytes(StandardCharsets.UTF_8)))
                .compose(this::load);
    }

    /** Replaces the whole state by a topology with a member for each collection, in any order. */
    public Future<Void> load(JsonNode topology) {
        return onContext(() -> {
            Loader.load(verticle.engine(), topology);
            return null;
        });
    }

    /** The whole state, a member for each collection. */
    public Future<ObjectNode> dump() {
        return onContext(() -> {
            Buffer text = Buffer.buffer();
            verticle.dump().pieces(url() + "/").forEach(text::appendBuffer);
            return Json.body(text.getBytes());
        });
    }

    /** What came to the API since the start, or since {@link #resetRequestCounts}. */
    public Future<RequestCounts> requestCounts() {
        return onContext(() -> verticle.counter().counts());
    }

    /** Counts from zero again. */
    public Future<Void> resetRequestCounts() {
        return onContext(() -> {
            verticle.counter().reset();
            return null;
        });
    }

    /** What goes wrong; empty at first. */
    public FaultPlan faults() {
        return verticle.faults();
    }

    /** Brings the agent of a host up; a known host is brought up with what it now has. */
    public Future<Void> addHost(HostDescription host) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("id", host.id().toString()).put("name", host.name()).put("anyInterface", host.anyInterface());
        json.set("addresses", Json.MAPPER.valueToTree(host.addresses()));
        json.set("interfaces", Json.MAPPER.valueToTree(host.interfaces()));
        return onContext(() -> {
            verticle.hosts().up(json);
            return null;
        });
    }

    /** Ends a host's session: it is no longer alive, has no interfaces, and its ports are not active. */
    public Future<Void> killHost(UUID host) {
        return alive(host, false);
    }

    /** Renews the session of a host that was killed. */
    public Future<Void> raiseHost(UUID host) {
        return alive(host, true);
    }

    private Future<Void> alive(UUID host, boolean alive) {
        return onContext(() -> {
            verticle.hosts().alive(host.toString(), alive);
            return null;
        });
    }

    /** Stops listening and forgets everything. */
    public Future<Void> close() {
        return vertx.undeploy(deployment);
    }

    private <T extends @Nullable Object> Future<T> onContext(Supplier<T> action) {
        return Future.<Void>future(promise -> verticle.runOnContext(promise::complete))
                .map(nothing -> action.get());
    }
}
