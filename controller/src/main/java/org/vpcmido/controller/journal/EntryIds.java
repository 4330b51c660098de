// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.journal;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * Numbers of entries, given without a database: in order of time, and unique also beside another instance on the same
 * database. A number is the time in microseconds, and ten bits that tell instances apart. For one thread.
 */
final class EntryIds {
    static final int WRITERS = 1024;

    private final InstantSource clock;
    private final long writer;
    private long lastMicros;

    /**
     * Numbers of one instance.
     *
     * @param clock says when
     * @param writer 0 to 1023, best drawn at random
     */
    EntryIds(InstantSource clock, int writer) {
        if (writer < 0 || writer >= WRITERS) {
            throw new IllegalArgumentException("writer " + writer + " is not between 0 and " + (WRITERS - 1));
        }
        this.clock = clock;
        this.writer = writer;
    }

    /** A clock that is set back makes the numbers go on, not back. */
    long next() {
        lastMicros = Math.max(lastMicros + 1, micros(clock.instant()));
        return lastMicros * WRITERS + writer;
    }

    /** Above each number that was given before {@code instant}, and not above those given later. */
    static long at(Instant instant) {
        return micros(instant) * WRITERS;
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
