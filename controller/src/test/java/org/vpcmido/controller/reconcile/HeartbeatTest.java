// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The heartbeat of a cloud")
class HeartbeatTest {
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
    private static final Duration SILENT_AFTER = Duration.ofSeconds(155);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Heartbeat heartbeat = new Heartbeat(Optional.of(SILENT_AFTER));

    private static Instant second(int second) {
        return START.plusSeconds(second);
    }

    private void look(Instant modifiedAt, int second) {
        heartbeat.looked(Optional.of(modifiedAt), true, second(second));
    }

    @Test
    @DisplayName("is missed when the document is older than it may be, and found again when it is written")
    void isMissed() {
        look(second(0), 1);
        look(second(0), 155);
        assertThat(heartbeat.isSilent()).isFalse();
        look(second(0), 156);
        assertThat(heartbeat.isSilent()).isTrue();
        assertThat(heartbeat.writtenAt()).contains(second(0));
        look(second(160), 161);
        assertThat(heartbeat.isSilent()).isFalse();
        assertThat(heartbeat.writtenAt()).contains(second(160));
    }

    @Test
    @DisplayName("is taken from the writing, not from the writer's clock, which may be an hour ahead or behind")
    void ignoresTheWritersClock() {
        for (Duration ahead : new Duration[] {HOUR, HOUR.negated()}) {
            look(second(0).plus(ahead), 10);
            look(second(30).plus(ahead), 31);
            assertThat(heartbeat.isSilent()).as("ahead by %s", ahead).isFalse();
            assertThat(heartbeat.writtenAt()).get().matches(at -> !at.isBefore(second(10)) && !at.isAfter(second(31)));
            look(second(30).plus(ahead), 200);
            assertThat(heartbeat.isSilent()).as("ahead by %s", ahead).isTrue();
        }
    }

    @Test
    @DisplayName("is not found in a document from the future, whose age is counted from when it was seen first")
    void believesNoFuture() {
        look(second(0).plus(HOUR), 0);
        assertThat(heartbeat.writtenAt()).contains(second(0));
        look(second(0).plus(HOUR), 156);
        assertThat(heartbeat.isSilent()).isTrue();
    }

    @Test
    @DisplayName("is found, when this machine's clock was set back, in the next writing")
    void outlivesAClockSetBack() {
        look(second(0), 0);
        heartbeat.looked(Optional.of(second(10).minus(HOUR)), true, second(11).minus(HOUR));
        assertThat(heartbeat.isSilent()).isFalse();
        assertThat(heartbeat.writtenAt()).contains(second(11).minus(HOUR));
    }

    @Test
    @DisplayName("is not missed where nobody tells when a document was written, where none is expected, or nobody asks")
    void isNotMissed() {
        heartbeat.looked(Optional.empty(), true, second(0));
        heartbeat.looked(Optional.empty(), true, second(1000));
        assertThat(heartbeat.isSilent()).isFalse();
        assertThat(heartbeat.writtenAt()).isEmpty();

        heartbeat.looked(Optional.of(second(1001)), false, second(1002));
        heartbeat.looked(Optional.of(second(1001)), false, second(2000));
        assertThat(heartbeat.isSilent()).isFalse();
        heartbeat.looked(Optional.of(second(1001)), true, second(2001));
        assertThat(heartbeat.isSilent()).isTrue();

        Heartbeat never = new Heartbeat(Optional.empty());
        never.looked(Optional.of(second(0)), true, second(1_000_000));
        assertThat(never.isSilent()).isFalse();
        assertThat(never.writtenAt()).contains(second(0));
    }
}
