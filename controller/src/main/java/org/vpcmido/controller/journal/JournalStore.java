// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.journal;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The database, opened when it is needed and given up when it fails. For one thread, which it blocks. */
final class JournalStore {
    private static final Logger LOG = LoggerFactory.getLogger(JournalStore.class);

    private final JournalConfig config;
    private final InstantSource clock;
    private final EntryIds spanIds;
    private final Optional<DatabaseFile> file;
    private Optional<JournalDatabase> open = Optional.empty();
    private volatile String loss = ""; // Read by others than the one thread.

    JournalStore(JournalConfig config, InstantSource clock, EntryIds spanIds) {
        this.config = config;
        this.clock = clock;
        this.spanIds = spanIds;
        this.file = config.store() instanceof JournalConfig.Store.File named
                ? Optional.of(new DatabaseFile(named.path()))
                : Optional.empty();
    }

    /** Opens the database if it is not, and writes entries: all or none. */
    void write(List<JournalEntry> entries) {
        JournalDatabase database = database();
        if (!entries.isEmpty()) {
            database.tables().write(entries, spanIds);
        }
    }

    /** Whether there may be more to remove. */
    boolean prune() {
        return database().tables().prune(config.retention(), clock.instant());
    }

    <T> T read(Function<JournalTables, T> query) {
        return query.apply(open.orElseThrow(() -> new JournalUnavailableException("the database is not open"))
                .tables());
    }

    private JournalDatabase database() {
        if (open.isPresent() && file.isPresent() && !file.get().exists()) {
            loss = config.store().describe() + " was deleted; its history is lost, and a new one begins";
            LOG.warn("journal: {}", loss);
            close();
        }
        JournalDatabase database = open.orElseGet(() -> JournalDatabase.open(config.store()));
        open = Optional.of(database);
        return database;
    }

    /** Gives the database up, and a corrupt file as well, so that the next attempt begins anew. */
    void abandon(Trouble trouble, String reason) {
        close();
        if (trouble == Trouble.CORRUPT) {
            file.ifPresent(corrupt -> {
                Path copy = corrupt.moveAside(clock.instant());
                loss = corrupt.path() + " is corrupt (" + reason + "); it was moved to " + copy
                        + ", and a new history begins";
                LOG.error("journal: {}", loss);
            });
        }
    }

    /** Why history is gone that this process knew of, or empty. */
    String loss() {
        return loss;
    }

    void close() {
        Optional<JournalDatabase> closing = open;
        open = Optional.empty();
        closing.ifPresent(JournalDatabase::close);
    }
}
