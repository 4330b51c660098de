// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.journal;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.vpcmido.controller.journal.JournalStatus.State;

/**
 * Writes entries down, in order, behind the back of whoever has something to say: recording never waits and never fails.
 * While the database is away entries wait, up to a limit, and are written when it is back; beyond the limit the oldest
 * are dropped and counted. Nothing is decided from the journal, so a lost database costs history and nothing else.
 *
 * <p>All methods may be called from any thread.
 */
public final class Journal {
    private static final Duration READ_MAX = Duration.ofSeconds(30);
    private static final Duration LAST_WRITES_MAX = Duration.ofSeconds(10);

    private final Context context;
    private final Scribe scribe;

    private Journal(Context context, Scribe scribe) {
        this.context = context;
        this.scribe = scribe;
    }

    /** Returns at once; the database is opened behind the scenes, and tried again for as long as it takes. */
    public static Journal open(Vertx vertx, JournalConfig config) {
        return open(vertx, config, InstantSource.system());
    }

    /** As above, with a clock. */
    static Journal open(Vertx vertx, JournalConfig config, InstantSource clock) {
        Scribe scribe = new Scribe(vertx, config, clock);
        Context context = vertx.getOrCreateContext();
        context.runOnContext(now -> scribe.start());
        return new Journal(context, scribe);
    }

    /** Takes an entry; it is written soon. */
    public void record(JournalEntry entry) {
        record(List.of(entry));
    }

    /** Takes entries; they are written soon, in their order. */
    public void record(Collection<? extends JournalEntry> entries) {
        List<JournalEntry> taken = List.copyOf(entries);
        context.runOnContext(now -> scribe.record(taken));
    }

    /** Succeeds when all that was recorded so far is written or given up. */
    public Future<Void> written() {
        return onContext(scribe::written);
    }

    /** Cycles, the latest first. Fails with {@link JournalUnavailableException}, as all questions do. */
    public Future<List<CycleEntry>> cycles(JournalQuery query) {
        return read(tables -> tables.cycles(query));
    }

    /** Changes, the latest first. */
    public Future<List<ChangeEntry>> changes(JournalQuery query) {
        return read(tables -> tables.changes(query));
    }

    /** Findings that were there at some time of the query's range; the prefix is that of their subject. */
    public Future<List<FindingSpan>> findings(JournalQuery query) {
        return read(tables -> tables.findings(query));
    }

    /** Numbers that were given at some time of the query's range. */
    public Future<List<AllocationSpan>> allocations(JournalQuery query) {
        return read(tables -> tables.allocations(query));
    }

    /** The state that was applied last, for reports. */
    public Future<Optional<AppliedEntry>> lastApplied() {
        return read(JournalTables::lastApplied);
    }

    /** How the journal fares. */
    public JournalStatus status() {
        return scribe.status();
    }

    /** Writes what still waits if the database is at hand, for ten seconds at most, and closes it. */
    public Future<Void> close() {
        Future<Void> last = status().state() == State.UNAVAILABLE ? Future.succeededFuture() : within(LAST_WRITES_MAX);
        return last.transform(end -> onContext(scribe::close));
    }

    private Future<Void> within(Duration atMost) {
        return written().timeout(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    private <T> Future<T> read(Function<JournalTables, T> query) {
        return onContext(() -> scribe.read(query)).timeout(READ_MAX.toMillis(), TimeUnit.MILLISECONDS);
    }

    private <T> Future<T> onContext(Supplier<Future<T>> work) {
        Promise<T> promise = Promise.promise();
        context.runOnContext(now -> work.get().onComplete(promise));
        return promise.future();
    }
}
