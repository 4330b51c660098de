// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.curator.test.TestingServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.vpcmido.controller.journal.LocalPostgresql;
import org.vpcmido.controller.lab.CloudLife;
import org.vpcmido.controller.lab.GniDocument;
import org.vpcmido.controller.leader.Loopback;
import org.vpcmido.controller.reconcile.SimulatedMidonet;
import org.vpcmido.model.finding.ConsistencyCheck;
import org.vpcmido.model.given.ReferenceCloud;
import org.vpcmido.model.vpc.VpcState;

/**
 * The service in a process of its own beside a simulated MidoNet, ZooKeeper and PostgreSQL, under a cloud that changes all
 * the time. It lasts {@code -Dvpcmido.longrun.seconds}, 24 by default; a real trial takes 900.
 */
@DisplayName("A run under a cloud that changes all the time, while every server is killed and restarted on the way,")
@EnabledOnOs(value = OS.LINUX, disabledReason = "processes are ended by signals")
class LongRunTest {
    private static final long SECONDS = Long.getLong("vpcmido.longrun.seconds", 24);
    private static final long SEED = Long.getLong("vpcmido.longrun.seed", 1);
    private static final Duration BETWEEN_EVENTS = Duration.ofMillis(Math.max(250, SECONDS * 1000 / 900));

    /** Killing begins with each sixth of the time, and lasts a third of that. */
    private static final int SPANS = 6;

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private ServiceScene scene;
    private SimulatorProcess midonet;
    private TestingServer zookeeper;
    private LocalPostgresql database;
    private InstanceProcess instance;

    private VpcState cloud = ReferenceCloud.given().state();
    private final CloudLife life = new CloudLife(SEED);
    private int version;

    @BeforeEach
    void open() throws Exception {
        scene = new ServiceScene(folder);
        publish();
        midonet = SimulatorProcess.start(folder, scene.document());
        zookeeper = new TestingServer(Loopback.server(), true);
        database = new LocalPostgresql(folder.resolve("postgresql"));
        instance = InstanceProcess.start(
                "instance",
                scene.configuration(),
                folder,
                Map.of(
                        "VPCMIDO_MIDONET_URL",
                        midonet.url(),
                        "VPCMIDO_MIDONET_REQUEST_TIMEOUT",
                        "2s",
                        "VPCMIDO_LEADER_ZOOKEEPER",
                        zookeeper.getConnectString(),
                        "VPCMIDO_LEADER_SESSION_TIMEOUT",
                        "2s",
                        "VPCMIDO_JOURNAL_URL",
                        database.newDatabase(),
                        "VPCMIDO_JOURNAL_USER",
                        LocalPostgresql.USER,
                        "VPCMIDO_JOURNAL_PASSWORD",
                        LocalPostgresql.PASSWORD));
    }

    @AfterEach
    void close() throws Exception {
        instance.destroy();
        midonet.destroy();
        database.close();
        zookeeper.close();
        scene.close();
    }

    private void publish() throws Exception {
        scene.publish(GniDocument.of(cloud, Integer.toString(++version)));
    }

    /** What happens at the end of which part of the run. */
    private void step(int span, boolean ends) throws Exception {
        switch (span) {
            case 1 -> zookeeper(ends);
            case 2 -> database(ends);
            case 3 -> midonet(ends);
            case 4 -> {
                zookeeper(ends);
                database(ends);
                midonet(ends);
            }
            default -> {
                // In the first and the last part all is well.
            }
        }
    }

    private void zookeeper(boolean ends) throws Exception {
        if (ends) {
            zookeeper.restart();
        } else {
            zookeeper.stop();
        }
    }

    private void database(boolean ends) throws Exception {
        if (ends) {
            database.restart();
        } else {
            database.stop();
        }
    }

    private void midonet(boolean ends) throws Exception {
        if (ends) {
            midonet.restart();
        } else {
            midonet.kill();
        }
    }

    /** Two parts of three of each span pass in peace. */
    private void live() throws Exception {
        long span = TimeUnit.SECONDS.toNanos(SECONDS) / SPANS;
        for (int part = 0; part < SPANS; part++) {
            step(part, false);
            change(span / 3);
            step(part, true);
            change(span - span / 3);
        }
    }

    private void change(long nanos) throws Exception {
        long end = System.nanoTime() + nanos;
        do {
            cloud = life.next(cloud).state();
            publish();
            TimeUnit.NANOSECONDS.sleep(Math.min(BETWEEN_EVENTS.toNanos(), Math.max(0, end - System.nanoTime())));
        } while (System.nanoTime() < end);
    }

    @Test
    @DisplayName("ends with what a fresh build of the last document makes, acknowledged, agreed, and written down")
    void endsAsAFreshBuild() throws Exception {
        live();
        String last = Integer.toString(version);
        await().atMost(Instance.PATIENCE).until(() -> scene.acknowledged().equals(last));
        assertThat(instance.reconcile().path("result").asText()).isEqualTo("agreed");
        assertThat(sizes(JSON.readTree(midonet.dump()))).isEqualTo(sizes(freshBuild()));

        JsonNode change = await().atMost(Instance.PATIENCE)
                .until(() -> instance.body("/api/v1/journal?limit=1").path("entries"), rows -> rows.size() == 1)
                .path(0);
        assertThat(change.path("because").asText()).isNotEmpty();
        JsonNode status = instance.status();
        System.out.printf(
                "%d s, seed %d: %s documents, the last one acknowledged and agreed%njournal: %s%nits last row: %s%n",
                SECONDS, SEED, last, status.path("journal"), change);
    }

    private JsonNode freshBuild() {
        try (SimulatedMidonet fresh = new SimulatedMidonet().withMachinesOf(cloud)) {
            assertThat(fresh.apply(ConsistencyCheck.check(cloud)).hasConverged())
                    .isTrue();
            return fresh.dump();
        }
    }

    private static Map<String, Integer> sizes(JsonNode dump) {
        Map<String, Integer> sizes = new TreeMap<>();
        dump.properties()
                .forEach(member -> sizes.put(member.getKey(), member.getValue().size()));
        return sizes;
    }
}
