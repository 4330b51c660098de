// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts requests; confined to the server's context. */
final class RequestCounter {
    private final Map<String, SortedMap<String, Long>> counts = new HashMap<>();

    void count(String method, String collection) {
        counts.computeIfAbsent(method, name -> new TreeMap<>()).merge(collection, 1L, Long::sum);
    }

    void reset() {
        counts.clear();
    }

    RequestCounts counts() {
        Map<String, Long> byMethod = new TreeMap<>();
        counts.forEach((method, collections) -> byMethod.put(
                method, collections.values().stream().mapToLong(Long::longValue).sum()));
        long total = byMethod.values().stream().mapToLong(Long::longValue).sum();
        return new RequestCounts(total, byMethod, counts);
    }
}
