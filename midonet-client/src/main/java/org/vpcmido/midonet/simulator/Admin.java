// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

/** The simulator's own URIs, below {@code /simulator}; DESIGN.md lists them. */
final class Admin {
    private static final String HOST = "/simulator/hosts/:id";

    private final Engine engine;
    private final Dump dump;
    private final HostControl hosts;
    private final RequestCounter counter;
    private final FaultPlan faults;

    Admin(Engine engine, Dump dump, RequestCounter counter, FaultPlan faults) {
        this.engine = engine;
        this.dump = dump;
        this.hosts = new HostControl(engine);
        this.counter = counter;
        this.faults = faults;
    }

    Router router(Vertx vertx) {
        Router router = Router.router(vertx);
        router.route().handler(context -> {
            // All bodies are JSON here. What curl sends calls itself a form, and would be taken apart as one.
            context.request().headers().remove("Content-Type");
            context.next();
        });
        router.route().handler(BodyHandler.create(false));
        router.get("/simulator/dump").handler(this::dump);
        router.post("/simulator/load").handler(context -> {
            Loader.load(engine, Json.body(body(context)));
            end(context, 204);
        });
        router.get("/simulator/requests").handler(context -> json(context, counts()));
        router.delete("/simulator/requests").handler(context -> {
            counter.reset();
            end(context, 204);
        });
        hosts(router);
        router.get("/simulator/faults").handler(context -> json(context, FaultJson.write(faults)));
        router.post("/simulator/faults").handler(context -> {
            faults.add(FaultJson.read(Json.body(body(context))));
            end(context, 204);
        });
        router.delete("/simulator/faults").handler(context -> {
            faults.clear();
            end(context, 204);
        });
        router.route().failureHandler(Admin::fail);
        return router;
    }

    private void hosts(Router router) {
        router.post("/simulator/hosts").handler(context -> {
            String id = hosts.up(Json.body(body(context)));
            context.response().setStatusCode(201);
            json(context, Json.MAPPER.createObjectNode().put("id", id));
        });
        router.put(HOST + "/alive").handler(this::alive);
        router.post(HOST + "/alive").handler(this::alive);
        router.delete(HOST).handler(context -> {
            hosts.alive(context.pathParam("id"), false);
            end(context, 204);
        });
        router.put("/simulator/ports/:id/bgp_status").handler(context -> {
            hosts.bgpStatus(context.pathParam("id"), context.body().asString());
            end(context, 204);
        });
        router.post("/simulator/learned_routes").handler(context -> {
            String id = hosts.learn(Json.body(body(context)));
            context.response().setStatusCode(201);
            json(context, Json.MAPPER.createObjectNode().put("id", id));
        });
    }

    private void alive(RoutingContext context) {
        hosts.alive(
                context.pathParam("id"), "true".equals(context.body().asString().trim()));
        end(context, 204);
    }

    private void dump(RoutingContext context) {
        String base = "http://" + context.request().authority() + Api.ROOT + "/";
        HttpServerResponse response = context.response().setChunked(true);
        response.putHeader("Content-Type", Negotiation.JSON);
        dump.pieces(base).forEach(response::write);
        response.end();
    }

    private ObjectNode counts() {
        RequestCounts counts = counter.counts();
        ObjectNode json = Json.MAPPER.createObjectNode().put("total", counts.total());
        json.set("byMethod", Json.MAPPER.valueToTree(counts.byMethod()));
        json.set("byCollection", Json.MAPPER.valueToTree(counts.byCollection()));
        return json;
    }

    private static byte[] body(RoutingContext context) {
        Buffer body = context.body().buffer();
        return body == null ? new byte[0] : body.getBytes();
    }

    private static void json(RoutingContext context, JsonNode json) {
        context.response().putHeader("Content-Type", Negotiation.JSON).end(json.toString());
    }

    private static void end(RoutingContext context, int status) {
        context.response().setStatusCode(status).end();
    }

    private static void fail(RoutingContext context) {
        if (context.failure() instanceof Refusal refusal) {
            Answer answer = Answer.of(refusal);
            context.response()
                    .setStatusCode(answer.status())
                    .putHeader("Content-Type", answer.contentType())
                    .end(answer.body());
        } else {
            context.next();
        }
    }
}
