// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.journal;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A real PostgreSQL server of a test's own, which can be stopped and started again with what it holds. */
public final class LocalPostgresql implements AutoCloseable {
    public static final String USER = "postgres";
    public static final String PASSWORD = "postgres";

    private final Path directory;
    private EmbeddedPostgres server;
    private final int port;
    private int databases;

    /** A server whose data lie in {@code directory}. */
    public LocalPostgresql(Path directory) throws IOException {
        this.directory = directory;
        this.server = start(0);
        this.port = server.getPort();
    }

    private EmbeddedPostgres start(int wantedPort) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(directory.resolve("data"))
                .setCleanDataDirectory(false)
                .setPort(wantedPort)
                .start();
    }

    /** The URL of a new, empty database. */
    public String newDatabase() throws SQLException {
        String name = "journal" + databases++;
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
    }

    /** Ends it. */
    public void stop() throws IOException {
        server.close();
    }

    /** Starts it again, at the same place. */
    public void restart() throws IOException {
        server = start(port);
    }

    @Override
    public void close() throws IOException {
        stop();
    }
}
