// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Iterator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs tasks side by side, so many at once at most, on one Vert.x context. */
public final class Pump<T> {
    private final Iterator<T> work;
    private final int inFlightMax;
    private final Function<T, ? extends Future<?>> task;
    private final Promise<Void> promise = Promise.promise();
    private int inFlight;
    private boolean pumping;
    private @Nullable Throwable failure;

    private Pump(Iterator<T> work, int inFlightMax, Function<T, ? extends Future<?>> task) {
        this.work = work;
        this.inFlightMax = inFlightMax;
        this.task = task;
    }

    /**
     * Starts a task for each piece of work, at most {@code inFlightMax} at once. After a failure no further task is
     * started; when those under way have ended, the result fails with the first failure. To be called on the context on
     * which the tasks' futures complete.
     *
     * @throws IllegalArgumentException if {@code inFlightMax} is below 1
     */
    public static <T> Future<Void> run(Iterable<T> work, int inFlightMax, Function<T, ? extends Future<?>> task) {
        if (inFlightMax < 1) {
            throw new IllegalArgumentException("a pump needs at least 1 task in flight, not " + inFlightMax);
        }
        Pump<T> pump = new Pump<>(work.iterator(), inFlightMax, task);
        pump.pump();
        return pump.promise.future();
    }

    private void pump() {
        if (pumping) {
            return; // Reached from a task that ended at once: the loop below goes on, the stack stays flat.
        }
        pumping = true;
        while (failure == null && inFlight < inFlightMax && work.hasNext()) {
            inFlight++;
            T next = work.next();
            // What a task throws is its failure, and must not leave the pump waiting for ever.
            Future.succeededFuture()
                    .compose(start -> task.apply(next).mapEmpty())
                    .onComplete(done -> taskEnded(done.cause()));
        }
        pumping = false;
        if (inFlight == 0) {
            if (failure != null) {
                promise.tryFail(failure);
            } else if (!work.hasNext()) {
                promise.tryComplete();
            }
        }
    }

    private void taskEnded(@Nullable Throwable cause) {
        inFlight--;
        if (failure == null) {
            failure = cause;
        }
        pump();
    }
}
