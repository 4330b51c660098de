// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many requests came to the API since the start or the last reset; those to the simulator itself do not count.
 *
 * @param total all of them
 * @param byMethod by HTTP method
 * @param byCollection by HTTP method and collection, such as {@code chains/rules}
 */
public record RequestCounts(long total, Map<String, Long> byMethod, Map<String, SortedMap<String, Long>> byCollection) {
    public RequestCounts {
        byMethod = Collections.unmodifiableMap(new TreeMap<>(byMethod));
        SortedMap<String, SortedMap<String, Long>> copy = new TreeMap<>();
        byCollection.forEach(
                (method, counts) -> copy.put(method, Collections.unmodifiableSortedMap(new TreeMap<>(counts))));
        byCollection = Collections.unmodifiableMap(copy);
    }

    /** Requests of one method. */
    public long of(String method) {
        return byMethod.getOrDefault(method, 0L);
    }

    /** Requests that ask for a change. */
    public long writes() {
        return of("POST") + of("PUT") + of("DELETE");
    }
}
