// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Numbers of entries")
class EntryIdsTest {
    private static final Instant NOON = JournalContract.NOON;

    @Test
    @DisplayName("grow, also when the clock stands still or is set back")
    void grow() {
        Deque<Instant> times = new ArrayDeque<>(List.of(NOON, NOON, NOON.minusSeconds(9), NOON.plusSeconds(1)));
        EntryIds ids = new EntryIds(times::removeFirst, 5);
        long first = ids.next();
        long second = ids.next();
        long third = ids.next();
        assertThat(List.of(first, second, third, ids.next())).isSorted().doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("are those of their time")
    void ofTheirTime() {
        long id = new EntryIds(() -> NOON, 1023).next();
        assertThat(id).isGreaterThanOrEqualTo(EntryIds.at(NOON)).isLessThan(EntryIds.at(NOON.plusNanos(1_000)));
    }

    @Test
    @DisplayName("of two writers differ at the same time")
    void ofTwoWriters() {
        assertThat(new EntryIds(() -> NOON, 1).next()).isNotEqualTo(new EntryIds(() -> NOON, 2).next());
    }
}
