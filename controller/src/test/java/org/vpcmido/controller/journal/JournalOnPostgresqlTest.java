// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
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

    private static EmbeddedPostgres server;
    private static int port;
    private static int databases;

    private String database = "";

    @BeforeAll
    static void startServer() throws IOException {
        server = start();
        port = server.getPort();
    }

    private static EmbeddedPostgres start() throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(directory.resolve("data"))
                .setCleanDataDirectory(false)
                .setPort(port)
                .start();
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    @BeforeEach
    void makeDatabase() throws Exception {
        database = "journal" + databases++;
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + database);
        }
    }

    private String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    @Override
    JournalConfig.Store store() {
        return new JournalConfig.Store.Postgresql(url(), "postgres", "postgres");
    }

    @Override
    Connection connection() throws Exception {
        return DriverManager.getConnection(url(), "postgres", "postgres");
    }

    @Override
    void takeAway() throws Exception {
        server.close();
    }

    @Override
    void bringBack() throws Exception {
        server = start();
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
