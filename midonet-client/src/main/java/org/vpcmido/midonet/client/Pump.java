// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Collection;
import java.util.Iterator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks side by side, so many at once at most, on one Vert.x context. After a failure no further task is started;
 * the whole ends when those under way have ended.
 */
final class Pump<T> {
    private final Iterator<T> work;
    private final int inFlightMax;
    private final Function<T, Future<?>> task;
    private final Promise<Void> promise = Promise.promise();
    private int inFlight;
    private boolean pumping;
    private @Nullable Throwable failure;

    private Pump(Iterator<T> work, int inFlightMax, Function<T, Future<?>> task) {
        this.work = work;
        this.inFlightMax = inFlightMax;
        this.task = task;
    }

    /** To be called on the context on which the tasks' futures complete. */
    static <T> Future<Void> run(Collection<T> work, int inFlightMax, Function<T, Future<?>> task) {
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
            task.apply(work.next()).onComplete(done -> taskEnded(done.cause()));
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
