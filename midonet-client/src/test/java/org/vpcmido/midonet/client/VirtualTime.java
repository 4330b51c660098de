// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands until a test moves it, and timers that go by it. */
final class VirtualTime {
    private final AtomicLong nanos = new AtomicLong(1_000_000_007L);
    private final AtomicLong number = new AtomicLong();
    private final ConcurrentSkipListMap<Due, Runnable> due = new ConcurrentSkipListMap<>();

    private record Due(long at, long number) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            return at == other.at ? Long.compare(number, other.number) : Long.compare(at, other.at);
        }
    }

    long nanos() {
        return nanos.get();
    }

    void after(long millis, Runnable action) {
        Context here = Vertx.currentContext();
        Runnable there = here == null ? action : () -> here.runOnContext(now -> action.run());
        due.put(new Due(nanos() + Duration.ofMillis(millis).toNanos(), number.incrementAndGet()), there);
    }

    /** Whether a timer runs. */
    boolean isAwaited() {
        return !due.isEmpty();
    }

    /** Lets time pass, timer by timer. */
    void pass(Duration time) {
        long until = nanos() + time.toNanos();
        while (!due.isEmpty() && due.firstKey().at() <= until) {
            var next = due.pollFirstEntry();
            nanos.set(Math.max(nanos(), next.getKey().at()));
            next.getValue().run();
        }
        nanos.set(until);
    }

    Pace.Means means() {
        return new Pace.Means(this::nanos, () -> 0.5, this::after);
    }
}
