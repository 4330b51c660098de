// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/** What goes wrong with a request. */
public sealed interface FaultEffect {
    /** Refused with a status, and nothing done: as JSON error, or as Jetty's HTML page. */
    record Status(int status, boolean html, String message) implements FaultEffect {
        public Status {
            requireNonNull(message, "message");
            if (status < 400 || status > 599) {
                throw new IllegalArgumentException("fault status " + status + " is outside 400 to 599");
            }
        }

        /** A write that lost the optimistic race three times (midonet-api.md 7). */
        public static Status lostRace() {
            return new Status(409, false, "Failed to commit: the data was modified concurrently.");
        }

        /** Storage did not answer a read in time (midonet-observed.md 9). */
        public static Status unavailable() {
            return new Status(503, false, "Resource read timeout");
        }
    }

    /** The connection is cut: before the request takes effect, or after. */
    record Drop(boolean afterEffect) implements FaultEffect {}

    /** The request waits before it takes effect. */
    record Delay(Duration pause) implements FaultEffect {
        public Delay {
            requireNonNull(pause, "pause");
        }
    }

    /** No effect and no answer; the connection stays open until the client, or the idle limit of 30 s, ends it. */
    record Silence() implements FaultEffect {}

    /** The request takes effect; of the answer's body half arrives, then the connection is cut. */
    record Truncate() implements FaultEffect {}
}
