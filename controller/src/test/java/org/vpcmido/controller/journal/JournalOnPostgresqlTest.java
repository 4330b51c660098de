// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vpcmido.controller.journal.JournalStatus.State;

@DisplayName("A journal in a PostgreSQL server")
class JournalOnPostgresqlTest extends JournalContract {
    @TempDir
    private static Path directory;

    private static LocalPostgresql server;

    private String url = "";

    @BeforeAll
    static void startServer() throws IOException {
        server = new LocalPostgresql(directory);
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    @BeforeEach
    void makeDatabase() throws Exception {
        url = server.newDatabase();
    }

    @Override
    JournalConfig.Store store() {
        return new JournalConfig.Store.Postgresql(url, LocalPostgresql.USER, LocalPostgresql.PASSWORD);
    }

    @Override
    Connection connection() throws Exception {
        return DriverManager.getConnection(url, LocalPostgresql.USER, LocalPostgresql.PASSWORD);
    }

    @Override
    void takeAway() throws Exception {
        server.stop();
    }

    @Override
    void bringBack() throws Exception {
        server.restart();
    }

    @Test
    @DisplayName("loses and doubles nothing when the server is stopped and started in the midst of writing")
    void restartedMidway() throws Exception {
        Journal journal = open();
        ready(journal);
        List<String> expected = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            record(journal, expected);
            takeAway();
            record(journal, expected);
            await().atMost(Duration.ofSeconds(60)).until(() -> journal.status().state() == State.UNAVAILABLE);
            bringBack();
            record(journal, expected);
        }
        done(journal.written());
        assertThat(keys(done(journal.changes(JournalQuery.latest().atMost(10_000)))))
                .containsExactlyElementsOf(expected);
        assertThat(journal.status().dropped() + journal.status().refused()).isZero();
    }

    private static void record(Journal journal, List<String> expected) {
        for (int i = 0; i < 700; i++) {
            String key = "k" + expected.size();
            journal.record(change("c", NOON, "vpc-1", key));
            expected.add(0, key);
        }
    }
}
