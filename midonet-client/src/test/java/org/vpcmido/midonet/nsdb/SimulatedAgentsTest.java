// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.nsdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vpcmido.midonet.client.RealTopologies;
import org.vpcmido.midonet.nsdb.NsdbView.Known;
import org.vpcmido.midonet.simulator.HostDescription;
import org.vpcmido.midonet.simulator.Simulator;
import org.vpcmido.midonet.simulator.SimulatorOptions;

@DisplayName("Agents of the simulator in ZooKeeper")
class SimulatedAgentsTest {
    private static final String STATE = "/midonet/zoom/0/state";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Vertx vertx = Vertx.vertx();
    private final List<NsdbWatch> watches = new ArrayList<>();
    private RecordedNsdb nsdb;

    @BeforeEach
    void begin() throws Exception {
        nsdb = RecordedNsdb.empty();
    }

    @AfterEach
    void end() throws Exception {
        watches.forEach(watch -> watch.close().await());
        vertx.close().await();
        nsdb.close();
    }

    private Simulator simulator() {
        return Simulator.start(vertx, SimulatorOptions.defaults().withZooKeeper(nsdb.address()))
                .await();
    }

    private NsdbWatch watch() {
        NsdbWatch watch = NsdbWatch.start(NsdbConfig.of(nsdb.address()), vertx.getOrCreateContext(), view -> {});
        watches.add(watch);
        return watch;
    }

    private static void sees(NsdbWatch watch, Set<UUID> alive) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(watch.view()).isEqualTo(new Known(alive, Set.of())));
    }

    /** What agents of a real MidoNet kept; which interfaces they have is told over the simulator's API alone. */
    private static NavigableMap<String, String> recorded(String name) {
        NavigableMap<String, String> nodes = new TreeMap<>();
        RecordedNsdb.nodes(name).stream()
                .filter(node -> node.ephemeral() && !node.path().endsWith("/host"))
                .forEach(node -> nodes.put(node.path(), node.data().toString()));
        return nodes;
    }

    private static HostDescription host(int number) {
        return new HostDescription(new UUID(1, number), "host-" + number, List.of(), List.of("eth0"), false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"single-vpc", "multi-vpc", "multi-vpc-complete"})
    @DisplayName("write, for a topology of a real MidoNet, what its agents wrote")
    void asRecorded(String name) {
        Simulator simulator = simulator();
        simulator.load(RealTopologies.text(name)).await();
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(nsdb.ephemeral(STATE)).isEqualTo(recorded(name)));
    }

    @Test
    @DisplayName("are seen to die, to come back, and to end with the simulator")
    void killedAndRaised() {
        Simulator simulator = simulator();
        NsdbWatch watch = watch();
        sees(watch, Set.of());
        simulator.addHost(host(1)).await();
        simulator.addHost(host(2)).await();
        sees(watch, Set.of(host(1).id(), host(2).id()));
        simulator.killHost(host(1).id()).await();
        sees(watch, Set.of(host(2).id()));
        simulator.raiseHost(host(1).id()).await();
        sees(watch, Set.of(host(1).id(), host(2).id()));
        simulator.close().await();
        sees(watch, Set.of());
    }

    @Test
    @DisplayName("wait for a ZooKeeper that comes late, and outlive its restart")
    void restarts() throws Exception {
        nsdb.stop();
        Simulator simulator = simulator();
        simulator.addHost(host(1)).await();
        nsdb.restart();
        NsdbWatch watch = watch();
        sees(watch, Set.of(host(1).id()));
        nsdb.stop();
        simulator.addHost(host(2)).await();
        simulator.killHost(host(1).id()).await();
        nsdb.restart();
        sees(watch, Set.of(host(2).id()));
    }

    @Test
    @DisplayName("replace what an earlier run left that has not expired yet")
    void leftovers() throws Exception {
        UUID host = host(1).id();
        NsdbWatch watch = watch();
        Simulator earlier = simulator();
        earlier.addHost(host(1)).await();
        sees(watch, Set.of(host));
        String alive = STATE + "/" + host + "/Host/" + host + "/alive";
        long before = nsdb.owner(alive);
        Simulator later = simulator();
        later.addHost(host(1)).await();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(nsdb.owner(alive)).isNotIn(0L, before));
        earlier.close().await();
        sees(watch, Set.of(host));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "http://127.0.0.1:2181", "127.0.0.1:2181 "})
    @DisplayName("refuse an address of ZooKeeper that is none")
    void refused(String address) {
        assertThatThrownBy(() -> SimulatorOptions.defaults().withZooKeeper(address))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + address + "\" is not HOST:PORT");
    }
}
