// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Serves the API, with the faults that are programmed and the delays that are configured. */
final class FaultyServer {
    private static final Set<String> WRITES = Set.of("POST", "PUT", "DELETE");

    private final Vertx vertx;
    private final Api api;
    private final FaultPlan faults;
    private final Duration latency;
    private final Duration writeLock;
    private int inFlight;
    private long lockFreeAt = System.nanoTime();

    FaultyServer(Vertx vertx, Api api, FaultPlan faults, SimulatorOptions options) {
        this.vertx = vertx;
        this.api = api;
        this.faults = faults;
        this.latency = options.latency();
        this.writeLock = options.writeLock();
    }

    void serve(HttpServerRequest request) {
        api.count(request);
        String path = request.path();
        String below = path.startsWith(Api.ROOT) ? path.substring(Api.ROOT.length()) : path;
        inFlight++;
        request.response().endHandler(over -> inFlight--); // Also of one whose connection is cut.
        Optional<FaultEffect> effect = faults.strike(request.method().name(), below, inFlight);
        if (effect.isPresent()) {
            request.body().onSuccess(body -> fail(request, body.getBytes(), effect.get()));
        } else {
            request.body().onSuccess(body -> {
                Answer answer = api.answer(request, body.getBytes());
                after(latency.plus(underLock(request)), () -> send(request, answer));
            });
        }
    }

    private void fail(HttpServerRequest request, byte[] body, FaultEffect effect) {
        if (effect instanceof FaultEffect.Status status) {
            after(latency, () -> send(request, answer(status)));
        } else if (effect instanceof FaultEffect.Delay delay) {
            after(delay.pause(), () -> send(request, api.answer(request, body)));
        } else if (effect instanceof FaultEffect.Drop drop) {
            if (drop.afterEffect()) {
                api.answer(request, body);
            }
            request.connection().close();
        } else if (effect instanceof FaultEffect.Truncate) {
            sendHalf(request, api.answer(request, body));
        }
        // Silence is what is left: nothing happens.
    }

    private static Answer answer(FaultEffect.Status fault) {
        Answer answer = fault.html()
                ? Answer.html(fault.status(), fault.message())
                : Answer.of(Refusal.of(fault.status(), fault.message()));
        // The name without a hyphen is MidoNet's (midonet-api.md 4).
        return fault.retryAfter().isEmpty() ? answer : answer.with("RetryAfter", fault.retryAfter());
    }

    /** From now to when a write has had the lock to itself; what only reads needs none. */
    private Duration underLock(HttpServerRequest request) {
        if (writeLock.isZero() || !WRITES.contains(request.method().name())) {
            return Duration.ZERO;
        }
        long now = System.nanoTime();
        lockFreeAt = Math.max(now, lockFreeAt) + writeLock.toNanos();
        return Duration.ofNanos(lockFreeAt - now);
    }

    private void after(Duration pause, Runnable action) {
        if (pause.toMillis() > 0) {
            vertx.setTimer(pause.toMillis(), timer -> action.run());
        } else {
            action.run();
        }
    }

    private static HttpServerResponse head(HttpServerRequest request, Answer answer) {
        HttpServerResponse response = request.response().setStatusCode(answer.status());
        response.putHeader("Access-Control-Allow-Origin", "*");
        response.putHeader("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE, OPTIONS");
        response.putHeader("Access-Control-Expose-Headers", "Location");
        if (!answer.contentType().isEmpty()) {
            response.putHeader("Content-Type", answer.contentType());
        }
        answer.headers().forEach(response::putHeader);
        return response;
    }

    private static void send(HttpServerRequest request, Answer answer) {
        HttpServerResponse response = head(request, answer);
        if (request.method().name().equals("HEAD")) {
            response.putHeader("Content-Length", Integer.toString(answer.body().length()));
            response.end();
        } else {
            response.end(answer.body());
        }
    }

    private static void sendHalf(HttpServerRequest request, Answer answer) {
        HttpServerResponse response = head(request, answer);
        Buffer whole = answer.body().length() == 0 ? Buffer.buffer("{}") : answer.body();
        response.putHeader("Content-Length", Integer.toString(whole.length()));
        response.write(whole.slice(0, whole.length() / 2))
                .onComplete(written -> request.connection().close());
    }
}
