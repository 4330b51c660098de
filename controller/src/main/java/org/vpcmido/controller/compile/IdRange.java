// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import org.vpcmido.model.vpc.CloudId;

/**
 * The numbers that routers or interfaces can have, and how they are given out: what has one keeps it, what has none
 * gets the lowest free one (eucanetd-vpcmido.md 2.2).
 *
 * @param name what the numbers are called, for messages
 * @param first the lowest
 * @param limit above the highest
 * @param skipped those that are never given out
 */
record IdRange(String name, int first, int limit, IntPredicate skipped) {
    static final int ROUTER_ID_FIRST = 2;
    static final int IDENTITY_ID_FIRST = 10;

    /** Numbers that would give a router an address of the link to the metadata service are skipped: 10744 to 10751. */
    static IdRange routers(LayoutSettings settings) {
        return new IdRange(
                "router id",
                ROUTER_ID_FIRST,
                settings.routerIdLimit(),
                number -> settings.metadataLink()
                        .contains(settings.metadataTransit().network().plus(number)));
    }

    static IdRange identities(LayoutSettings settings) {
        return new IdRange("interface id", IDENTITY_ID_FIRST, settings.identityIdLimit(), number -> false);
    }

    /**
     * Gives each of {@code wanted} a number, in that order.
     *
     * @param found the numbers that ids have in MidoNet, also those that are no longer wanted: two devices must not
     *     have one address while the old one is still there
     * @param reserved further numbers that are taken
     */
    Allocation allocate(Collection<? extends CloudId> wanted, Map<CloudId, Integer> found, Set<Integer> reserved) {
        NavigableMap<CloudId, Integer> numbers = new TreeMap<>();
        Set<Integer> taken = new HashSet<>(reserved);
        taken.addAll(found.values());
        NavigableSet<CloudId> shared = new TreeSet<>();
        Set<Integer> kept = new HashSet<>();
        for (CloudId id : wanted) {
            Integer number = found.get(id);
            if (number != null && kept.add(number)) {
                numbers.put(id, number);
            } else if (number != null) {
                shared.add(id);
            }
        }
        NavigableSet<CloudId> without = new TreeSet<>();
        int next = first;
        for (CloudId id : wanted) {
            if (numbers.containsKey(id)) {
                continue;
            }
            while (next < limit && (taken.contains(next) || skipped.test(next))) {
                next++;
            }
            if (next < limit) {
                numbers.put(id, next++);
            } else {
                without.add(id);
            }
        }
        return new Allocation(numbers, shared, without);
    }

    /**
     * Who has which number.
     *
     * @param numbers the numbers
     * @param renumbered who had one that another has too, and got a new one
     * @param without who got none, as there was none left
     */
    record Allocation(
            NavigableMap<CloudId, Integer> numbers, NavigableSet<CloudId> renumbered, NavigableSet<CloudId> without) {}
}
