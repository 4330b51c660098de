// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.admin;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.vpcmido.controller.leader.LeaderStatus;
import org.vpcmido.controller.plan.PlanJson;
import org.vpcmido.controller.reconcile.CycleEnd;
import org.vpcmido.controller.reconcile.CycleListener;
import org.vpcmido.model.finding.Finding;

/**
 * What happens, as it happens, for whoever listens (server-sent events): ends of cycles, findings when they are other than
 * before, and changes of leadership. Nothing is kept for later: who comes late, or reads too slowly and is cut off, looks
 * at the status first.
 */
public final class EventStream implements CycleListener {
    private static final int LISTENERS_MAX = 64;
    private static final long SIGN_OF_LIFE_MILLIS = 15_000;

    private final Vertx vertx;
    private final String address = "events-" + UUID.randomUUID();
    private final AtomicInteger listeners = new AtomicInteger();
    private List<Finding> told = List.of(); // Only the loop's context uses it.

    public EventStream(Vertx vertx) {
        this.vertx = requireNonNull(vertx, "vertx");
    }

    @Override
    public void ended(CycleEnd end) {
        publish("cycle", StatusJson.cycle(end.report()));
        end.plan().filter(plan -> !plan.findings().equals(told)).ifPresent(plan -> {
            told = plan.findings();
            publish("findings", JsonNodeFactory.instance.objectNode().set("findings", PlanJson.write(told)));
        });
    }

    /** Leadership changed; may be called from any thread. */
    public void changed(LeaderStatus leadership) {
        publish("leadership", StatusJson.leadership(leadership));
    }

    private void publish(String event, JsonNode data) {
        vertx.eventBus().publish(address, "event: " + event + "\ndata: " + data + "\n\n");
    }

    /** Answers a request with all that happens from now on. */
    void serve(RoutingContext request) {
        if (listeners.incrementAndGet() > LISTENERS_MAX) {
            listeners.decrementAndGet();
            AdminServer.problem(request, 503, LISTENERS_MAX + " listeners are the most there can be");
            return;
        }
        HttpServerResponse response = request.response()
                .setChunked(true)
                .putHeader("content-type", "text/event-stream")
                .putHeader("cache-control", "no-store");
        MessageConsumer<String> events =
                vertx.eventBus().localConsumer(address, event -> write(response, event.body()));
        long timer = vertx.setPeriodic(SIGN_OF_LIFE_MILLIS, tick -> write(response, ": alive\n\n"));
        response.closeHandler(gone -> {
            vertx.cancelTimer(timer);
            events.unregister();
            listeners.decrementAndGet();
        });
        response.write(": listening\n\n");
    }

    private static void write(HttpServerResponse response, String text) {
        if (response.writeQueueFull()) {
            response.reset();
        } else if (!response.closed()) {
            response.write(text);
        }
    }
}
