// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/** What goes wrong with a request. */
public sealed interface FaultEffect {
    /**
     * Refused with a status, and nothing done: as JSON error, or as Jetty's HTML page.
     *
     * @param retryAfter value of the header {@code RetryAfter}; empty for none
     */
    record Status(int status, boolean html, String message, String retryAfter) implements FaultEffect {
        public Status {
            requireNonNull(message, "message");
            requireNonNull(retryAfter, "retryAfter");
            if (status < 400 || status > 599) {
                throw new IllegalArgumentException("fault status " + status + " is outside 400 to 599");
            }
        }

        /** With the header {@code RetryAfter: 3} for 503, which is MidoNet's way (midonet-api.md 4), and none else. */
        public Status(int status, boolean html, String message) {
            this(status, html, message, status == 503 ? "3" : "");
        }

        /** A write that lost the optimistic race three times (midonet-api.md 7). */
        public static Status lostRace() {
            return new Status(409, false, "Failed to commit: the data was modified concurrently.");
        }

        /** Storage did not answer a read in time (midonet-observed.md 9). */
        public static Status unavailable() {
            return new Status(503, false, "Resource read timeout");
        }

        /** The same; asks to be left alone for so many seconds, or whatever the header is to say. */
        public static Status unavailable(String retryAfter) {
            return new Status(503, false, "Resource read timeout", retryAfter);
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
