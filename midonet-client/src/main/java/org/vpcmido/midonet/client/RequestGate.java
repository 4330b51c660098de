// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import static java.util.Objects.requireNonNull;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Lets so many requests of one sort be in flight as the server gains from, and the rest wait: first come, first served.
 * For one context; only {@link #status()} may be asked from any thread.
 */
final class RequestGate {
    private static final long NEVER = -1;

    /** Who is not answered for longer has cost those who wait their time; a connection that is cut costs none. */
    private static final Duration SILENCE = Duration.ofSeconds(1);

    private final int max;
    private final int waitingMax;
    private final LongSupplier nanoTime;
    private final AdaptiveLimit limit;
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private boolean isOpen = true;
    private long refusedAfter = NEVER;
    private boolean isSilent;
    private boolean isAdvancing;
    private int inFlight;
    private long overloads;
    private volatile PaceStatus.Gate status;

    /**
     * A request whose turn has not come.
     *
     * @param isWanted whether it still is to be sent
     */
    private record Waiting(
            Call call, BooleanSupplier isWanted, Supplier<Future<Answer>> send, Promise<Answer> promise) {}

    /**
     * @param max never more in flight than this
     * @param waitingMax never more that wait than this
     * @param nanoTime a clock that never runs backwards, in nanoseconds
     */
    RequestGate(int max, int waitingMax, LongSupplier nanoTime) {
        this.max = max;
        this.waitingMax = waitingMax;
        this.nanoTime = requireNonNull(nanoTime, "nanoTime");
        this.limit = new AdaptiveLimit(max);
        this.status = snapshot();
    }

    /**
     * Sends a request when its turn has come. Fails with {@link MidonetException.Unavailable} if too many wait already.
     *
     * @param isWanted asked now and then while it waits: once it says no, the request is not sent, and fails with
     *     {@link PermissionEndedException}
     */
    Future<Answer> pass(Call call, BooleanSupplier isWanted, Supplier<Future<Answer>> send) {
        if (waiting.size() >= waitingMax) {
            return Future.failedFuture(new MidonetException.Unavailable(
                    call + ": not sent, as " + waiting.size() + " requests wait already, and " + waitingMax
                            + " is the limit",
                    null));
        }
        Waiting latest = new Waiting(call, isWanted, send, Promise.promise());
        waiting.add(latest);
        advance();
        return latest.promise().future();
    }

    /** Sends nothing more for the time being. */
    void close() {
        isOpen = false;
    }

    /** Sends again. */
    void open() {
        isOpen = true;
        advance();
    }

    /** Fails what waits and is no longer to be sent. */
    void dropUnwanted() {
        List<Waiting> unwanted = new ArrayList<>();
        waiting.removeIf(each -> !each.isWanted().getAsBoolean() && unwanted.add(each));
        status = snapshot();
        // Only now: whoever hears of it may come with another request.
        unwanted.forEach(each ->
                each.promise().fail(new PermissionEndedException(each.call().toString())));
    }

    /** A request was answered: whatever was refused before, the server is at work. */
    void served() {
        refusedAfter = NEVER;
    }

    /**
     * A request was refused for a time. If another one was before the pause, and none served since, then this one has
     * gone ahead for all: what waits fails like it, as it would if it were sent.
     *
     * @param pausesBefore how many pauses there had been when it was sent
     */
    void refused(MidonetException refusal, long pausesBefore) {
        boolean isAgain = refusedAfter != NEVER && pausesBefore > refusedAfter;
        refusedAfter = Math.max(refusedAfter, pausesBefore);
        if (isAgain) {
            failWaiting("refuses", refusal);
        }
    }

    /**
     * A request waited in vain for an answer. If the one before it did so, too, and one at a time is all that is allowed,
     * it has waited for all: one after the other they would take hours.
     */
    private void unanswered(Throwable cause) {
        if (isSilent && limit.limit() == 1) {
            failWaiting("does not answer", cause);
        }
        isSilent = true;
    }

    private void failWaiting(String does, Throwable cause) {
        List<Waiting> all = List.copyOf(waiting);
        waiting.clear();
        status = snapshot();
        all.forEach(each -> each.promise()
                .fail(new MidonetException.Unavailable(
                        each.call() + ": not sent, since MidoNet " + does + " others: " + cause.getMessage(), cause)));
    }

    PaceStatus.Gate status() {
        return status;
    }

    private void advance() {
        if (isAdvancing) {
            return; // Reached from a request that ended at once: the loop below goes on, the stack stays flat.
        }
        isAdvancing = true;
        while (isOpen && inFlight < limit.limit() && !waiting.isEmpty()) {
            send(waiting.remove());
        }
        isAdvancing = false;
        status = snapshot();
    }

    private void send(Waiting next) {
        inFlight++;
        int sentIn = limit.round();
        int withOthers = inFlight;
        long sentAt = nanoTime.getAsLong();
        // What a request throws is its failure, and must not take its place for ever.
        Future.succeededFuture().compose(start -> next.send().get()).onComplete(ended -> {
            inFlight--;
            learn(next.call(), sentIn, withOthers, nanoTime.getAsLong() - sentAt, ended);
            advance();
            next.promise().handle(ended);
        });
    }

    private void learn(Call call, int sentIn, int withOthers, long nanos, AsyncResult<Answer> ended) {
        if (ended.succeeded()) {
            isSilent = false;
        }
        if (!isOverload(ended)) {
            answered(call, sentIn, withOthers, nanos, ended);
            return;
        }
        overloads++;
        if (ended.failed() && nanos < SILENCE.toNanos()) {
            limit.broken(sentIn);
            return;
        }
        limit.overloaded(sentIn);
        if (ended.failed()) {
            unanswered(ended.cause());
        }
    }

    /** What is refused for good costs another time than what is done, and is compared with its like. */
    private void answered(Call call, int sentIn, int withOthers, long nanos, AsyncResult<Answer> ended) {
        if (ended.succeeded()) {
            limit.answered(
                    sentIn, withOthers, call.kind() + " " + ended.result().status(), nanos);
        }
    }

    /** Refused for now, or not answered in time, or at all. Any other refusal says nothing about how busy it is. */
    private static boolean isOverload(AsyncResult<Answer> ended) {
        return ended.succeeded()
                ? ended.result().isUnavailable()
                : ended.cause() instanceof MidonetException.Unavailable;
    }

    private PaceStatus.Gate snapshot() {
        return new PaceStatus.Gate(limit.limit(), max, inFlight, waiting.size(), overloads);
    }
}
