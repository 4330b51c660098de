// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.journal;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vpcmido.controller.journal.JournalStatus.State;

/** Writes the backlog, one batch after another. Its state is confined to one context, the store to one worker thread. */
final class Scribe {
    private static final Logger LOG = LoggerFactory.getLogger(Scribe.class);
    private static final int BATCH_MAX = 500;
    private static final Duration PRUNE_EVERY = Duration.ofMinutes(1);
    private static final Duration RETRY_FIRST = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final WorkerExecutor worker;
    private final JournalConfig config;
    private final EntryIds ids;
    private final JournalStore store;
    private final Backlog backlog;
    private final Deque<Waiter> waiters = new ArrayDeque<>();
    private final Promise<Void> closed = Promise.promise();
    private volatile JournalStatus status;
    private long recorded;
    private long written;
    private long refused;
    private int singly;
    private boolean busy;
    private boolean paused;
    private boolean pruneDue = true;
    private boolean closing;
    private Duration retryAfter;

    Scribe(Vertx vertx, JournalConfig config, InstantSource clock) {
        int writer = ThreadLocalRandom.current().nextInt(EntryIds.WRITERS);
        this.vertx = vertx;
        this.worker = vertx.createSharedWorkerExecutor("journal", 1);
        this.config = config;
        this.ids = new EntryIds(clock, writer);
        this.store = new JournalStore(config, clock, new EntryIds(clock, writer));
        this.backlog = new Backlog(config.waitingMax());
        this.status = new JournalStatus(State.OPENING, config.store().describe(), "", "", 0, 0, 0, 0);
        this.retryAfter = firstRetry();
    }

    /** Opens the database, and prunes it now and then. */
    void start() {
        vertx.setPeriodic(PRUNE_EVERY.toMillis(), timer -> {
            pruneDue = true;
            pump();
        });
        pump();
    }

    void record(Collection<JournalEntry> entries) {
        entries.forEach(entry -> backlog.add(numbered(entry)));
        recorded += entries.size();
        report(status.state(), status.reason());
        pump();
    }

    Future<Void> written() {
        Waiter waiter = new Waiter(recorded, Promise.promise());
        waiters.addLast(waiter);
        report(status.state(), status.reason());
        return waiter.promise().future();
    }

    <T> Future<T> read(Function<JournalTables, T> query) {
        if (status.state() != State.READY) {
            return Future.failedFuture(new JournalUnavailableException(
                    status.reason().isEmpty() ? status.state().jsonName() : status.reason()));
        }
        return worker.executeBlocking(() -> store.read(query));
    }

    JournalStatus status() {
        return status;
    }

    /** Closes the database after the batch under way. */
    Future<Void> close() {
        if (!closing) {
            closing = true;
            worker.executeBlocking(() -> {
                        store.close();
                        return config;
                    })
                    .eventually(worker::close)
                    .<Void>mapEmpty()
                    .onComplete(end -> {
                        report(State.CLOSED, status.reason());
                        if (backlog.size() > 0) {
                            LOG.warn("journal: closed with {} entries that were not written", backlog.size());
                        }
                        closed.handle(end);
                    });
        }
        return closed.future();
    }

    private void pump() {
        boolean work = status.state() != State.READY || backlog.size() > 0 || pruneDue;
        if (busy || paused || closing || !work) {
            return;
        }
        busy = true;
        List<JournalEntry> batch = backlog.take(singly > 0 ? 1 : BATCH_MAX);
        worker.executeBlocking(() -> {
                    store.write(batch);
                    return batch.isEmpty() && store.prune();
                })
                .onSuccess(more -> {
                    backlog.written();
                    written += batch.size();
                    singly = Math.max(0, singly - batch.size());
                    pruneDue = batch.isEmpty() ? more : pruneDue;
                    well();
                })
                .onFailure(failure -> troubled(batch, failure));
    }

    private void well() {
        if (status.state() == State.UNAVAILABLE) {
            LOG.info(
                    "journal: {} is back, {} entries wait, {} were dropped",
                    status.database(),
                    backlog.size(),
                    backlog.dropped());
        }
        retryAfter = firstRetry();
        busy = false;
        report(State.READY, "");
        pump();
    }

    private void troubled(List<JournalEntry> batch, Throwable failure) {
        Trouble trouble = Trouble.of(failure);
        boolean oneEntry = trouble == Trouble.ENTRY || trouble == Trouble.WRITTEN_BEFORE;
        if (oneEntry && !batch.isEmpty()) {
            settle(batch, trouble, failure);
        } else {
            backlog.returned();
            giveUp(trouble, Trouble.reason(failure));
        }
    }

    /** One entry of a batch is to blame: they are written one by one, and the culprit is set aside. */
    private void settle(List<JournalEntry> batch, Trouble trouble, Throwable failure) {
        if (batch.size() > 1) {
            backlog.returned();
            singly = batch.size();
        } else {
            backlog.written();
            singly = Math.max(0, singly - 1);
            if (trouble == Trouble.ENTRY) {
                refused++;
                LOG.warn("journal: {} does not take {}: {}", status.database(), batch.get(0), Trouble.reason(failure));
            } else {
                written++;
            }
        }
        well();
    }

    private void giveUp(Trouble trouble, String reason) {
        if (status.state() != State.UNAVAILABLE && trouble != Trouble.CORRUPT) {
            LOG.warn("journal: {} is not at hand, entries wait: {}", status.database(), reason);
        }
        report(State.UNAVAILABLE, reason);
        worker.executeBlocking(() -> {
                    store.abandon(trouble, reason);
                    return trouble;
                })
                .onComplete(end -> {
                    busy = false;
                    pause(trouble == Trouble.CORRUPT && end.succeeded() ? Duration.ofMillis(1) : retryAfter);
                });
    }

    private void pause(Duration duration) {
        paused = true;
        Duration doubled = retryAfter.multipliedBy(2);
        retryAfter = doubled.compareTo(config.retryMax()) < 0 ? doubled : config.retryMax();
        vertx.setTimer(duration.toMillis(), timer -> {
            paused = false;
            pump();
        });
    }

    private Duration firstRetry() {
        return RETRY_FIRST.compareTo(config.retryMax()) < 0 ? RETRY_FIRST : config.retryMax();
    }

    private JournalEntry numbered(JournalEntry entry) {
        if (entry instanceof CycleEntry cycle) {
            return cycle.numbered(ids.next());
        } else if (entry instanceof ChangeEntry change) {
            return change.numbered(ids.next());
        } else if (entry instanceof AppliedEntry applied) {
            return applied.numbered(ids.next());
        }
        return entry; // Spans get their numbers when they are compared with those in the database.
    }

    private void report(State state, String reason) {
        status = new JournalStatus(
                state,
                config.store().describe(),
                reason,
                store.loss(),
                backlog.size(),
                written,
                backlog.dropped(),
                refused);
        long done = written + backlog.dropped() + refused;
        while (!waiters.isEmpty() && waiters.getFirst().recorded() <= done) {
            waiters.removeFirst().promise().complete();
        }
    }

    /** Waits until so many entries are written or given up. */
    private record Waiter(long recorded, Promise<Void> promise) {}
}
