// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.curator.test.TestingServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vpcmido.controller.leader.Loopback;
import org.vpcmido.midonet.simulator.Fault;
import org.vpcmido.midonet.simulator.FaultEffect;
import org.vpcmido.model.given.ReferenceCloud;

@DisplayName("Of two instances with one ZooKeeper")
class ElectedServiceTest {
    @TempDir
    private Path folder;

    private final Queue<RecordingProxy.Write> history = new ConcurrentLinkedQueue<>();
    private final Map<String, RunningInstance> instances = new HashMap<>();
    private final List<RecordingProxy> proxies = new ArrayList<>();
    private ServiceScene scene;
    private TestingServer zookeeper;

    @BeforeEach
    void open() throws Exception {
        scene = new ServiceScene(folder);
        zookeeper = new TestingServer(Loopback.server(), true);
    }

    @AfterEach
    void close() throws Exception {
        for (String name : List.copyOf(instances.keySet())) {
            stop(name);
        }
        for (RecordingProxy proxy : proxies) {
            ServiceScene.get(proxy.close());
        }
        scene.close();
        zookeeper.close();
    }

    private RunningInstance start(String name) throws Exception {
        RecordingProxy proxy = RecordingProxy.start(scene.vertx, name, URI.create(scene.midonet.url()), history);
        proxies.add(proxy);
        RunningInstance started = scene.startInstance(Map.of(
                "VPCMIDO_MIDONET_URL",
                proxy.url(),
                "VPCMIDO_MIDONET_REQUEST_TIMEOUT",
                "500ms",
                "VPCMIDO_LEADER_ZOOKEEPER",
                zookeeper.getConnectString(),
                "VPCMIDO_LEADER_INSTANCE",
                name,
                "VPCMIDO_LEADER_SESSION_TIMEOUT",
                "1s",
                "VPCMIDO_JOURNAL_URL",
                "h2:" + folder.resolve("journal-" + name)));
        instances.put(name, started);
        return started;
    }

    private void stop(String name) throws Exception {
        Optional.ofNullable(instances.remove(name)).orElseThrow().stop();
    }

    private static void awaitRole(RunningInstance instance, String role) {
        instance.awaitStatus(status -> status.path("role").asText().equals(role));
    }

    /** Writes slow enough that a plan is under way for some seconds. */
    private void slowDown() {
        scene.faults().add(Fault.always("POST", ".*", new FaultEffect.Delay(Duration.ofMillis(50))));
    }

    @Test
    @DisplayName("one writes, and the other follows, knows by whom, and is ready to take over")
    void oneWrites() throws Exception {
        RunningInstance first = start("first");
        awaitRole(first, "leader");
        RunningInstance second = start("second");
        scene.publish(ReferenceCloud.given(), "1");
        first.awaitStatus(status -> status.path("acknowledged_version").asText().equals("1"));

        JsonNode status = second.awaitStatus(
                each -> each.at("/leadership/leader").asText().equals("first"));
        assertThat(status.path("role").asText()).isEqualTo("follower");
        assertThat(status.path("leader").asBoolean()).isFalse();
        assertThat(status.path("cloud_version").asText()).isEqualTo("1");
        assertThat(second.get("/health/ready").statusCode()).isEqualTo(200);
        assertThat(status.path("waiting_since").isNull()).isTrue();
        assertThat(second.get("/metrics").body()).contains("vpcmido_leader 0.0", "vpcmido_lag_seconds 0.0");
        assertThat(history).extracting(RecordingProxy.Write::writer).containsOnly("first");
    }

    @Test
    @DisplayName(
            "the one that is ended in the middle of a plan leaves the rest to the other, which begins when it is done")
    void takesOver() throws Exception {
        slowDown();
        scene.publish(ReferenceCloud.given(), "1");
        RunningInstance first = start("first");
        awaitRole(first, "leader");
        RunningInstance second = start("second");
        await().atMost(RunningInstance.PATIENCE).until(() -> history.size() > 20);
        stop("first");
        assertThat(scene.acknowledged()).isEmpty();

        second.awaitStatus(
                status -> status.path("acknowledged_version").asText().equals("1"));
        assertThat(history).extracting(RecordingProxy.Write::writer).contains("second");
        assertThat(RecordingProxy.overlaps(history)).isEmpty();
        assertThat(second.reconcile().path("result").asText()).isEqualTo("agreed");
    }

    @Test
    @DisplayName(
            "neither writes while ZooKeeper is away; the plan under way is dropped and recorded so, and made anew later")
    void dropsThePlan() throws Exception {
        RunningInstance first = start("first");
        awaitRole(first, "leader");
        RunningInstance second = start("second");
        slowDown();
        scene.publish(ReferenceCloud.given(), "1");
        await().atMost(RunningInstance.PATIENCE).until(() -> history.size() > 20);
        zookeeper.stop();
        JsonNode cycle = first.awaitStatus(
                        status -> status.at("/last_cycle/result").asText().equals("leadership-lost"))
                .path("last_cycle");
        assertThat(cycle.at("/written/dropped").asInt()).isPositive();
        assertThat(cycle.at("/written/applied").asInt()).isPositive();
        assertThat(first.role()).isEqualTo("suspended");
        assertThat(scene.acknowledged()).isEmpty();
        int written = history.size();
        assertThat(first.post("/api/v1/reconcile", "", RunningInstance.TOKEN).statusCode())
                .isEqualTo(202);

        zookeeper.restart();
        await().atMost(RunningInstance.PATIENCE)
                .until(() -> scene.acknowledged().equals("1"));
        assertThat(history).hasSizeGreaterThan(written);
        assertThat(RecordingProxy.overlaps(history)).isEmpty();
        assertThat(List.of(first.role(), second.role())).containsOnlyOnce("leader");
        JsonNode journal = first.body(
                "/api/v1/journal?kind=cycle&cycle=" + cycle.path("id").asText());
        assertThat(journal.at("/entries/0/outcome").asText()).isEqualTo("leadership-lost");
    }
}
