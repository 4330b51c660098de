// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.apply;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import org.vpcmido.controller.plan.Change;
import org.vpcmido.midonet.client.MidonetException;
import org.vpcmido.midonet.client.PermissionEndedException;

/**
 * What became of a change.
 *
 * @param change the change
 * @param status whether it was written
 * @param fault whose fault a failure is; NONE for all else
 * @param reason of a failure, what was answered; of a change that was not tried, why; else empty
 */
public record Outcome(Change change, Status status, Fault fault, String reason) {
    public Outcome {
        requireNonNull(change, "change");
        requireNonNull(status, "status");
        requireNonNull(fault, "fault");
        requireNonNull(reason, "reason");
    }

    /** Whether a change was written. */
    public enum Status {
        APPLIED,
        /** Tried, and refused or not answered; it may have happened. */
        FAILED,
        /** Not tried, since it stands on a change that failed or was withheld. */
        BLOCKED,
        /** Not tried, since somebody wanted it to wait. */
        WITHHELD,
        /** Not tried, since the plan ended before its turn. */
        DROPPED;

        /** Lower case, as in JSON. */
        public String jsonName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What a failure says about the next attempt. */
    public enum Fault {
        NONE,
        /** No usable answer: MidoNet is at fault, and the same write may succeed later. */
        UNAVAILABLE,
        /** Somebody else wrote in between: read again. */
        STALE,
        /** MidoNet broke down over this write (500): its own fault, or that of the object. */
        BROKEN,
        /** This write is refused: the object is to be set aside. */
        REJECTED;

        private static final int SERVER_ERRORS_FROM = 500;

        static Fault of(Throwable failure) {
            if (failure instanceof MidonetException.Unavailable || failure instanceof PermissionEndedException) {
                return UNAVAILABLE;
            } else if (failure instanceof MidonetException.Stale) {
                return STALE;
            }
            boolean isBroken = failure instanceof MidonetException refusal
                    && refusal.status().orElse(0) >= SERVER_ERRORS_FROM;
            return isBroken ? BROKEN : REJECTED;
        }
    }
}
