// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Repeats what failed because MidoNet was unavailable, or because of whatever else the caller finds worth it. */
record Retry(Vertx vertx, RetryPolicy policy, DoubleSupplier random) {
    /**
     * Runs {@code task} until it succeeds, fails for good, or has been tried often enough.
     *
     * @param task gets the number of the attempt, from 1
     */
    <T> Future<T> run(Predicate<Throwable> worthwhile, IntFunction<Future<T>> task) {
        return attempt(1, worthwhile, task);
    }

    /** Runs {@code task} again after {@link MidonetException.Unavailable} only. */
    <T> Future<T> run(Supplier<Future<T>> task) {
        return run(Retry::isUnavailable, attempt -> task.get());
    }

    static boolean isUnavailable(Throwable failure) {
        return failure instanceof MidonetException.Unavailable;
    }

    private <T> Future<T> attempt(int number, Predicate<Throwable> worthwhile, IntFunction<Future<T>> task) {
        return task.apply(number).recover(failure -> {
            if (number >= policy.attemptsMax() || !worthwhile.test(failure)) {
                return Future.failedFuture(failure);
            }
            long pauseMillis = policy.delay(number, random.getAsDouble()).toMillis();
            return vertx.timer(Math.max(1, pauseMillis), TimeUnit.MILLISECONDS)
                    .compose(over -> attempt(number + 1, worthwhile, task));
        });
    }
}
