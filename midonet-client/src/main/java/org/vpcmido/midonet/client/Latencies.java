// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import java.util.Map;
import java.util.TreeMap;

/**
 * How long requests took while so many were in flight, by what was asked for: a list of a thousand routers is compared
 * with another list of routers only. Means are geometric, so that one request that took very long counts little.
 */
final class Latencies {
    /** Fewer pairs of requests tell nothing. */
    private static final int ENOUGH = 10;

    private final int inFlight;
    private final Map<String, Mean> byKind = new TreeMap<>();
    private int count;

    /**
     * @param inFlight how many requests were in flight
     */
    Latencies(int inFlight) {
        this.inFlight = inFlight;
    }

    int inFlight() {
        return inFlight;
    }

    int count() {
        return count;
    }

    void add(String kind, long nanos) {
        byKind.computeIfAbsent(kind, first -> new Mean()).add(Math.log((double) Math.max(1, nanos)));
        count++;
    }

    /**
     * By which part of the ideal throughput grows from these to {@code others}: 1 if requests take as long as before
     * although more are in flight, 0 if they only wait longer. By Little's law throughput is requests in flight by
     * latency. Not a number if too few requests have their like on the other side.
     */
    double gainTo(Latencies others) {
        double slower = 0;
        int weights = 0;
        for (Map.Entry<String, Mean> entry : byKind.entrySet()) {
            Mean mine = entry.getValue();
            Mean theirs = others.byKind.get(entry.getKey());
            if (theirs != null) {
                int weight = Math.min(mine.count, theirs.count);
                slower += weight * (theirs.value() - mine.value());
                weights += weight;
            }
        }
        double ideal = Math.log((double) others.inFlight / inFlight);
        return weights < ENOUGH ? Double.NaN : (ideal - slower / weights) / ideal;
    }

    /** Keeps what {@code earlier} ones tell of kinds that these have none of; with as many in flight. */
    void complete(Latencies earlier) {
        earlier.byKind.forEach(byKind::putIfAbsent);
    }

    private static final class Mean {
        private double sum;
        private int count;

        void add(double value) {
            sum += value;
            count++;
        }

        double value() {
            return sum / count;
        }
    }
}
