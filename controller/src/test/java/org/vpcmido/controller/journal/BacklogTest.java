// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A backlog of three entries")
class BacklogTest {
    private final Backlog backlog = new Backlog(3);

    private void add(int from, int to) {
        IntStream.rangeClosed(from, to)
                .forEach(i -> backlog.add(AppliedEntry.of("c", JournalContract.NOON, "v" + i, "h")));
    }

    private List<String> taken(int atMost) {
        return backlog.take(atMost).stream()
                .map(entry -> ((AppliedEntry) entry).cloudVersion())
                .toList();
    }

    @Test
    @DisplayName("gives the oldest first, and keeps them until they are written")
    void inOrder() {
        add(1, 3);
        assertThat(taken(2)).containsExactly("v1", "v2");
        backlog.returned();
        assertThat(taken(2)).containsExactly("v1", "v2");
        backlog.written();
        assertThat(taken(2)).containsExactly("v3");
        assertThat(backlog.dropped()).isZero();
    }

    @Test
    @DisplayName("drops the oldest of four")
    void dropsTheOldest() {
        add(1, 4);
        assertThat(taken(5)).containsExactly("v2", "v3", "v4");
        assertThat(backlog.dropped()).isEqualTo(1);
    }

    @Test
    @DisplayName("does not count as dropped what was under way and is written after all")
    void underWayAndWritten() {
        add(1, 3);
        taken(2);
        add(4, 4);
        backlog.written();
        assertThat(backlog.dropped()).isZero();
        assertThat(taken(5)).containsExactly("v3", "v4");
    }

    @Test
    @DisplayName("counts as dropped what was under way, had to go, and was not written")
    void underWayAndLost() {
        add(1, 3);
        taken(2);
        add(4, 6);
        backlog.returned();
        assertThat(backlog.dropped()).isEqualTo(3);
        assertThat(taken(5)).containsExactly("v4", "v5", "v6");
    }
}
