// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many requests were sent, repeated ones included.
 *
 * @param total all of them
 * @param byMethod per HTTP method
 * @param byCollection per method and collection, such as {@code GET rules}
 */
public record RequestCounts(long total, SortedMap<String, Long> byMethod, SortedMap<String, Long> byCollection) {
    public RequestCounts {
        byMethod = Collections.unmodifiableSortedMap(new TreeMap<>(byMethod));
        byCollection = Collections.unmodifiableSortedMap(new TreeMap<>(byCollection));
    }

    /** What was sent since {@code earlier}. */
    public RequestCounts since(RequestCounts earlier) {
        return new RequestCounts(
                total - earlier.total,
                difference(byMethod, earlier.byMethod),
                difference(byCollection, earlier.byCollection));
    }

    private static SortedMap<String, Long> difference(SortedMap<String, Long> now, SortedMap<String, Long> before) {
        SortedMap<String, Long> difference = new TreeMap<>();
        now.forEach((name, count) -> {
            long more = count - before.getOrDefault(name, 0L);
            if (more > 0) {
                difference.put(name, more);
            }
        });
        return difference;
    }
}
