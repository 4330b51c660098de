// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.leader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vpcmido.midonet.nsdb.OldZooKeeper;

@DisplayName("Leadership by the ZooKeeper 3.4 that MidoNet is installed with")
class OldZooKeeperLeadershipTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private OldZooKeeper server;
    private Contender first;
    private Contender second;

    @TempDir
    private Path folder;

    @BeforeEach
    void oneLeads() throws Exception {
        server = OldZooKeeper.start(folder);
        first = Contender.join(server.address(), "first");
        leads(first);
        second = Contender.join(server.address(), "second");
        await().atMost(PATIENCE).until(() -> second.standing() == Standing.FOLLOWING);
    }

    @AfterEach
    void end() throws Exception {
        first.leave();
        second.leave();
        server.close();
    }

    private static void leads(Contender contender) {
        await().atMost(PATIENCE).until(contender::leads);
    }

    @Test
    @DisplayName("is had by one, of whom the other knows, and passes on when that one leaves")
    void passesOn() throws Exception {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(second.leadership().status().leader()).contains("first"));
        assertThat(second.leads()).isFalse();
        first.leave();
        leads(second);
    }

    @Test
    @DisplayName("passes on when the session of its holder ends, who then stands in line again")
    void expires() throws Exception {
        first.expire();
        leads(second);
        assertThat(first.leads()).isFalse();
        second.leave();
        leads(first);
    }

    @Test
    @DisplayName("is dropped while the server is away, and had by one when it is back")
    void serverComesAgain() throws Exception {
        server.stop();
        await().atMost(PATIENCE).until(() -> first.standing() == Standing.SEPARATED);
        assertThat(first.leads()).isFalse();
        server.restart();
        await().atMost(PATIENCE).until(() -> first.leads() || second.leads());
        assertThat(first.leads()).isNotEqualTo(second.leads());
    }
}
