// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.journal;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * Which entries of the journal are asked for; the latest come first.
 *
 * @param cycle the name of a cycle, or empty for all
 * @param idPrefix what the cloud's id begins with, or empty for all
 * @param from not before
 * @param to before
 * @param before whose number is below this; {@link Long#MAX_VALUE} for all
 * @param limit how many at most, 1 to 10,000
 */
public record JournalQuery(String cycle, String idPrefix, Instant from, Instant to, long before, int limit) {
    public static final int LIMIT_DEFAULT = 100;
    public static final int LIMIT_MAX = 10_000;

    // Years 1 and 9999: what both databases, and everybody's JSON, can say.
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    public JournalQuery {
        cycle = Stored.name(cycle);
        idPrefix = Stored.text(idPrefix);
        requireNonNull(from, "from");
        requireNonNull(to, "to");
        from = from.isBefore(EARLIEST) ? EARLIEST : from;
        to = to.isAfter(LATEST) ? LATEST : to;
        if (limit < 1 || limit > LIMIT_MAX) {
            throw new IllegalArgumentException("limit: " + limit + " is not between 1 and " + LIMIT_MAX);
        }
    }

    /** The latest hundred. */
    public static JournalQuery latest() {
        return new JournalQuery("", "", EARLIEST, LATEST, Long.MAX_VALUE, LIMIT_DEFAULT);
    }

    /** Of one cycle. */
    public JournalQuery ofCycle(String name) {
        return new JournalQuery(name, idPrefix, from, to, before, limit);
    }

    /** About the cloud's objects whose id begins so. */
    public JournalQuery about(String prefix) {
        return new JournalQuery(cycle, prefix, from, to, before, limit);
    }

    /** From a time to before another. */
    public JournalQuery between(Instant newFrom, Instant newTo) {
        return new JournalQuery(cycle, idPrefix, newFrom, newTo, before, limit);
    }

    /** Those that come after the entry of that number, the latest first: the next page. */
    public JournalQuery before(long number) {
        return new JournalQuery(cycle, idPrefix, from, to, number, limit);
    }

    /** At most so many. */
    public JournalQuery atMost(int newLimit) {
        return new JournalQuery(cycle, idPrefix, from, to, before, newLimit);
    }

    /** The prefix as a pattern of SQL's LIKE with escape character {@code !}. */
    String pattern() {
        return idPrefix.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
    }
}
