// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.apply;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Iterator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs tasks with a limit on how many are under way, on one Vert.x context. */
final class Pump<T> {
    private final Iterator<T> work;
    private final int inFlightMax;
    private final Function<T, Future<Void>> task;
    private final Promise<Void> done = Promise.promise();
    private @Nullable Throwable failure;
    private int inFlight;
    private boolean pumping;

    private Pump(Iterator<T> work, int inFlightMax, Function<T, Future<Void>> task) {
        this.work = work;
        this.inFlightMax = inFlightMax;
        this.task = task;
    }

    /**
     * Starts a task for each piece of work, at most {@code inFlightMax} at once. After a failure no task is started; when
     * those under way have ended, the result fails with the first failure.
     */
    static <T> Future<Void> run(Iterable<T> work, int inFlightMax, Function<T, Future<Void>> task) {
        if (inFlightMax < 1) {
            throw new IllegalArgumentException("a pump needs at least 1 task in flight, not " + inFlightMax);
        }
        Pump<T> pump = new Pump<>(work.iterator(), inFlightMax, task);
        pump.pump();
        return pump.done.future();
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
            Future.succeededFuture().compose(start -> task.apply(next)).onComplete(this::taskEnded);
        }
        pumping = false;
        if (inFlight == 0 && failure != null) {
            done.tryFail(failure);
        } else if (inFlight == 0 && !work.hasNext()) {
            done.tryComplete();
        }
    }

    private void taskEnded(AsyncResult<Void> result) {
        inFlight--;
        if (result.failed() && failure == null) {
            failure = result.cause();
        }
        pump();
    }
}
