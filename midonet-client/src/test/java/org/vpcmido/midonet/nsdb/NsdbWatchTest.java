// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.nsdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.StreamSupport;
import org.apache.zookeeper.Op;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vpcmido.midonet.client.RealTopologies;
import org.vpcmido.midonet.nsdb.NsdbView.Known;
import org.vpcmido.midonet.nsdb.NsdbView.Unknown;

@DisplayName("The view of the NSDB")
class NsdbWatchTest {
    private static final String STATE = "/midonet/zoom/0/state";
    private static final Duration SESSION = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final Queue<NsdbView> told = new ConcurrentLinkedQueue<>();
    private final Queue<String> elsewhere = new ConcurrentLinkedQueue<>();
    private final List<NsdbWatch> watches = new ArrayList<>();

    @AfterEach
    void end() {
        watches.forEach(watch -> watch.close().await());
        vertx.close().await();
        assertThat(elsewhere)
                .as("calls that came on other threads than the context's")
                .isEmpty();
    }

    private NsdbWatch watch(String zookeeper) {
        return watch(zookeeper, NsdbConfig.ROOT_DEFAULT);
    }

    private NsdbWatch watch(String zookeeper, String root) {
        NsdbWatch watch = NsdbWatch.start(new NsdbConfig(zookeeper, root, SESSION), context, view -> {
            told.add(view);
            if (!Objects.equals(Vertx.currentContext(), context)) {
                elsewhere.add(Thread.currentThread().getName());
            }
        });
        watches.add(watch);
        return watch;
    }

    /** What the API of the same MidoNet said at the same time. */
    private static Known overRest(String name) {
        JsonNode topology = RealTopologies.json(name);
        return new Known(ids(topology.get("hosts"), "alive"), ids(topology.get("ports"), "active"));
    }

    private static Set<UUID> ids(JsonNode resources, String flag) {
        TreeSet<UUID> ids = new TreeSet<>();
        StreamSupport.stream(resources.spliterator(), false)
                .filter(resource -> resource.get(flag).asBoolean())
                .forEach(resource -> ids.add(UUID.fromString(resource.get("id").asText())));
        return ids;
    }

    private static Known without(Known view, String host, Set<UUID> ports) {
        Set<UUID> alive = new TreeSet<>(view.hostsAlive());
        assertThat(alive.remove(UUID.fromString(host))).isTrue();
        Set<UUID> active = new TreeSet<>(view.portsActive());
        assertThat(active).containsAll(ports);
        active.removeAll(ports);
        return new Known(alive, active);
    }

    /** Which ports the agent of a host says are active, by the recorded nodes. */
    private static Set<UUID> portsOf(String name, String host) {
        TreeSet<UUID> ports = new TreeSet<>();
        RecordedNsdb.nodes(name).stream()
                .map(RecordedNsdb.Node::path)
                .filter(path -> path.startsWith(STATE + "/" + host + "/Port/") && path.endsWith("/active"))
                .forEach(path -> ports.add(UUID.fromString(path.split("/", -1)[7])));
        return ports;
    }

    private static void sees(NsdbWatch watch, NsdbView view) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(watch.view()).isEqualTo(view));
    }

    private static void isLost(NsdbWatch watch, String reason) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(watch.view())
                        .isInstanceOfSatisfying(
                                Unknown.class,
                                unknown -> assertThat(unknown.reason()).contains(reason)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"single-vpc", "multi-vpc", "multi-vpc-complete"})
    @DisplayName("says of a real MidoNet what its API said")
    void equalsRest(String name) throws Exception {
        Known expected = overRest(name);
        assertThat(expected.hostsAlive()).isNotEmpty();
        assertThat(expected.portsActive()).isNotEmpty();
        try (RecordedNsdb nsdb = RecordedNsdb.of(name)) {
            sees(watch(nsdb.address()), expected);
        }
        assertThat(told).startsWith(expected); // No part of it was told before the whole was read.
    }

    @Test
    @DisplayName("shows an agent that dies, with its ports, and that it is back")
    void hostDiesAndComesBack() throws Exception {
        Known all = overRest("multi-vpc-complete");
        try (RecordedNsdb nsdb = RecordedNsdb.of("multi-vpc-complete")) {
            NsdbWatch watch = watch(nsdb.address());
            sees(watch, all);
            for (String host : nsdb.hosts()) {
                nsdb.agentGoes(host);
                sees(watch, without(all, host, portsOf("multi-vpc-complete", host)));
                nsdb.agentComes(host);
                sees(watch, all);
            }
        }
    }

    @Test
    @DisplayName("shows a port that becomes active, one that no longer is, and a host that is new")
    void portsAndHostsChange() throws Exception {
        Known all = overRest("single-vpc");
        try (RecordedNsdb nsdb = RecordedNsdb.of("single-vpc")) {
            NsdbWatch watch = watch(nsdb.address());
            sees(watch, all);
            UUID host = new UUID(1, 2);
            UUID port = new UUID(3, 4);
            String state = STATE + "/" + host;
            nsdb.put(state, "");
            nsdb.put(state + "/Host", "");
            nsdb.put(state + "/Host/" + host, "");
            nsdb.put(state + "/Host/" + host + "/alive", "alive");
            Set<UUID> alive = new TreeSet<>(all.hostsAlive());
            alive.add(host);
            sees(watch, new Known(alive, all.portsActive()));
            nsdb.put(state + "/Port", "");
            nsdb.put(state + "/Port/" + port, "");
            nsdb.put(state + "/Port/" + port + "/active", host.toString()); // As old agents write it.
            Set<UUID> active = new TreeSet<>(all.portsActive());
            active.add(port);
            sees(watch, new Known(alive, active));
            nsdb.transaction(List.of(RecordedNsdb.deletion(state + "/Port/" + port + "/active")));
            sees(watch, new Known(alive, all.portsActive()));
        }
    }

    @Test
    @DisplayName("does not lose a port whose nodes are taken away and made again")
    void directoriesComeAgain() throws Exception {
        Known all = overRest("single-vpc");
        try (RecordedNsdb nsdb = RecordedNsdb.of("single-vpc")) {
            NsdbWatch watch = watch(nsdb.address());
            sees(watch, all);
            UUID port = new UUID(3, 4);
            String path = STATE + "/" + nsdb.hosts().get(0) + "/Port/" + port;
            Set<UUID> active = new TreeSet<>(all.portsActive());
            active.add(port);
            for (int round = 0; round < 20; round++) { // Whatever of it the watch notices, the last word counts.
                nsdb.transaction(List.of(RecordedNsdb.creation(path), RecordedNsdb.creation(path + "/active")));
                nsdb.transaction(List.of(RecordedNsdb.deletion(path + "/active"), RecordedNsdb.deletion(path)));
                nsdb.transaction(List.of(RecordedNsdb.creation(path), RecordedNsdb.creation(path + "/active")));
                sees(watch, new Known(all.hostsAlive(), active));
                nsdb.transaction(List.of(RecordedNsdb.deletion(path + "/active"), RecordedNsdb.deletion(path)));
                sees(watch, all);
            }
        }
    }

    @Test
    @DisplayName(
            "knows nothing while ZooKeeper is away, which is not that nobody is there, and sees what changed meanwhile")
    void serverRestarts() throws Exception {
        Known all = overRest("multi-vpc");
        try (RecordedNsdb nsdb = RecordedNsdb.of("multi-vpc")) {
            NsdbWatch watch = watch(nsdb.address());
            sees(watch, all);
            for (int round = 0; round < 3; round++) {
                nsdb.stop();
                isLost(watch, "no connection");
                nsdb.restart();
                sees(watch, all);
            }
            assertThat(told).filteredOn(Known.class::isInstance).containsOnly(all);
            nsdb.agentGoes(nsdb.hosts().get(0)); // The watches work on.
            sees(
                    watch,
                    without(
                            all,
                            nsdb.hosts().get(0),
                            portsOf("multi-vpc", nsdb.hosts().get(0))));
        }
    }

    @Test
    @DisplayName("waits for a ZooKeeper that is not there yet, and says so")
    void unreachableAtStart() throws Exception {
        try (RecordedNsdb nsdb = RecordedNsdb.of("single-vpc")) {
            nsdb.stop();
            NsdbWatch watch = watch(nsdb.address());
            isLost(watch, "ZooKeeper at " + nsdb.address() + ": no connection since the start");
            nsdb.restart();
            sees(watch, overRest("single-vpc"));
        }
    }

    @Test
    @DisplayName("passes by whatever else is among the nodes")
    void garbage() throws Exception {
        Known all = overRest("single-vpc");
        try (RecordedNsdb nsdb = RecordedNsdb.of("single-vpc")) {
            String host = nsdb.hosts().get(0);
            String cluster = new UUID(0, 0).toString();
            nsdb.put(STATE + "/junk", "?");
            nsdb.put(STATE + "/1-1-1-1-1", "?");
            nsdb.put(STATE + "/junk/alive", "alive");
            nsdb.put(STATE + "/" + cluster + "/Host/" + cluster, "");
            nsdb.put(STATE + "/" + cluster + "/Host/" + cluster + "/alive", "alive");
            nsdb.put(STATE + "/" + host + "/alive", "alive");
            nsdb.put(STATE + "/" + host + "/Port/active", "active");
            nsdb.put(STATE + "/" + host + "/Port/no-port", "");
            nsdb.put(STATE + "/" + host + "/Port/no-port/active", "x".repeat(500_000));
            nsdb.put(STATE + "/" + host + "/Host/" + new UUID(5, 6), "");
            nsdb.put(STATE + "/" + host + "/Host/" + new UUID(5, 6) + "/alive", "another host's");
            NsdbWatch watch = watch(nsdb.address());
            sees(watch, all);
            nsdb.put(STATE + "/" + host + "/Port/" + new UUID(7, 8), "");
            nsdb.put(STATE + "/" + host + "/Port/" + new UUID(7, 8) + "/active", "\0\uffff{{{ msb: -1");
            Set<UUID> active = new TreeSet<>(all.portsActive());
            active.add(new UUID(7, 8));
            sees(watch, new Known(all.hostsAlive(), active)); // As for the API: that it exists is what counts.
        }
    }

    @Test
    @DisplayName("follows a path at the end of the connect string, and a root of another name")
    void chroot() throws Exception {
        try (RecordedNsdb nsdb = RecordedNsdb.empty()) {
            nsdb.load("/region-1", "single-vpc");
            sees(watch(nsdb.address() + "/region-1"), overRest("single-vpc"));
            sees(watch(nsdb.address(), "/region-1/midonet"), overRest("single-vpc"));
        }
    }

    @Test
    @DisplayName("names a root that is not there, and reads it when it comes")
    void noRoot() throws Exception {
        try (RecordedNsdb nsdb = RecordedNsdb.empty()) {
            NsdbWatch watch = watch(nsdb.address());
            isLost(watch, "there is no " + STATE);
            nsdb.load("", "single-vpc");
            sees(watch, overRest("single-vpc"));
        }
        assertThat(told).filteredOn(Known.class::isInstance).isNotEmpty();
    }

    @Test
    @DisplayName("tells a burst of changes in few calls, the last of which is the whole truth")
    void bursts() throws Exception {
        Known all = overRest("single-vpc");
        int ports = 300;
        try (RecordedNsdb nsdb = RecordedNsdb.of("single-vpc")) {
            NsdbWatch watch = watch(nsdb.address());
            sees(watch, all);
            int before = told.size();
            Set<UUID> active = new TreeSet<>(all.portsActive());
            List<Op> creations = new ArrayList<>();
            for (int i = 1; i <= ports; i++) {
                UUID port = new UUID(9, i);
                active.add(port);
                String path = STATE + "/" + nsdb.hosts().get(0) + "/Port/" + port;
                creations.add(RecordedNsdb.creation(path));
                creations.add(RecordedNsdb.creation(path + "/active"));
            }
            long begin = System.nanoTime();
            nsdb.transaction(creations);
            sees(watch, new Known(all.hostsAlive(), active));
            long tookMillis = Duration.ofNanos(System.nanoTime() - begin).toMillis();
            assertThat(told.size() - before).isLessThanOrEqualTo((int) (tookMillis / 100) + 2);
        }
    }

    @Test
    @DisplayName("is silent once closed, also before ZooKeeper was ever reached")
    void closed() throws Exception {
        try (RecordedNsdb nsdb = RecordedNsdb.of("single-vpc")) {
            NsdbWatch watch = watch(nsdb.address());
            sees(watch, overRest("single-vpc"));
            watch.close().await();
            int before = told.size();
            nsdb.agentGoes(nsdb.hosts().get(0));
            NsdbWatch other = watch(nsdb.address());
            sees(
                    other,
                    without(
                            overRest("single-vpc"),
                            nsdb.hosts().get(0),
                            portsOf("single-vpc", nsdb.hosts().get(0))));
            assertThat(told).hasSize(before + 1); // The other's.
            nsdb.stop();
            watch(nsdb.address()).close().await();
        }
    }
}
