// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Queue;
import java.util.function.Predicate;

/** An instance of the service, asked over HTTP, wherever it runs. */
abstract class Instance {
    static final String TOKEN = "open-sesame";
    static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();

    abstract int port();

    /** Waits until the service says so of itself. */
    JsonNode awaitStatus(Predicate<JsonNode> condition) {
        return await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(this::status, condition);
    }

    JsonNode status() throws Exception {
        return body("/api/v1/status");
    }

    String role() throws Exception {
        return status().path("role").asText();
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

    /** Adds the lines of an answer that does not end, until the service ends. */
    void listen(String path, Queue<String> lines) {
        http.sendAsync(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofLines())
                .thenAccept(answer -> answer.body().forEach(lines::add))
                .join();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }
}
