// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.controller.journal.AllocationsSeen.Allocation;
import org.vpcmido.controller.journal.ChangeEntry.Ending;
import org.vpcmido.controller.journal.ChangeEntry.Written;
import org.vpcmido.controller.journal.JournalStatus.State;
import org.vpcmido.model.finding.Finding;

/** What a journal does, on whatever database. */
abstract class JournalContract {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");

    private static final Retention CENTURY = new Retention(Duration.ofDays(36_500), 1_000_000);

    private final List<Journal> opened = new ArrayList<>();
    private Vertx vertx;

    /** An empty database of this test's own. */
    abstract JournalConfig.Store store();

    /** A connection beside the journal's. */
    abstract Connection connection() throws Exception;

    /** Takes the database away; the journal is not open. */
    abstract void takeAway() throws Exception;

    abstract void bringBack() throws Exception;

    @BeforeEach
    void startVertx() {
        vertx = Vertx.vertx();
    }

    @AfterEach
    void stopVertx() throws Exception {
        for (Journal journal : opened) {
            done(journal.close());
        }
        done(vertx.close());
    }

    Journal open(JournalConfig config) {
        return open(config, InstantSource.system());
    }

    Journal open(JournalConfig config, InstantSource clock) {
        Journal journal = Journal.open(vertx, config, clock);
        opened.add(journal);
        return journal;
    }

    Journal open() {
        return open(config());
    }

    JournalConfig config() {
        return new JournalConfig(store(), CENTURY, JournalConfig.WAITING_MAX_DEFAULT, Duration.ofMillis(200));
    }

    static <T> T done(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    static void ready(Journal journal) {
        await().atMost(Duration.ofSeconds(60)).until(() -> journal.status().state() == State.READY);
    }

    static ChangeEntry change(String cycle, Instant at, String cloudId, String key) {
        return ChangeEntry.of(
                cycle,
                at,
                cloudId,
                new Written(3, "create", "chain", "7d444840-9dc0-11d1-b245-5ffdce74fad2", key, cloudId + " is new"),
                new Ending("failed", "409 Conflict"));
    }

    static List<String> keys(List<ChangeEntry> changes) {
        return changes.stream().map(ChangeEntry::resourceKey).toList();
    }

    @Test
    @DisplayName("gives back what was recorded, all of it, also after it was opened again")
    void givesBack() throws Exception {
        CycleEntry cycle = CycleEntry.of(
                "c1",
                NOON,
                Duration.ofMillis(1234),
                "content",
                "1a2b",
                new CycleEntry.Counts(1, 2, 3, 4, 5),
                new CycleEntry.Result("converged", "naïve \"quotes\" and a NUL \0"));
        ChangeEntry change = change("c1", NOON.plusSeconds(1), "subnet-1", "subnet/subnet-1/in-chain");
        Journal journal = open();
        journal.record(cycle);
        journal.record(change);
        done(journal.written());
        done(journal.close());

        Journal again = open();
        ready(again);
        CycleEntry foundCycle = done(again.cycles(JournalQuery.latest())).get(0);
        ChangeEntry foundChange = done(again.changes(JournalQuery.latest())).get(0);
        assertThat(foundCycle).isEqualTo(cycle.numbered(foundCycle.id()));
        assertThat(foundCycle.detail()).isEqualTo("naïve \"quotes\" and a NUL \uFFFD");
        assertThat(foundChange).isEqualTo(change.numbered(foundChange.id()));
        assertThat(foundChange.id()).isGreaterThan(foundCycle.id());
        assertThat(again.status().waiting()).isZero();
    }

    @Test
    @DisplayName("answers by cycle, by the beginning of the cloud's id, by time, and not with more than asked for")
    void answers() throws Exception {
        Journal journal = open();
        journal.record(List.of(
                change("c1", NOON, "vpc-1", "a"),
                change("c1", NOON.plusSeconds(1), "vpc-12", "b"),
                change("c2", NOON.plusSeconds(2), "vpc_1", "c"),
                change("c2", NOON.plusSeconds(3), "sg-%", "d"),
                change("c3", NOON.plusSeconds(4), "sg-x!", "e")));
        done(journal.written());
        JournalQuery all = JournalQuery.latest();
        assertThat(keys(done(journal.changes(all)))).containsExactly("e", "d", "c", "b", "a");
        assertThat(keys(done(journal.changes(all.ofCycle("c2"))))).containsExactly("d", "c");
        assertThat(keys(done(journal.changes(all.about("vpc-1"))))).containsExactly("b", "a");
        assertThat(keys(done(journal.changes(all.about("vpc_"))))).containsExactly("c");
        assertThat(keys(done(journal.changes(all.about("sg-%"))))).containsExactly("d");
        assertThat(keys(done(journal.changes(all.about("sg-x!"))))).containsExactly("e");
        assertThat(keys(done(journal.changes(all.about("sg-").ofCycle("c2"))))).containsExactly("d");
        assertThat(keys(done(journal.changes(all.between(NOON.plusSeconds(1), NOON.plusSeconds(3))))))
                .containsExactly("c", "b");
        assertThat(keys(done(journal.changes(all.atMost(2))))).containsExactly("e", "d");
        assertThat(done(journal.changes(all.about("' OR 1=1")))).isEmpty();

        List<ChangeEntry> page = done(journal.changes(all.atMost(2)));
        JournalQuery older = all.atMost(2).before(page.get(1).id());
        assertThat(keys(done(journal.changes(older)))).containsExactly("c", "b");
    }

    @Test
    @DisplayName("says from when to when a finding was there")
    void findings() throws Exception {
        Finding dangling = Finding.error("sg-1", "dangling-reference", "sg-1 refers to sg-2", "rule skipped");
        Finding odd = Finding.warning("vpc-1", "odd-name", "vpc-1 has an odd name", "nothing");
        Journal journal = open();
        journal.record(new FindingsSeen("c1", NOON, List.of(dangling, odd, dangling)));
        journal.record(new FindingsSeen("c2", NOON.plusSeconds(10), List.of(odd)));
        done(journal.written());
        done(journal.close());
        Journal again = open();
        again.record(new FindingsSeen("c3", NOON.plusSeconds(20), List.of(odd, dangling)));
        done(again.written());

        List<FindingSpan> found = done(again.findings(JournalQuery.latest()));
        assertThat(found)
                .extracting(FindingSpan::subject, FindingSpan::appearedIn, FindingSpan::clearedIn)
                .containsExactly(tuple("sg-1", "c3", null), tuple("vpc-1", "c1", null), tuple("sg-1", "c1", "c2"));
        assertThat(found.get(2).clearedAt()).isEqualTo(NOON.plusSeconds(10));
        JournalQuery between = JournalQuery.latest().between(NOON.plusSeconds(12), NOON.plusSeconds(15));
        assertThat(done(again.findings(between)))
                .extracting(FindingSpan::subject)
                .containsExactly("vpc-1");
    }

    @Test
    @DisplayName("says from when to when something had a number")
    void allocations() throws Exception {
        Journal journal = open();
        Allocation kept = new Allocation("router", "vpc-1", 7);
        journal.record(new AllocationsSeen("c1", NOON, List.of(kept, new Allocation("identity", "eni-1", 12))));
        journal.record(
                new AllocationsSeen("c2", NOON.plusSeconds(5), List.of(kept, new Allocation("identity", "eni-2", 12))));
        done(journal.written());
        List<AllocationSpan> found = done(journal.allocations(JournalQuery.latest()));
        assertThat(found).hasSize(3);
        assertThat(done(journal.allocations(JournalQuery.latest().about("eni-1"))))
                .singleElement()
                .satisfies(span -> assertThat(span.releasedAt()).isEqualTo(NOON.plusSeconds(5)));
        assertThat(done(journal.allocations(JournalQuery.latest().about("vpc-1"))))
                .singleElement()
                .satisfies(span -> assertThat(span.releasedAt()).isNull());
    }

    @Test
    @DisplayName("knows the state that was applied last")
    void lastApplied() throws Exception {
        Journal journal = open();
        ready(journal);
        assertThat(done(journal.lastApplied())).isEmpty();
        journal.record(AppliedEntry.of("c1", NOON, "v1", "h1"));
        journal.record(AppliedEntry.of("c2", NOON.minusSeconds(5), "v2", "h2"));
        done(journal.written());
        assertThat(done(journal.lastApplied())).map(AppliedEntry::cloudVersion).contains("v2");
    }

    @Test
    @DisplayName("starts without its database, and writes all that waited, in order, when it comes")
    void startsWithout() throws Exception {
        takeAway();
        Journal journal = open();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 1_300; i++) {
            journal.record(change("c" + i, NOON, "vpc-1", "k" + i));
            expected.add(0, "k" + i);
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> journal.status().state() == State.UNAVAILABLE);
        await().until(() -> journal.status().waiting() == 1_300);
        assertThat(journal.status().reason()).isNotEmpty();
        assertThatThrownBy(() -> done(journal.changes(JournalQuery.latest())))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(JournalUnavailableException.class);
        bringBack();
        done(journal.written());
        assertThat(keys(done(journal.changes(JournalQuery.latest().atMost(2_000)))))
                .containsExactlyElementsOf(expected);
        assertThat(journal.status().written()).isEqualTo(1_300);
        assertThat(journal.status().dropped()).isZero();
    }

    @Test
    @DisplayName("drops and counts the oldest when more wait than it may keep")
    void drops() throws Exception {
        takeAway();
        Journal journal = open(config().withWaitingMax(100));
        IntStream.range(0, 250).forEach(i -> journal.record(change("c", NOON, "vpc-1", "k" + i)));
        await().atMost(Duration.ofSeconds(60)).until(() -> journal.status().state() == State.UNAVAILABLE);
        bringBack();
        done(journal.written());
        List<ChangeEntry> found = done(journal.changes(JournalQuery.latest().atMost(1_000)));
        assertThat(found).hasSize(100);
        assertThat(found.get(0).resourceKey()).isEqualTo("k249");
        assertThat(found.get(99).resourceKey()).isEqualTo("k150");
        assertThat(journal.status().dropped()).isEqualTo(150);
    }

    @Test
    @DisplayName("sets aside the one entry that a healthy database does not take")
    void refuses() throws Exception {
        done(openAndReady().close());
        try (Connection beside = connection();
                Statement statement = beside.createStatement()) {
            statement.execute("ALTER TABLE journal_change ADD CONSTRAINT picky CHECK (cloud_id <> 'poison')");
        }
        Journal journal = openAndReady();
        journal.record(IntStream.range(0, 20)
                .mapToObj(i -> change("c", NOON, i == 7 ? "poison" : "vpc-1", "k" + i))
                .toList());
        done(journal.written());
        assertThat(done(journal.changes(JournalQuery.latest()))).hasSize(19);
        assertThat(journal.status().refused()).isEqualTo(1);
        assertThat(journal.status().state()).isEqualTo(State.READY);
    }

    @Test
    @DisplayName("knows an entry again that was written although the answer was lost")
    void writtenBefore() throws Exception {
        InstantSource clock = InstantSource.fixed(NOON);
        JournalStore tables = new JournalStore(config(), clock, new EntryIds(clock, 0));
        List<JournalEntry> entries = List.of(change("c", NOON, "vpc-1", "k").numbered(1));
        tables.write(entries);
        assertThatThrownBy(() -> tables.write(entries))
                .satisfies(failure -> assertThat(Trouble.of(failure)).isEqualTo(Trouble.WRITTEN_BEFORE));
        tables.close();
    }

    @Test
    @DisplayName("keeps what its retention says, and whatever is still so")
    void retention() throws Exception {
        Instant old = NOON.minus(Duration.ofDays(100));
        Journal journal = open(config(), InstantSource.fixed(old));
        Finding open = Finding.error("sg-1", "a", "b", "c");
        journal.record(IntStream.range(0, 2_500)
                .mapToObj(i -> change("old", old, "vpc-1", "old" + i))
                .toList());
        journal.record(AppliedEntry.of("old", old, "v0", "h"));
        journal.record(AppliedEntry.of("old", old, "v1", "h"));
        journal.record(new FindingsSeen("old", old, List.of(open, Finding.error("sg-2", "a", "b", "c"))));
        journal.record(new FindingsSeen("old", old, List.of(open)));
        done(journal.written());
        done(journal.close());

        Journal young = open(config().withRetention(Retention.DEFAULT), InstantSource.fixed(NOON));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> young.status().state() == State.READY
                        && done(young.changes(JournalQuery.latest())).isEmpty());
        assertThat(done(young.lastApplied())).map(AppliedEntry::cloudVersion).contains("v1");
        assertThat(done(young.findings(JournalQuery.latest())))
                .extracting(FindingSpan::subject)
                .containsExactly("sg-1");
        young.record(IntStream.range(0, 50)
                .mapToObj(i -> change("young", NOON, "vpc-1", "young" + i))
                .toList());
        done(young.written());
        done(young.close());

        Journal small = open(config().withRetention(new Retention(Duration.ofDays(1), 10)), InstantSource.fixed(NOON));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> small.status().state() == State.READY
                        && done(small.changes(JournalQuery.latest())).size() == 10);
        assertThat(keys(done(small.changes(JournalQuery.latest()))))
                .startsWith("young49")
                .endsWith("young40");
    }

    private Journal openAndReady() {
        Journal journal = open();
        ready(journal);
        return journal;
    }
}
