// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.leader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.curator.test.TestingCluster;
import org.apache.curator.test.TestingServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Leadership")
class CuratorLeadershipTest {
    private TestingServer server;
    private final List<Contender> contenders = new ArrayList<>();

    @BeforeEach
    void startZooKeeper() throws Exception {
        server = new TestingServer(Loopback.server(), true);
    }

    @AfterEach
    void stopAll() throws Exception {
        for (Contender contender : contenders) {
            contender.leave();
        }
        server.close();
    }

    private Contender join(String name) {
        return join(server.getConnectString(), name);
    }

    private Contender join(String zookeeper, String name) {
        Contender contender = Contender.join(zookeeper, name);
        contenders.add(contender);
        return contender;
    }

    private Contender leader() {
        await().atMost(Duration.ofSeconds(60)).until(() -> contenders.stream().anyMatch(Contender::leads));
        return contenders.stream().filter(Contender::leads).findFirst().orElseThrow();
    }

    private Contender other(Contender one) {
        return contenders.stream().filter(each -> each != one).findFirst().orElseThrow();
    }

    @Test
    @DisplayName("comes to a lone instance, after it has waited for the requests of a predecessor")
    void aloneItLeads() {
        long before = System.nanoTime();
        Contender alone = join("alone");
        leader();
        assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(Contender.REQUEST.toNanos());
        await().until(() -> alone.standings().contains(Standing.LEADING));
        assertThat(alone.standings()).endsWith(Standing.LEADING).contains(Standing.ELECTED);
        assertThat(alone.leadership().status().leader()).contains("alone");
    }

    @Test
    @DisplayName("stays, proven again and again, for longer than a session")
    void itStays() {
        Contender alone = join("alone");
        leader();
        await().during(Contender.SESSION.multipliedBy(3))
                .atMost(Duration.ofSeconds(30))
                .until(alone::leads);
    }

    @Test
    @DisplayName("is had by one of two, and the other knows by whom")
    void oneOfTwo() {
        join("a");
        join("b");
        Contender first = leader();
        Contender second = other(first);
        await().until(() -> second.leadership().status().leader().isPresent());
        assertThat(second.leadership().status().leader())
                .contains(first.leadership().status().self());
        assertThat(second.leads()).isFalse();
        assertThat(second.standing()).isEqualTo(Standing.FOLLOWING);
    }

    @Test
    @DisplayName("passes on when its holder leaves, and is gone from the holder at once")
    void takeOverOnClose() throws Exception {
        join("a");
        join("b");
        Contender first = leader();
        var leaving = first.leadership().close();
        assertThat(first.leads()).isFalse();
        leaving.toCompletableFuture().get(30, TimeUnit.SECONDS);
        assertThat(leader()).isSameAs(other(first));
        assertThat(first.leadership().close()).isSameAs(leaving);
        assertThat(first.standing()).isEqualTo(Standing.SEPARATED);
    }

    @Test
    @DisplayName("passes on when the server ends the session of its holder, who then stands in line again")
    void takeOverOnExpiry() throws Exception {
        join("a");
        join("b");
        Contender first = leader();
        first.expire();
        await().atMost(Duration.ofSeconds(60)).until(other(first)::leads);
        assertThat(first.leads()).isFalse();
        other(first).leave();
        await().atMost(Duration.ofSeconds(60)).until(first::leads);
    }

    @Test
    @DisplayName("is dropped while the connection is suspended, and comes back with the server")
    void suspended() throws Exception {
        Contender alone = join("alone");
        leader();
        server.stop();
        await().atMost(Duration.ofSeconds(30)).until(() -> !alone.leads());
        await().atMost(Duration.ofSeconds(30)).until(() -> alone.standings().contains(Standing.SEPARATED));
        server.restart();
        await().atMost(Duration.ofSeconds(60)).until(alone::leads);
        assertThat(alone.standings()).endsWith(Standing.LEADING);
    }

    @Test
    @DisplayName("is not believed by a process that wakes from a pause longer than its session")
    void pausedProcess() {
        Contender alone = join("alone");
        leader();
        alone.skip(Contender.SESSION);
        assertThat(alone.leads()).isFalse();
        await().atMost(Duration.ofSeconds(30)).until(alone::leads); // The session lived on, which is proven anew.
    }

    @Test
    @DisplayName("passes on when somebody deletes the node of its holder, who then stands in line again")
    void nodeDeleted() throws Exception {
        Contender first = join("a");
        leader();
        Contender second = join("b");
        await().atMost(Duration.ofSeconds(60)).until(() -> second.standing() == Standing.FOLLOWING);
        first.deleteFirstPlace();
        await().atMost(Duration.ofSeconds(60)).until(second::leads);
        assertThat(first.leads()).isFalse();
        second.leave();
        await().atMost(Duration.ofSeconds(60)).until(first::leads);
    }

    @Test
    @DisplayName("waits for a ZooKeeper that is not there yet")
    void lateZooKeeper() throws Exception {
        server.stop();
        Contender alone = join("alone");
        assertThat(alone.leads()).isFalse();
        assertThat(alone.standing()).isEqualTo(Standing.SEPARATED);
        server.restart();
        leader();
    }

    @Test
    @DisplayName("can be left before ZooKeeper was ever reached")
    void leftUnconnected() throws Exception {
        server.stop();
        join("alone").leave();
    }

    @Test
    @DisplayName("outlives the loss of one ZooKeeper server of three")
    void cluster() throws Exception {
        try (TestingCluster cluster = new TestingCluster(Loopback.member(1), Loopback.member(2), Loopback.member(3))) {
            cluster.start();
            join(cluster.getConnectString(), "a");
            join(cluster.getConnectString(), "b");
            leader();
            cluster.killServer(cluster.getInstances().iterator().next());
            leader();
            assertThat(contenders.stream().filter(Contender::leads)).hasSize(1);
            stopContenders();
        }
    }

    private void stopContenders() throws Exception {
        for (Contender contender : contenders) {
            contender.leave();
        }
    }
}
