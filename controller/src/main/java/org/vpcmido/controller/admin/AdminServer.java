// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.admin;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vpcmido.controller.config.ConfigurationException;
import org.vpcmido.controller.config.ConfigurationException.Problem;
import org.vpcmido.controller.config.ControllerConfig;
import org.vpcmido.controller.history.CycleHistory;
import org.vpcmido.controller.journal.Journal;
import org.vpcmido.controller.plan.PlanJson;
import org.vpcmido.controller.reconcile.LoopStatus;
import org.vpcmido.controller.reconcile.LoopView;
import org.vpcmido.controller.reconcile.PlanResult;
import org.vpcmido.controller.reconcile.ReconcileLoop;
import org.vpcmido.controller.reconcile.ResultJson;
import org.vpcmido.midonet.client.TopologyJson;
import org.vpcmido.model.finding.Finding;

/** The running service over HTTP: how it is, what it does, and the two things it can be told to do. */
public final class AdminServer extends VerticleBase {
    private static final int TOO_LARGE = 413;
    private static final int BODY_BYTES_MAX = 1 << 16;
    private static final int IDLE_SECONDS_MAX = 60;
    /** When MidoNet, or what was written of it last, was read. */
    private static final String OBSERVED_AT = "vpcmido-observed-at";

    private static final String BEARER = "Bearer ";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final ControllerConfig.Http config;
    private final ReconcileLoop loop;
    private final CycleHistory history;
    private final Journal journal;
    private final JournalView journalView;
    private final EventStream events;
    private final PacketTracer tracer;
    private final PrometheusMeterRegistry metrics;

    @SuppressWarnings("NullAway.Init") // made by start, which Vert.x calls before anything else
    private HttpServer server;

    public AdminServer(
            ControllerConfig config,
            ReconcileLoop loop,
            CycleHistory history,
            Journal journal,
            EventStream events,
            PrometheusMeterRegistry metrics) {
        this.config = config.http();
        this.tracer = new PacketTracer(config.layout(), config.corrections());
        this.events = requireNonNull(events, "events");
        this.loop = requireNonNull(loop, "loop");
        this.history = requireNonNull(history, "history");
        this.journal = requireNonNull(journal, "journal");
        this.journalView = new JournalView(journal);
        this.metrics = requireNonNull(metrics, "metrics");
    }

    @Override
    public Future<?> start() {
        HttpServerOptions options = new HttpServerOptions().setIdleTimeout(IDLE_SECONDS_MAX);
        server = vertx.createHttpServer(options).requestHandler(routes());
        return server.listen(config.port(), config.address())
                .recover(failure -> Future.failedFuture(new ConfigurationException(List.of(new Problem(
                        "http.address, http.port",
                        "cannot listen on " + config.address() + ":" + config.port() + ": " + failure.getMessage())))));
    }

    @Override
    public Future<?> stop() {
        return server.close();
    }

    /** The TCP port that it listens on. */
    public int port() {
        return server.actualPort();
    }

    private Router routes() {
        Router router = Router.router(vertx);
        // HEAD, too: that is what some load balancers ask with.
        router.head("/health/live")
                .handler(request -> request.response().setStatusCode(200).end());
        router.head("/health/ready")
                .handler(request -> request.response()
                        .setStatusCode(loop.status().isReady() ? 200 : 503)
                        .end());
        router.get("/health/live").handler(request -> send(request, 200, StatusJson.health(true)));
        router.get("/health/ready").handler(this::ready);
        router.get("/metrics")
                .blockingHandler(
                        request -> request.response()
                                .putHeader("content-type", "text/plain; version=0.0.4; charset=utf-8")
                                .end(metrics.scrape()),
                        false);
        router.get("/api/v1/status")
                .handler(
                        request -> send(request, 200, StatusJson.status(loop.status(), loop.pace(), journal.status())));
        router.get("/api/v1/cycles").handler(request -> send(request, 200, StatusJson.cycles(history.newestFirst())));
        router.get("/api/v1/journal").handler(this::journal);
        router.get("/api/v1/plan").handler(request -> ofPlan(request, ResultJson::write));
        router.get("/api/v1/findings").handler(request -> ofPlan(request, this::findings));
        router.get("/api/v1/topology")
                .handler(request -> ofPlan(
                        request,
                        plan -> TopologyJson.write(
                                plan.adoption().topology(), plan.adoption().identities())));
        router.get("/api/v1/events").handler(events::serve);
        router.get("/openapi.json").handler(AdminServer::describe);
        BodyHandler bodies = BodyHandler.create(false).setBodyLimit(BODY_BYTES_MAX);
        router.post("/api/v1/trace").handler(bodies).handler(this::trace); // Changes nothing, so it needs no token.
        router.post().handler(this::authorize);
        router.post().handler(bodies);
        router.post("/api/v1/reconcile").handler(request -> {
            loop.reconcile();
            send(request, 202, StatusJson.message("a cycle begins"));
        });
        router.post("/api/v1/guard/approve").handler(this::approve);
        router.route()
                .last()
                .handler(request -> problem(
                        request,
                        404,
                        "nothing is served at " + request.request().method() + " " + request.normalizedPath()
                                + "; /openapi.json tells what is"));
        router.route().failureHandler(AdminServer::failed);
        return router;
    }

    private static void failed(RoutingContext request) {
        if (request.statusCode() == TOO_LARGE) {
            problem(request, TOO_LARGE, "the body is larger than " + BODY_BYTES_MAX + " bytes");
        } else {
            problem(request, request.statusCode() < 400 ? 500 : request.statusCode(), "the request failed");
        }
    }

    private JsonNode findings(PlanResult plan) {
        List<Finding> findings = new ArrayList<>(plan.findings());
        String loss = journal.status().loss();
        if (!loss.isEmpty()) {
            findings.add(Finding.warning("journal", "journal-history-lost", loss, "a new history has begun"));
        }
        return MAPPER.createObjectNode().set("findings", PlanJson.write(findings));
    }

    private void journal(RoutingContext request) {
        Future<ObjectNode> page;
        try {
            page = journalView.page(request.queryParams());
        } catch (IllegalArgumentException wrong) {
            problem(request, 400, String.valueOf(wrong.getMessage()));
            return;
        }
        page.onSuccess(json -> send(request, 200, json))
                .onFailure(failure -> problem(request, 503, String.valueOf(failure.getMessage())));
    }

    private void trace(RoutingContext request) {
        Optional<JsonObject> question = object(request);
        if (question.isEmpty()) {
            problem(request, 400, "the body is not of the form {\"from\": \"ENDPOINT\", \"to\": \"ADDRESS\"}");
            return;
        }
        ofPlan(request, plan -> tracer.trace(plan, question.get()));
    }

    private static void describe(RoutingContext request) {
        request.response().putHeader("content-type", "application/json").sendFile("openapi.json");
    }

    private void ready(RoutingContext request) {
        LoopStatus status = loop.status();
        send(request, status.isReady() ? 200 : 503, StatusJson.ready(status));
    }

    /** Large answers are written on a worker. */
    private void ofPlan(RoutingContext request, Function<PlanResult, JsonNode> view) {
        Optional<LoopView> known = loop.view();
        if (known.isEmpty()) {
            problem(request, 503, "no plan has been made yet; see /api/v1/status");
            return;
        }
        request.response().putHeader(OBSERVED_AT, known.get().observedAt().toString());
        Callable<String> text = () -> view.apply(known.get().plan()).toString();
        vertx.executeBlocking(text, false).onComplete(done -> {
            if (done.succeeded()) {
                send(request, 200, done.result());
            } else if (done.cause() instanceof IllegalArgumentException wrong) {
                problem(request, 400, String.valueOf(wrong.getMessage()));
            } else {
                request.fail(done.cause());
            }
        });
    }

    private void authorize(RoutingContext request) {
        if (config.token().isEmpty()) {
            problem(request, 403, "no token is configured (http.token), so nothing can be changed over HTTP");
        } else if (!isToken(request.request().getHeader("authorization"))) {
            request.response().putHeader("www-authenticate", "Bearer");
            problem(request, 401, "the bearer token of the configuration (http.token) is needed");
        } else {
            request.next();
        }
    }

    /** In a time that does not depend on how much of it is right. */
    private boolean isToken(@Nullable String header) {
        String given = header != null && header.startsWith(BEARER) ? header.substring(BEARER.length()) : "";
        return MessageDigest.isEqual(
                given.getBytes(StandardCharsets.UTF_8),
                config.token().orElseThrow().getBytes(StandardCharsets.UTF_8));
    }

    private void approve(RoutingContext request) {
        Optional<String> plan = planOf(request);
        if (plan.isEmpty()) {
            problem(request, 400, "the body is not of the form {\"plan\": \"NAME\"}");
            return;
        }
        loop.approve(plan.get()).onComplete(done -> {
            if (done.succeeded() && done.result()) {
                send(request, 202, StatusJson.message("plan " + plan.get() + " is approved"));
            } else {
                String held = loop.status()
                        .guard()
                        .map(guard -> "plan " + guard.plan())
                        .orElse("no plan");
                problem(request, 409, "plan " + plan.get() + " is not held; " + held + " is");
            }
        });
    }

    private static Optional<String> planOf(RoutingContext request) {
        return object(request)
                .map(body -> body.getValue("plan"))
                .filter(String.class::isInstance)
                .map(String.class::cast);
    }

    private static Optional<JsonObject> object(RoutingContext request) {
        try {
            return Optional.ofNullable(request.body().asJsonObject());
        } catch (DecodeException notJson) {
            return Optional.empty();
        }
    }

    static void problem(RoutingContext request, int code, String message) {
        send(request, code, StatusJson.message(message));
    }

    private static void send(RoutingContext request, int code, JsonNode json) {
        send(request, code, json.toString());
    }

    private static void send(RoutingContext request, int code, String json) {
        request.response()
                .setStatusCode(code)
                .putHeader("content-type", "application/json")
                .end(json);
    }
}
