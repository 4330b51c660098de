// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Stands still between leaps. Leap on one thread only. */
final class LeapingClock extends Clock {
    private final Duration leap;
    private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

    LeapingClock(Duration leap) {
        this.leap = leap;
    }

    void leap() {
        now = now.plus(leap);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    @Override
    public Instant instant() {
        return now;
    }
}
