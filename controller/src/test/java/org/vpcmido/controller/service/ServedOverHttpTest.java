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
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vpcmido.model.given.ReferenceCloud;

@DisplayName("Over HTTP, the service")
class ServedOverHttpTest {
    @TempDir
    private Path folder;

    private ServiceScene scene;

    @BeforeEach
    void open() throws Exception {
        scene = new ServiceScene(folder);
        scene.publish(ReferenceCloud.given(), "1");
    }

    @AfterEach
    void close() throws Exception {
        scene.close();
    }

    private void start() throws Exception {
        scene.start();
        scene.awaitAcknowledged("1");
    }

    @Test
    @DisplayName("describes everything that it serves, as the product contract lists it")
    void describesItself() throws Exception {
        start();
        JsonNode paths = scene.body("/openapi.json").path("paths");
        Set<String> described = new TreeSet<>();
        paths.fieldNames().forEachRemaining(described::add);
        assertThat(described)
                .containsExactlyInAnyOrder(
                        "/health/live",
                        "/health/ready",
                        "/metrics",
                        "/api/v1/status",
                        "/api/v1/cycles",
                        "/api/v1/journal",
                        "/api/v1/topology",
                        "/api/v1/plan",
                        "/api/v1/findings",
                        "/api/v1/events",
                        "/api/v1/trace",
                        "/api/v1/reconcile",
                        "/api/v1/guard/approve",
                        "/openapi.json");
        for (Map.Entry<String, JsonNode> path : paths.properties()) {
            boolean isRead = path.getValue().has("get");
            if (isRead && !path.getKey().endsWith("/events")) {
                assertThat(scene.get(path.getKey()).statusCode())
                        .as(path.getKey())
                        .isEqualTo(200);
            } else if (!isRead) {
                boolean isFree = path.getValue().at("/post/security").isMissingNode();
                assertThat(scene.post(path.getKey(), "{}", "wrong").statusCode())
                        .as(path.getKey())
                        .isEqualTo(isFree ? 400 : 401);
            }
        }
    }

    @Test
    @DisplayName("tells what is in its status in the words of its description")
    void statusAsDescribed() throws Exception {
        start();
        JsonNode schemas = scene.body("/openapi.json").at("/components/schemas");
        JsonNode status = scene.status();
        assertThat(names(schemas.at("/Status/properties"))).containsAll(names(status));
        assertThat(names(schemas.at("/Status/properties/leadership/properties")))
                .isEqualTo(names(status.path("leadership")));
        assertThat(names(schemas.at("/Status/properties/nsdb/properties"))).isEqualTo(names(status.path("nsdb")));
        assertThat(names(schemas.at("/Status/properties/pace/properties"))).isEqualTo(names(status.path("pace")));
        assertThat(names(schemas.at("/RequestGate/properties"))).isEqualTo(names(status.at("/pace/writes")));
        assertThat(names(schemas.at("/Status/properties/journal/properties"))).isEqualTo(names(status.path("journal")));
        assertThat(names(schemas.at("/Cycle/properties"))).isEqualTo(names(status.path("last_cycle")));
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    @DisplayName("follows a packet, without a token, since that changes nothing")
    void traces() throws Exception {
        start();
        scene.reconcile(); // Packets take the way that was read last.
        var answer = scene.post("/api/v1/trace", "{\"from\": \"internet\", \"to\": \"203.0.113.10\"}", "none");
        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode trace = new ObjectMapper().readTree(answer.body()).path(0);
        assertThat(trace.path("packet").asText()).contains("203.0.113.10");
        assertThat(trace.at("/vpc/trail")).isNotEmpty();
        assertThat(trace.at("/midonet/hops")).isNotEmpty();

        assertThat(scene.post("/api/v1/trace", "{\"from\": \"eni-0\", \"to\": \"10.0.0.1\"}", "")
                        .body())
                .contains("from: 'eni-0'");
        assertThat(scene.post("/api/v1/trace", "{\"from\": \"internet\", \"via\": 1}", "")
                        .body())
                .contains("via: is no field");
        assertThat(scene.post("/api/v1/trace", "not JSON", "").statusCode()).isEqualTo(400);
    }

    @Test
    @DisplayName("says which body is too large, and by which method nothing is served")
    void saysWhatIsRefused() throws Exception {
        start();
        var large = scene.post("/api/v1/trace", "x".repeat((1 << 16) + 1), "none");
        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(large.body()).contains("larger than 65536 bytes");
        var read = scene.get("/api/v1/reconcile");
        assertThat(read.statusCode()).isEqualTo(404);
        assertThat(read.body()).contains("nothing is served at GET /api/v1/reconcile", "/openapi.json");
    }

    @Test
    @DisplayName("tells a load balancer that asks by HEAD that it is up, without a body")
    void answersHead() throws Exception {
        start();
        for (String path : List.of("/health/live", "/health/ready")) {
            HttpRequest head = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + scene.instance().port() + path))
                    .method("HEAD", HttpRequest.BodyPublishers.noBody())
                    .build();
            HttpResponse<String> answer = HttpClient.newHttpClient().send(head, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(answer.body()).as(path).isEmpty();
        }
    }

    @Test
    @DisplayName("tells who listens of cycles and findings as they come, and keeps nobody who has gone")
    void tellsEvents() throws Exception {
        start();
        Queue<String> heard = new ConcurrentLinkedQueue<>();
        Thread listener = new Thread(() -> scene.instance().listen("/api/v1/events", heard), "listener");
        listener.setDaemon(true);
        listener.start();
        await().atMost(RunningInstance.PATIENCE).until(() -> heard.contains(": listening"));

        String id = scene.reconcile().path("id").asText();
        await().atMost(RunningInstance.PATIENCE).until(() -> heard.contains("event: cycle"));
        await().atMost(RunningInstance.PATIENCE)
                .until(() -> heard.stream().anyMatch(line -> line.startsWith("data: ") && line.contains(id)));
        listener.interrupt();
    }
}
