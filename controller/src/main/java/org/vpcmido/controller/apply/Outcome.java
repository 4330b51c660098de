// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.apply;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import org.vpcmido.controller.plan.Change;

/**
 * What became of a change.
 *
 * @param change the change
 * @param status whether it was written
 * @param reason of a failure, what was answered; of a change that was not tried, why; else empty
 */
public record Outcome(Change change, Status status, String reason) {
    public Outcome {
        requireNonNull(change, "change");
        requireNonNull(status, "status");
        requireNonNull(reason, "reason");
    }

    /** Whether a change was written. */
    public enum Status {
        APPLIED,
        /** Tried, and refused or not answered; it may have happened. */
        FAILED,
        /** Not tried, since it stands on a change that failed. */
        BLOCKED,
        /** Not tried, since leadership was lost before its turn. */
        DROPPED;

        /** Lower case, as in JSON. */
        public String jsonName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
