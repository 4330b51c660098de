// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.journal;

import java.time.Instant;
import java.util.List;

/**
 * All numbers that are given to something in one cycle. The journal keeps from when to when each was.
 *
 * @param cycle the name of the cycle
 * @param at when they were seen
 * @param allocations all of them
 */
public record AllocationsSeen(String cycle, Instant at, List<Allocation> allocations) implements JournalEntry {
    public AllocationsSeen {
        cycle = Stored.name(cycle);
        at = Stored.micros(at);
        allocations = List.copyOf(allocations);
    }

    /**
     * A number that something has.
     *
     * @param kind what the number is for, such as {@code router} or {@code identity}
     * @param cloudId who has it
     * @param number the number
     */
    public record Allocation(String kind, String cloudId, int number) {
        public Allocation {
            kind = Stored.text(kind);
            cloudId = Stored.name(cloudId);
        }
    }
}
