// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vpcmido.midonet.nsdb.RecordedNsdb;
import org.vpcmido.midonet.simulator.SimulatorOptions;
import org.vpcmido.model.given.ReferenceCloud;
import org.vpcmido.model.vpc.Host;
import org.vpcmido.model.vpc.InstanceId;

@DisplayName("Agents that come and go")
class AgentsComeAndGoTest {
    /** A node of the cloud with instances. */
    private static final Host NODE = ReferenceCloud.given().state().hosts().values().stream()
            .filter(host -> !host.instances().isEmpty())
            .findFirst()
            .orElseThrow();

    @TempDir
    private Path folder;

    private RecordedNsdb nsdb;
    private ServiceScene scene;

    @BeforeEach
    void open() throws Exception {
        nsdb = RecordedNsdb.empty();
        scene = new ServiceScene(folder, SimulatorOptions.defaults().withZooKeeper(nsdb.address()));
        scene.publish(ReferenceCloud.given(), "1");
    }

    @AfterEach
    void close() throws Exception {
        scene.close();
        nsdb.close();
    }

    private void startWatching(Map<String, String> more) throws Exception {
        scene.start(more);
        scene.awaitAcknowledged("1");
        scene.awaitStatus(status -> status.at("/nsdb/state").asText().equals("connected"));
    }

    private UUID node() throws Exception {
        return StreamSupport.stream(scene.dump().get("hosts").spliterator(), false)
                .filter(host -> host.get("name").asText().equals(NODE.name()))
                .map(host -> UUID.fromString(host.get("id").asText()))
                .findFirst()
                .orElseThrow();
    }

    private void kill() throws Exception {
        ServiceScene.get(scene.midonet.simulator().killHost(node()));
    }

    private void raise() throws Exception {
        ServiceScene.get(scene.midonet.simulator().raiseHost(node()));
    }

    private Optional<JsonNode> finding() throws Exception {
        return StreamSupport.stream(
                        scene.body("/api/v1/findings").path("findings").spliterator(), false)
                .filter(each -> each.get("code").asText().equals("agent-down"))
                .findFirst();
    }

    private void awaitFinding() {
        await().atMost(RunningInstance.PATIENCE)
                .untilAsserted(() -> assertThat(finding()).isPresent());
    }

    private void awaitNoFinding() {
        await().atMost(RunningInstance.PATIENCE)
                .untilAsserted(() -> assertThat(finding()).isEmpty());
    }

    private List<String> triggers() throws Exception {
        return StreamSupport.stream(cycles().spliterator(), false)
                .flatMap(cycle -> StreamSupport.stream(cycle.path("triggers").spliterator(), false))
                .map(JsonNode::asText)
                .toList();
    }

    @Test
    @DisplayName("are seen in MidoNet's ZooKeeper at once, not when all of MidoNet is read, a day later")
    void seenAtOnce() throws Exception {
        startWatching(Map.of("VPCMIDO_NSDB_ZOOKEEPER", nsdb.address()));
        assertThat(finding()).isEmpty();
        int before = scene.status().at("/nsdb/hosts_alive").asInt();

        kill();
        awaitFinding();
        JsonNode found = finding().orElseThrow();
        assertThat(found.get("subject").asText()).isEqualTo(NODE.name());
        assertThat(NODE.instances().stream().map(InstanceId::value))
                .allMatch(instance -> found.get("message").asText().contains(instance));
        // The cycle may have read MidoNet before the watch has told its view.
        scene.awaitStatus(status -> status.at("/nsdb/hosts_alive").asInt() == before - 1);

        raise();
        awaitNoFinding();
        assertThat(triggers()).contains("agents").doesNotContain("periodic", "operator");
        assertThat(scene.get("/metrics").body()).contains("vpcmido_nsdb 1.0");
    }

    @Test
    @DisplayName("do nothing to what is wired, and end no readiness")
    void nothingIsUnwired() throws Exception {
        startWatching(Map.of("VPCMIDO_NSDB_ZOOKEEPER", nsdb.address()));
        JsonNode bindings = scene.dump().get("host_interface_ports");
        assertThat(bindings).isNotEmpty();
        kill();
        awaitFinding();
        assertThat(scene.reconcile().path("result").asText()).isEqualTo("agreed");
        assertThat(scene.dump().get("host_interface_ports")).isEqualTo(bindings);
        assertThat(scene.get("/health/ready").statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("are seen when all of MidoNet is read while ZooKeeper is away, and at once when it is back")
    void withoutZooKeeper() throws Exception {
        startWatching(Map.of("VPCMIDO_NSDB_ZOOKEEPER", nsdb.address(), "VPCMIDO_RECONCILE_OBSERVE_INTERVAL", "500ms"));
        nsdb.stop();
        JsonNode status =
                scene.awaitStatus(each -> each.at("/nsdb/state").asText().equals("lost"));
        assertThat(status.at("/nsdb/reason").asText()).contains(nsdb.address());
        assertThat(scene.get("/health/ready").statusCode()).isEqualTo(200);
        assertThat(finding()).as("nobody is taken for dead").isEmpty();

        kill();
        awaitFinding();
        scene.publish(ReferenceCloud.given(), "2");
        scene.awaitAcknowledged("2");

        nsdb.restart();
        scene.awaitStatus(each -> each.at("/nsdb/state").asText().equals("connected"));
        raise();
        awaitNoFinding();
    }

    @Test
    @DisplayName("cause no cycle when ports come up because they were bound")
    void boundPortsAreNoNews() throws Exception {
        startWatching(Map.of("VPCMIDO_NSDB_ZOOKEEPER", nsdb.address()));
        int bound = scene.dump().get("host_interface_ports").size();
        // Before that, ZooKeeper and the API may differ for a moment, which is looked into.
        awaitActive(bound);
        int cycles = cycles().size();
        String wholeAt = scene.status().path("observed_whole_at").asText();

        scene.publish(ReferenceCloud.given().instance("a9", "A1", "10.0.1.99", NODE.name(), "web"), "2");
        scene.awaitAcknowledged("2");
        awaitActive(bound + 1);
        assertThat(cycles()).hasSize(cycles + 1);
        assertThat(cycles().get(0).path("triggers")).hasToString("[\"document\"]");
        assertThat(scene.status().path("observed_whole_at").asText()).isEqualTo(wholeAt);
        assertThat(scene.body("/api/v1/topology").path("ports").findValues("active").stream()
                        .filter(JsonNode::asBoolean))
                .as("ports that the view knows to be up")
                .hasSize(bound + 1);
    }

    private void awaitActive(int ports) {
        scene.awaitStatus(status -> status.at("/nsdb/ports_active").asInt() == ports
                && !status.path("cycle_running").asBoolean());
    }

    private JsonNode cycles() throws Exception {
        return scene.body("/api/v1/cycles").path("cycles");
    }

    @Test
    @DisplayName("tell at once that others have unbound a port, which is then bound again")
    void healsAnUnboundPort() throws Exception {
        startWatching(Map.of("VPCMIDO_NSDB_ZOOKEEPER", nsdb.address()));
        JsonNode bound = scene.dump().get("host_interface_ports");
        scene.awaitStatus(status -> status.at("/nsdb/ports_active").asInt() == bound.size());
        JsonNode victim = bound.get(0);
        long start = System.nanoTime();
        scene.deleteInMidonet("/hosts/" + victim.path("hostId").asText() + "/ports/"
                + victim.path("portId").asText());
        await().atMost(RunningInstance.PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .untilAsserted(() ->
                        assertThat(scene.dump().get("host_interface_ports")).hasSize(bound.size()));
        System.out.printf(
                "with ZooKeeper, an unbound port: healed after %d ms%n", (System.nanoTime() - start) / 1_000_000);
        JsonNode cycle = scene.awaitStatus(
                        status -> status.at("/last_cycle/triggers").toString().contains("agents"))
                .path("last_cycle");
        assertThat(cycle.at("/drift/0/remedy").asText()).isEqualTo("create");
        assertThat(cycle.at("/drift/0/key").asText()).endsWith("/binding");
    }

    @Test
    @DisplayName("are not looked for in ZooKeeper unless it is configured")
    void off() throws Exception {
        scene.start();
        scene.awaitAcknowledged("1");
        assertThat(scene.status().at("/nsdb/state").asText()).isEqualTo("off");
        kill();
        scene.reconcile();
        assertThat(finding()).isPresent();
        assertThat(triggers()).doesNotContain("agents");
    }
}
