// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

/**
 * How many requests may be in flight to a server, found by trying: a little more or less for a while, kept if throughput
 * gains from it, or loses nothing; halved when the server is overloaded. It starts small, and doubles until it gains
 * nothing by that. A pure function of what it is told: it knows no clock and no chance. For one context.
 *
 * <p>Latency alone would not do: a list of a thousand objects takes long without having waited. Nor would throughput
 * alone, as requests differ. So latencies of like requests are compared, with fewer and with more in flight.
 */
final class AdaptiveLimit {
    /** Four are as good as sixteen on a machine with two cores (midonet-observed.md 10). */
    static final int START = 4;

    /** More in flight are worth it if throughput grows by this part of the ideal, which is in proportion. */
    private static final double WORTH = 0.15;

    private static final int WINDOW_MIN = 20;
    private static final int WINDOW_PER_REQUEST = 8;

    /** What twice as many gain, or do not, is soon plain. */
    private static final int DOUBLING_WINDOW_PER_REQUEST = 2;

    /** Windows from one trial to the next, at most: what trials cost is bounded, and so is what a change costs. */
    private static final int REST_MAX = 16;

    /** Answers until it comes near to what overloaded the server; doubled each time that it does. */
    private static final int CAUTION_MIN = 512;

    private static final int CAUTION_MAX = 16_384;

    /** A connection that breaks after so many answers or more is chance: networks lose one now and then. */
    private static final int ANSWERS_BETWEEN_CHANCES_MIN = 64;

    private final int max;
    private int settled;
    private int limit;
    private int round;
    private int skip;
    private Latencies atSettled;
    private Latencies window;
    private boolean isDoubling = true;
    private boolean isUpNext = true;
    private int rest = 1;
    private int rested;
    private int ceiling;
    private int caution = CAUTION_MIN;
    private int answersBelowCeiling;
    private int answersSinceBreak = ANSWERS_BETWEEN_CHANCES_MIN;

    /**
     * @param max never more than this, 1 or more
     */
    AdaptiveLimit(int max) {
        this.max = max;
        this.ceiling = max;
        this.settled = Math.min(START, max);
        this.limit = settled;
        this.atSettled = new Latencies(settled);
        this.window = atSettled;
        apply(settled);
    }

    /** How many may be in flight now. */
    int limit() {
        return limit;
    }

    /** Changes with the limit; a request belongs to the round in which it was sent. */
    int round() {
        return round;
    }

    /**
     * A request was answered.
     *
     * @param sentIn the round in which it was sent
     * @param inFlight how many were in flight when it was sent, itself included; fewer than the limit tell nothing
     * @param kind requests of equal kinds cost the server about the same
     * @param nanos from sending it to the end of the answer
     */
    void answered(int sentIn, int inFlight, String kind, long nanos) {
        answersSinceBreak = Math.min(ANSWERS_BETWEEN_CHANCES_MIN, answersSinceBreak + 1);
        if (sentIn != round || inFlight != limit) {
            return;
        } else if (skip > 0) {
            skip--; // Sent while those of the round before were still there.
            return;
        }
        becomeBolder();
        window.add(kind, nanos);
        int perRequest = isDoubling ? DOUBLING_WINDOW_PER_REQUEST : WINDOW_PER_REQUEST;
        if (window.count() >= Math.max(WINDOW_MIN, perRequest * limit)) {
            windowFull();
        }
    }

    /**
     * A request was refused for now, or not answered. Counts once for all that were sent in a round.
     *
     * @param sentIn the round in which it was sent
     */
    void overloaded(int sentIn) {
        if (sentIn != round) {
            return;
        }
        if (limit == 1) {
            // One alone is no overload: the server is away, and what was learnt of it may be void when it is back.
            ceiling = max;
            caution = CAUTION_MIN;
            isDoubling = true;
        } else {
            ceiling = limit - step(limit);
            caution = Math.min(CAUTION_MAX, 2 * caution);
            isDoubling = false;
        }
        answersBelowCeiling = 0;
        isUpNext = true;
        settle(Math.max(1, limit / 2));
    }

    /**
     * A request ended at once without an answer. One alone says nothing about the server; one soon
     * after another does.
     *
     * @param sentIn the round in which it was sent
     */
    void broken(int sentIn) {
        boolean isChance = answersSinceBreak >= ANSWERS_BETWEEN_CHANCES_MIN;
        answersSinceBreak = 0;
        if (!isChance) {
            overloaded(sentIn);
        }
    }

    private void becomeBolder() {
        if (ceiling < max && ++answersBelowCeiling >= caution) {
            answersBelowCeiling = 0;
            ceiling = Math.min(max, ceiling + step(ceiling));
        }
    }

    private void windowFull() {
        if (limit != settled) {
            judge();
            return;
        }
        if (atSettled.inFlight() == limit) {
            window.complete(atSettled);
        }
        atSettled = window;
        if (++rested >= rest) {
            tryNext();
        } else {
            window = new Latencies(limit);
        }
    }

    private void judge() {
        double gain = atSettled.gainTo(window);
        boolean isMore = limit > settled;
        boolean isWorthMore = gain >= WORTH;
        if (Double.isNaN(gain)) {
            apply(settled);
        } else if (isMore == isWorthMore) {
            settled = limit;
            atSettled = window;
            rest = 1;
            isUpNext = isMore;
            tryNext();
        } else {
            isDoubling = false;
            isUpNext = !isMore;
            rest = Math.min(REST_MAX, 2 * rest);
            apply(settled);
        }
    }

    private void tryNext() {
        int up = Math.min(ceiling, settled + (isDoubling ? settled : step(settled)));
        int down = Math.max(1, settled - step(settled));
        isUpNext = up > settled && (isUpNext || settled == 1);
        isDoubling = isDoubling && isUpNext;
        apply(isUpNext ? up : down);
    }

    private void settle(int level) {
        settled = level;
        rest = 1;
        apply(level);
    }

    private void apply(int level) {
        limit = level;
        round++;
        skip = level;
        rested = 0;
        window = new Latencies(level);
    }

    private static int step(int level) {
        return Math.max(1, level / 4);
    }
}
