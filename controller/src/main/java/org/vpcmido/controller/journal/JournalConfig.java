// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.journal;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where the journal is, and its limits.
 *
 * @param store the database
 * @param retention what is kept
 * @param waitingMax how many entries wait in memory at most while the database is away or slow; then the oldest are
 *     dropped and counted
 * @param retryMax how long to wait at most before the next attempt to reach the database; the first waits a second
 */
public record JournalConfig(Store store, Retention retention, int waitingMax, Duration retryMax) {
    /**
     * About 100 MB of writes, more than the largest first convergence seen. A cycle that gave out a number, or took one
     * back, keeps all that the cloud has: some 50 bytes each.
     */
    public static final int WAITING_MAX_DEFAULT = 200_000;

    public static final Duration RETRY_MAX_DEFAULT = Duration.ofSeconds(30);

    public JournalConfig {
        requireNonNull(store, "store");
        requireNonNull(retention, "retention");
        if (waitingMax < 1) {
            throw new IllegalArgumentException("journal: " + waitingMax + " waiting entries is below 1");
        }
        if (retryMax.isNegative() || retryMax.isZero()) {
            throw new IllegalArgumentException("journal: retry after " + retryMax + " is not above 0");
        }
    }

    /** A database in a file, with default limits. */
    public static JournalConfig file(Path directory) {
        return of(new Store.File(directory.resolve("journal")));
    }

    /** A database in a PostgreSQL server, with default limits. */
    public static JournalConfig postgresql(String url, String user, String password) {
        return of(new Store.Postgresql(url, user, password));
    }

    private static JournalConfig of(Store store) {
        return new JournalConfig(store, Retention.DEFAULT, WAITING_MAX_DEFAULT, RETRY_MAX_DEFAULT);
    }

    /** The same with another retention. */
    public JournalConfig withRetention(Retention newRetention) {
        return new JournalConfig(store, newRetention, waitingMax, retryMax);
    }

    /** The same with another limit of waiting entries. */
    public JournalConfig withWaitingMax(int newWaitingMax) {
        return new JournalConfig(store, retention, newWaitingMax, retryMax);
    }

    /** The same with another longest pause between attempts. */
    public JournalConfig withRetryMax(Duration newRetryMax) {
        return new JournalConfig(store, retention, waitingMax, newRetryMax);
    }

    /** A database. */
    public sealed interface Store {
        /** The database in words, without secrets. */
        String describe();

        /**
         * H2 in a file.
         *
         * @param path the file without its ending {@code .mv.db}
         */
        record File(Path path) implements Store {
            public File {
                path = path.toAbsolutePath();
                if (path.toString().indexOf(';') >= 0) {
                    throw new IllegalArgumentException("journal: path \"" + path + "\" must not contain a semicolon");
                }
            }

            @Override
            public String describe() {
                return "H2 file " + path + ".mv.db";
            }
        }

        /**
         * A PostgreSQL server.
         *
         * @param url {@code jdbc:postgresql://host:port/database}
         * @param user the role that owns the tables
         * @param password its password, or empty
         */
        record Postgresql(String url, String user, String password) implements Store {
            private static final String PREFIX = "jdbc:postgresql:";

            public Postgresql {
                requireNonNull(user, "user");
                requireNonNull(password, "password");
                if (!url.startsWith(PREFIX)) {
                    throw new IllegalArgumentException("journal: the database's URL must begin with " + PREFIX);
                }
            }

            /** A query part of the URL may hold a password. */
            @Override
            public String describe() {
                int query = url.indexOf('?');
                return "PostgreSQL " + (query < 0 ? url : url.substring(0, query)).substring(PREFIX.length());
            }

            @Override
            public String toString() {
                return describe() + " as " + user + " with password ***";
            }
        }
    }
}
