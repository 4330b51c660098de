// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntSupplier;

/**
 * A server in virtual time, asked by a client that always has more to ask: so many requests are worked on at a time, each
 * for a time that scatters, before and after which it is on its way; the others wait. Like seeds, like runs.
 */
final class VirtualServer {
    private static final long MICROS = 1000;

    private final long[] freeAt;
    private final long wayNanos;
    private final long serviceNanos;
    private final Random random = new Random(7);
    private int refusesAbove = Integer.MAX_VALUE;
    private int breaksOneIn = Integer.MAX_VALUE;
    private List<Integer> costs = List.of(1);
    private long now;

    /**
     * How a run went.
     *
     * @param millis of virtual time
     * @param refused how many requests were
     * @param limits in the second half, how often each limit was in force when a request was answered
     */
    record Run(long millis, int refused, SortedMap<Integer, Integer> limits) {
        /** The limit that was in force most often. */
        int usualLimit() {
            return Collections.max(limits.entrySet(), Map.Entry.comparingByValue())
                    .getKey();
        }
    }

    private record Exchange(
            long endsAt,
            int number,
            int round,
            int inFlight,
            String kind,
            long sentAt,
            boolean isRefused,
            boolean isBroken) {}

    private VirtualServer(int workers, long wayMicros, long serviceMicros) {
        this.freeAt = new long[workers];
        this.wayNanos = wayMicros * MICROS;
        this.serviceNanos = serviceMicros * MICROS;
    }

    /** Works on so many at a time. */
    static VirtualServer withWorkers(int workers, long wayMicros, long serviceMicros) {
        return new VirtualServer(workers, wayMicros, serviceMicros);
    }

    /** The times of midonet-observed.md 10: 72 writes in a second one by one, 91 with more at a time. */
    static VirtualServer withOneLock() {
        return withWorkers(1, 2_900, 11_000);
    }

    /** Answers 503 when it has more in flight. */
    VirtualServer refusingAbove(int inFlight) {
        refusesAbove = inFlight;
        return this;
    }

    /** By chance, one connection in so many breaks before it is answered. */
    VirtualServer breakingOneIn(int requests) {
        breaksOneIn = requests;
        return this;
    }

    /** Requests of several kinds come in rows of 100, each kind so many times as costly. */
    VirtualServer withKinds(Integer... each) {
        costs = List.of(each);
        return this;
    }

    /** Requests as many as that, with no limit but {@code inFlight}. */
    Run answer(int requests, int inFlight) {
        return answer(requests, () -> inFlight, new AdaptiveLimit(1));
    }

    Run answer(int requests, AdaptiveLimit limit) {
        return answer(requests, limit::limit, limit);
    }

    private Run answer(int requests, IntSupplier inForce, AdaptiveLimit limit) {
        PriorityQueue<Exchange> underWay =
                new PriorityQueue<>(Comparator.comparingLong(Exchange::endsAt).thenComparing(Exchange::number));
        Arrays.fill(freeAt, now);
        long began = now;
        SortedMap<Integer, Integer> limits = new TreeMap<>();
        int sent = 0;
        int refused = 0;
        for (int answered = 0; answered < requests; ) {
            while (underWay.size() < inForce.getAsInt()) {
                underWay.add(send(++sent, underWay.size() + 1, limit.round()));
            }
            Exchange ended = underWay.remove();
            now = ended.endsAt();
            if (ended.isRefused()) {
                refused++;
                limit.overloaded(ended.round());
            } else if (ended.isBroken()) {
                limit.broken(ended.round());
            } else {
                answered++;
                limit.answered(ended.round(), ended.inFlight(), ended.kind(), now - ended.sentAt());
                if (2 * answered > requests) {
                    limits.merge(inForce.getAsInt(), 1, Integer::sum);
                }
            }
        }
        return new Run((now - began) / 1_000_000, refused, limits);
    }

    private Exchange send(int number, int inFlight, int round) {
        int kind = number / 100 % costs.size();
        boolean isRefused = inFlight > refusesAbove;
        boolean isBroken = breaksOneIn < Integer.MAX_VALUE && random.nextInt(breaksOneIn) == 0;
        long endsAt = isRefused || isBroken ? now + wayNanos : work(costs.get(kind)) + wayNanos / 2;
        return new Exchange(endsAt, number, round, inFlight, "kind " + kind, now, isRefused, isBroken);
    }

    private long work(int cost) {
        int worker = 0;
        for (int each = 1; each < freeAt.length; each++) {
            worker = freeAt[each] < freeAt[worker] ? each : worker;
        }
        double scatter = Math.exp(0.3 * random.nextGaussian());
        freeAt[worker] = Math.max(now + wayNanos / 2, freeAt[worker]) + (long) (cost * serviceNanos * scatter);
        return freeAt[worker];
    }
}
