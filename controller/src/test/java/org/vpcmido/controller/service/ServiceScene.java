// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
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
    final Vertx vertx = Vertx.vertx();
    final Path folder;
    final LabMidonet midonet;
    final int eucanetdPort;
    private final HttpClient http = HttpClient.newHttpClient();
    private Optional<RunningInstance> instance = Optional.empty();

    ServiceScene(Path folder) throws Exception {
        this(folder, SimulatorOptions.defaults());
    }

    ServiceScene(Path folder, SimulatorOptions options) throws Exception {
        this.folder = folder;
        this.midonet = get(LabMidonet.start(vertx, options));
        get(midonet.addHostsOf(ReferenceCloud.given().state()));
        try (DatagramSocket free = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            this.eucanetdPort = free.getLocalPort();
        }
    }

    /** Starts the service with short pauses; {@code more} are further environment variables. */
    void start(Map<String, String> more) throws Exception {
        instance = Optional.of(startInstance(more));
    }

    void start() throws Exception {
        start(Map.of());
    }

    /** Starts one of several instances, which the caller stops. */
    RunningInstance startInstance(Map<String, String> more) throws Exception {
        return RunningInstance.start(
                vertx, ConfigReader.read(Optional.of(configuration()), folder.resolve("none"), more));
    }

    /** A file with what an instance needs to know, with short pauses. */
    Path configuration() throws IOException {
        return Files.writeString(folder.resolve("vpcmido.yml"), """
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
                journal:
                  url: h2:%s
                  retry-delay-max: 200ms
                http:
                  port: 0
                  token: %s
                """.formatted(
                document(), folder, midonet.url(), eucanetdPort, folder.resolve("journal"), RunningInstance.TOKEN));
    }

    RunningInstance instance() {
        return instance.orElseThrow();
    }

    /** Ends the service as SIGTERM does. */
    void stop() throws Exception {
        instance().stop();
        instance = Optional.empty();
    }

    void close() throws Exception {
        if (instance.isPresent()) {
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
        instance()
                .awaitStatus(
                        status -> status.path("acknowledged_version").asText().equals(version));
        await().atMost(RunningInstance.PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(acknowledged()).isEqualTo(version));
    }

    JsonNode awaitStatus(Predicate<JsonNode> condition) {
        return instance().awaitStatus(condition);
    }

    JsonNode status() throws Exception {
        return instance().status();
    }

    JsonNode reconcile() throws Exception {
        return instance().reconcile();
    }

    JsonNode body(String path) throws Exception {
        return instance().body(path);
    }

    HttpResponse<String> get(String path) throws Exception {
        return instance().get(path);
    }

    HttpResponse<String> post(String path, String body, String token) throws Exception {
        return instance().post(path, body, token);
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
