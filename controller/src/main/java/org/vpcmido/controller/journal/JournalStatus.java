// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.journal;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * How the journal fares.
 *
 * @param state whether the database is at hand
 * @param database which one, without secrets
 * @param reason why the database is not at hand, or empty
 * @param loss why history from before this start, or from a part of it, is gone; or empty
 * @param waiting entries that are not written yet
 * @param written entries that were written since the start
 * @param dropped entries that were given up since the start, since the database was away for too long
 * @param refused entries that were given up since the start, since the database is well but does not take them
 */
public record JournalStatus(
        State state,
        String database,
        String reason,
        String loss,
        int waiting,
        long written,
        long dropped,
        long refused) {
    public JournalStatus {
        requireNonNull(state, "state");
        requireNonNull(database, "database");
        requireNonNull(reason, "reason");
        requireNonNull(loss, "loss");
    }

    /** Whether the database is at hand. */
    public enum State {
        OPENING,
        READY,
        UNAVAILABLE,
        CLOSED;

        /** Lower case, as in JSON. */
        public String jsonName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
