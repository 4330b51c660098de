// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vpcmido.controller.journal.JournalStatus.State;

@DisplayName("A journal in an H2 file")
class JournalOnH2Test extends JournalContract {
    @TempDir
    private Path directory;

    @Override
    JournalConfig.Store store() {
        return new JournalConfig.Store.File(directory.resolve("journal"));
    }

    private Path file() {
        return directory.resolve("journal.mv.db");
    }

    @Override
    Connection connection() throws Exception {
        var properties = StoreProperties.of(store());
        return DriverManager.getConnection((String) properties.get("url"), (String) properties.get("username"), "");
    }

    @Override
    void takeAway() throws Exception {
        Files.createDirectories(file()); // A directory of that name cannot be opened as a file.
    }

    @Override
    void bringBack() throws Exception {
        Files.delete(file());
    }

    private List<Path> corruptCopies() throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(path -> path.getFileName().toString().contains(".corrupt-"))
                    .toList();
        }
    }

    private void fill() throws Exception {
        Journal journal = open();
        journal.record(IntStream.range(0, 5_000)
                .mapToObj(i -> change("before", NOON, "vpc-1", "key number " + i))
                .toList());
        done(journal.written());
        done(journal.close());
    }

    @Test
    @DisplayName("begins a new history when the file is deleted under it")
    void deletedWhileOpen() throws Exception {
        Journal journal = open();
        journal.record(change("before", NOON, "vpc-1", "before"));
        done(journal.written());
        Files.delete(file());
        journal.record(change("after", NOON, "vpc-1", "after"));
        done(journal.written());
        assertThat(keys(done(journal.changes(JournalQuery.latest())))).containsExactly("after");
        assertThat(file()).exists();
        assertThat(journal.status().loss()).contains(file().toString()).contains("deleted");
    }

    @Test
    @DisplayName("begins a new history when the file was deleted between two runs")
    void deletedWhileClosed() throws Exception {
        fill();
        Files.delete(file());
        Journal journal = open();
        journal.record(change("after", NOON, "vpc-1", "after"));
        done(journal.written());
        assertThat(keys(done(journal.changes(JournalQuery.latest())))).containsExactly("after");
    }

    enum Damage {
        TEXT,
        EMPTY,
        HEADER,
        HALF,
        NOISE
    }

    @ParameterizedTest
    @EnumSource(Damage.class)
    @DisplayName("takes new entries whatever happened to the file; a useless file is kept under another name")
    void corrupt(Damage damage) throws Exception {
        fill();
        damage(damage);
        Journal journal = open();
        journal.record(change("after", NOON, "vpc-1", "after"));
        done(journal.written());
        assertThat(keys(done(journal.changes(JournalQuery.latest().ofCycle("after")))))
                .containsExactly("after");
        assertThat(journal.status().dropped() + journal.status().refused()).isZero();
        assertThat(corruptCopies().size()).isLessThanOrEqualTo(1);
        if (damage == Damage.TEXT || damage == Damage.NOISE) {
            assertThat(corruptCopies()).hasSize(1);
        }
    }

    private void damage(Damage damage) throws Exception {
        try (RandomAccessFile access = new RandomAccessFile(file().toFile(), "rw")) {
            long size = access.length();
            switch (damage) {
                case TEXT -> {
                    access.setLength(0);
                    access.writeBytes("this is not a database\n".repeat(1_000));
                }
                case EMPTY -> access.setLength(0);
                case HEADER -> access.write(new byte[8_192]);
                case HALF -> access.setLength(size / 2);
                case NOISE -> {
                    byte[] noise = new byte[(int) size];
                    new Random(1).nextBytes(noise);
                    access.write(noise);
                }
            }
        }
    }

    @Test
    @DisplayName("leaves a file alone that another process uses, and waits for it")
    void locked() throws Exception {
        fill();
        Process holder = H2Holder.hold(file());
        try {
            Journal journal = open();
            journal.record(change("after", NOON, "vpc-1", "after"));
            await().atMost(Duration.ofSeconds(60)).until(() -> journal.status().state() == State.UNAVAILABLE);
            assertThat(corruptCopies()).isEmpty();
            holder.destroyForcibly().waitFor();
            done(journal.written());
            assertThat(done(journal.changes(JournalQuery.latest().atMost(6_000))))
                    .hasSize(5_001);
        } finally {
            holder.destroyForcibly();
        }
    }
}
