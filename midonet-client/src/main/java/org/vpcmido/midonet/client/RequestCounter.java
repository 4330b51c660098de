// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts requests as they are sent, from any thread. */
final class RequestCounter {
    private final Map<String, LongAdder> byMethod = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> byCollection = new ConcurrentHashMap<>();

    void count(Call call) {
        String method = call.method().name();
        byMethod.computeIfAbsent(method, first -> new LongAdder()).increment();
        byCollection.computeIfAbsent(call.kind(), first -> new LongAdder()).increment();
    }

    RequestCounts counts() {
        SortedMap<String, Long> methods = snapshot(byMethod);
        long total = methods.values().stream().mapToLong(Long::longValue).sum();
        return new RequestCounts(total, methods, snapshot(byCollection));
    }

    private static SortedMap<String, Long> snapshot(Map<String, LongAdder> counters) {
        SortedMap<String, Long> counts = new TreeMap<>();
        counters.forEach((name, counter) -> counts.put(name, counter.sum()));
        return counts;
    }
}
