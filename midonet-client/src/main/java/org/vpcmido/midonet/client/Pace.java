// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * How fast one server is asked: a gate for reads and one for writes, both closed while the server wants to be left alone.
 * Reads scale with its cores, while all writes may take one lock (midonet-observed.md 10). May be used from any thread;
 * its state is confined to one context.
 */
final class Pace {
    /** How much longer than asked a pause may take, as a part of it: so that not all clients come back at once. */
    private static final double JITTER = 0.1;

    /** How often those who wait in a pause are asked whether they still want to be sent. */
    private static final Duration LOOK = Duration.ofMillis(500);

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Context context;
    private final Duration pauseMax;
    private final Means means;
    private final RequestGate reads;
    private final RequestGate writes;
    private volatile State state;

    /**
     * Clock and chance.
     *
     * @param nanoTime a clock that never runs backwards, in nanoseconds
     * @param random 0 inclusive to 1 exclusive
     * @param timer runs things later
     */
    record Means(LongSupplier nanoTime, DoubleSupplier random, Timer timer) {
        Means {
            requireNonNull(nanoTime, "nanoTime");
            requireNonNull(random, "random");
            requireNonNull(timer, "timer");
        }
    }

    /** Runs something later, on the context that asks for it. */
    @FunctionalInterface
    interface Timer {
        /**
         * Runs it once.
         *
         * @param millis 1 or more
         */
        void after(long millis, Runnable action);
    }

    /**
     * @param resumeAt when the last pause ends, in nanoseconds of the clock
     */
    private record State(boolean isPaused, long resumeAt, long pauses) {}

    /**
     * @param context on which the state is confined
     */
    Pace(Context context, MidonetConfig.Limits limits, Means means) {
        this.context = requireNonNull(context, "context");
        this.pauseMax = limits.pause();
        this.means = requireNonNull(means, "means");
        this.reads = new RequestGate(limits.readsInFlight(), limits.waiting(), means.nanoTime());
        this.writes = new RequestGate(limits.writesInFlight(), limits.waiting(), means.nanoTime());
        this.state = new State(false, 0, 0);
    }

    /**
     * Sends a request when its turn has come; the answer arrives on the context of the caller.
     *
     * @param isWanted whether it still is to be sent, asked now and then while it waits
     */
    Future<Answer> pass(Call call, BooleanSupplier isWanted, Supplier<Future<Answer>> send) {
        if (Vertx.currentContext() == context) {
            return passHere(call, isWanted, send);
        }
        Context caller = context.owner().getOrCreateContext();
        Promise<Answer> answer = Promise.promise();
        context.runOnContext(here ->
                passHere(call, isWanted, send).onComplete(ended -> caller.runOnContext(there -> answer.handle(ended))));
        return answer.future();
    }

    private Future<Answer> passHere(Call call, BooleanSupplier isWanted, Supplier<Future<Answer>> send) {
        RequestGate gate = call.isWrite() ? writes : reads;
        return gate.pass(call, isWanted, () -> {
            long pausesBefore = state.pauses();
            return send.get().onSuccess(answer -> heed(gate, call, answer, pausesBefore));
        });
    }

    /** Done before anything else is sent: who asked gets the answer later. */
    private void heed(RequestGate gate, Call call, Answer answer, long pausesBefore) {
        if (!answer.isUnavailable()) {
            gate.served();
        } else if (answer.retryAfter().isPresent()) {
            pause(answer.retryAfter().get());
            gate.refused(answer.failure(call), pausesBefore);
        }
    }

    private void pause(Duration asked) {
        long nanos = (asked.compareTo(pauseMax) < 0 ? asked : pauseMax).toNanos();
        long jitter = (long) (JITTER * nanos * means.random().getAsDouble());
        long resumeAt = means.nanoTime().getAsLong() + nanos + jitter;
        State before = state;
        if (!before.isPaused()) {
            reads.close();
            writes.close();
            state = new State(true, resumeAt, before.pauses() + 1);
            look();
        } else if (resumeAt - before.resumeAt() > 0) {
            state = new State(true, resumeAt, before.pauses());
        }
    }

    private void look() {
        long left = state.resumeAt() - means.nanoTime().getAsLong();
        if (left > 0) {
            writes.dropUnwanted();
            reads.dropUnwanted();
            long millis = (left + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI;
            means.timer().after(Math.min(millis, LOOK.toMillis()), this::look);
        } else {
            state = new State(false, 0, state.pauses());
            reads.open();
            writes.open();
        }
    }

    /** May be asked from any thread. */
    PaceStatus status() {
        State now = state;
        long left = now.isPaused() ? now.resumeAt() - means.nanoTime().getAsLong() : 0;
        return new PaceStatus(reads.status(), writes.status(), Duration.ofNanos(Math.max(0, left)), now.pauses());
    }
}
