// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A server that answers what a test tells it to, bytes and faults included, and a client for it. */
abstract class WireTest {
    static final String ROOT = "/midonet-api";
    static final String VENDOR = "application/vnd.org.midonet.";

    /** Where each collection lists, and under which name its type goes. */
    static final Map<String, String> LISTS = Map.of(
            "routers", "Router-v3",
            "bridges", "Bridge-v4",
            "chains", "Chain-v1",
            "port_groups", "PortGroup-v1",
            "ip_addr_groups", "IpAddrGroup-v1",
            "ports", "Port-v3",
            "hosts", "Host-v3",
            "tunnel_zones", "TunnelZone-v1");

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final Vertx vertx = Vertx.vertx();
    final WireMockServer server =
            new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1").containerThreads(12));

    @BeforeEach
    void start() {
        server.start();
        root("{\"version\": \"v5.0\", \"qosPolicies\": \"x\", \"serviceContainers\": \"x\"}");
        LISTS.forEach((collection, type) -> server.stubFor(
                get(urlEqualTo(ROOT + "/" + collection)).atPriority(9).willReturn(list(type, "[]"))));
    }

    @AfterEach
    void stop() {
        await(vertx.close());
        server.stop();
    }

    void root(String json) {
        server.stubFor(get(urlEqualTo(ROOT + "/"))
                .atPriority(9)
                .willReturn(aResponse()
                        .withHeader("Content-Type", VENDOR + "Application-v5+json")
                        .withBody(json)));
    }

    static ResponseDefinitionBuilder list(String type, String json) {
        return aResponse()
                .withHeader("Content-Type", VENDOR + "collection." + type + "+json")
                .withBody(json);
    }

    static ResponseDefinitionBuilder object(String type, String json) {
        return aResponse()
                .withHeader("Content-Type", VENDOR + type + "+json;charset=UTF-8")
                .withBody(json);
    }

    static ResponseDefinitionBuilder error(int status, String message) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", VENDOR + "Error-v1+json")
                .withBody("{\"message\": \"" + message + "\", \"code\": " + status + "}");
    }

    static ResponseDefinitionBuilder cut() {
        return aResponse().withFault(Fault.EMPTY_RESPONSE);
    }

    MidonetConfig config() {
        RetryPolicy quick = new RetryPolicy(3, Duration.ofMillis(1), Duration.ofMillis(5));
        return MidonetConfig.defaults()
                .withUrl(URI.create("http://127.0.0.1:" + server.port() + ROOT + "/"))
                .withRetries(new MidonetConfig.Retries(quick, quick));
    }

    MidonetClient connect() {
        return await(MidonetClient.connect(vertx, config()));
    }

    static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    /** The failure with which the future ends. */
    static Throwable failure(Future<?> future) {
        try {
            throw new AssertionError("succeeded with " + await(future));
        } catch (CompletionException failed) {
            return Objects.requireNonNull(failed.getCause());
        }
    }
}
