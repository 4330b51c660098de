// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.vpcmido.controller.config.ConfigReader;
import org.vpcmido.controller.lab.GniDocument;
import org.vpcmido.controller.lab.LabMidonet;
import org.vpcmido.controller.reconcile.AppliedVersionFile;
import org.vpcmido.midonet.simulator.FaultPlan;
import org.vpcmido.midonet.simulator.SimulatorOptions;
import org.vpcmido.model.given.GivenCloud;
import org.vpcmido.model.given.ReferenceCloud;

/** A cloud that publishes documents, a simulated MidoNet, and the service between them, asked over HTTP. */
final class ServiceScene {
    static final String TOKEN = "open-sesame";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    final Vertx vertx = Vertx.vertx();
    final Path folder;
    final LabMidonet midonet;
    final int eucanetdPort;
    private final HttpClient http = HttpClient.newHttpClient();
    private Optional<Service> service = Optional.empty();

    ServiceScene(Path folder) throws Exception {
        this.folder = folder;
        this.midonet = get(LabMidonet.start(vertx, SimulatorOptions.defaults().withPort(0)));
        get(midonet.addHostsOf(ReferenceCloud.given().state()));
        try (DatagramSocket free = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            this.eucanetdPort = free.getLocalPort();
        }
    }

    /** Starts the service with short pauses; {@code more} are further environment variables. */
    void start(Map<String, String> more) throws Exception {
        Path file = folder.resolve("vpcmido.yml");
        Files.writeString(file, """
                cloud:
                  source: gni:%s
                  run-directory: %s
                  poll-interval: 20ms
                midonet:
                  url: %s
                reconcile:
                  observe-interval: 24h
                  retry-delay-min: 20ms
                  retry-delay-max: 200ms
                  eucanetd-port: %d
                http:
                  port: 0
                  token: %s
                """.formatted(document(), folder, midonet.url(), eucanetdPort, TOKEN));
        service = Optional.of(
                get(Service.start(vertx, ConfigReader.read(Optional.of(file), folder.resolve("none"), more))));
    }

    void start() throws Exception {
        start(Map.of());
    }

    /** Ends the service as SIGTERM does. */
    void stop() throws Exception {
        get(service.orElseThrow().close());
        service = Optional.empty();
    }

    void close() throws Exception {
        if (service.isPresent()) {
            stop();
        }
        get(midonet.close());
        get(vertx.close());
    }

    FaultPlan faults() {
        return midonet.simulator().faults();
    }

    Path document() {
        return folder.resolve("global_network_info.xml");
    }

    Path versionFile() {
        return folder.resolve(AppliedVersionFile.NAME);
    }

    /** As the cloud controller does it: another file, renamed over the old one. */
    void publish(GivenCloud cloud, String version) throws IOException {
        publish(GniDocument.of(cloud.state(), version));
    }

    void publish(String text) throws IOException {
        Path temporary = Files.writeString(folder.resolve("global_network_info.xml.temp"), text);
        Files.move(temporary, document(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    String acknowledged() throws IOException {
        return Files.exists(versionFile()) ? Files.readString(versionFile()) : "";
    }

    void awaitAcknowledged(String version) {
        awaitStatus(status -> status.path("acknowledged_version").asText().equals(version));
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(acknowledged()).isEqualTo(version));
    }

    /** Waits until the service says so of itself. */
    JsonNode awaitStatus(Predicate<JsonNode> condition) {
        return await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> status(), condition);
    }

    JsonNode status() throws Exception {
        return body("/api/v1/status");
    }

    /** Asks for a cycle and waits for its end. */
    JsonNode reconcile() throws Exception {
        String before = status().at("/last_cycle/id").asText();
        assertThat(post("/api/v1/reconcile", "", TOKEN).statusCode()).isEqualTo(202);
        return awaitStatus(status -> !status.path("cycle_running").asBoolean()
                        && !status.at("/last_cycle/id").asText().equals(before))
                .path("last_cycle");
    }

    JsonNode body(String path) throws Exception {
        return JSON.readTree(get(path).body());
    }

    HttpResponse<String> get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String body, String token) throws Exception {
        return http.send(
                HttpRequest.newBuilder(uri(path))
                        .header("authorization", "Bearer " + token)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + service.orElseThrow().port() + path);
    }

    /** Deletes something behind the service's back. */
    void deleteInMidonet(String path) throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(midonet.url() + path))
                        .DELETE()
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(204);
    }

    ObjectNode dump() throws Exception {
        return get(midonet.simulator().dump());
    }

    long requests() throws Exception {
        return get(midonet.simulator().requestCounts()).total();
    }

    static <T> T get(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
}
