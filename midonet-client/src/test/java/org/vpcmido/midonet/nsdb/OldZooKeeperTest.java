// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.nsdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vpcmido.midonet.client.RealTopologies;
import org.vpcmido.midonet.nsdb.NsdbView.Known;
import org.vpcmido.midonet.simulator.Simulator;
import org.vpcmido.midonet.simulator.SimulatorOptions;

@DisplayName("With the ZooKeeper 3.4 that MidoNet is installed with")
class OldZooKeeperTest {
    private static final String TOPOLOGY = "multi-vpc-complete";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Vertx vertx = Vertx.vertx();
    private RecordedNsdb nsdb;
    private NsdbWatch watch;

    @TempDir
    private Path folder;

    @BeforeEach
    void begin() throws Exception {
        nsdb = RecordedNsdb.old(folder);
        watch = NsdbWatch.start(NsdbConfig.of(nsdb.address()), vertx.getOrCreateContext(), view -> {});
    }

    @AfterEach
    void end() throws Exception {
        watch.close().await();
        vertx.close().await();
        nsdb.close();
    }

    private void sees(Set<UUID> alive) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(watch.view())
                        .isInstanceOfSatisfying(
                                Known.class,
                                known -> assertThat(known.hostsAlive()).isEqualTo(alive)));
    }

    private Set<UUID> hosts() {
        TreeSet<UUID> hosts = new TreeSet<>();
        nsdb.hosts().forEach(host -> hosts.add(UUID.fromString(host)));
        return hosts;
    }

    @Test
    @DisplayName("agents of a real MidoNet are seen to die and to come back, also over a restart of the server")
    void recordedAgents() throws Exception {
        nsdb.load("", TOPOLOGY);
        sees(hosts());
        String host = nsdb.hosts().get(0);
        nsdb.agentGoes(host);
        Set<UUID> others = hosts();
        others.remove(UUID.fromString(host));
        sees(others);
        nsdb.stop();
        await().atMost(PATIENCE).until(() -> watch.view() instanceof NsdbView.Unknown);
        nsdb.restart();
        sees(others);
        nsdb.agentComes(host);
        sees(hosts());
    }

    @Test
    @DisplayName("agents of the simulator are seen likewise")
    void simulatedAgents() {
        Simulator simulator = Simulator.start(vertx, SimulatorOptions.defaults().withZooKeeper(nsdb.address()))
                .await();
        simulator.load(RealTopologies.text("single-vpc")).await();
        await().atMost(PATIENCE)
                .until(() -> watch.view() instanceof Known known
                        && !known.hostsAlive().isEmpty());
        Set<UUID> all = new TreeSet<>(((Known) watch.view()).hostsAlive());
        UUID first = all.iterator().next();
        simulator.killHost(first).await();
        sees(without(all, first));
        simulator.raiseHost(first).await();
        sees(all);
        simulator.close().await();
        sees(Set.of());
    }

    private static Set<UUID> without(Set<UUID> all, UUID one) {
        Set<UUID> others = new TreeSet<>(all);
        others.remove(one);
        return others;
    }
}
