// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.journal;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Duration;
import java.time.Instant;

/**
 * One cycle of reconciliation.
 *
 * @param id its number in the journal, in order of time; 0 as long as the journal has not given it one
 * @param cycle its name, as in the log
 * @param at when it began
 * @param tookMicros how long it took
 * @param cause why it was run
 * @param cloudVersion the version of the cloud's document
 * @param created how many resources were to be made
 * @param updated how many resources were to be changed
 * @param deleted how many resources were to be removed
 * @param unchanged how many resources were as asked for
 * @param failed how many of these changes failed, or were not tried
 * @param outcome how it ended, in a word, such as {@code applied} or {@code held}
 * @param detail more about the outcome, or empty
 */
@MappedEntity("journal_cycle")
public record CycleEntry(
        @Id long id,
        String cycle,
        Instant at,
        long tookMicros,
        String cause,
        String cloudVersion,
        int created,
        int updated,
        int deleted,
        int unchanged,
        int failed,
        String outcome,
        String detail)
        implements JournalEntry {
    public CycleEntry {
        cycle = Stored.name(cycle);
        at = Stored.micros(at);
        cause = Stored.text(cause);
        cloudVersion = Stored.text(cloudVersion);
        outcome = Stored.text(outcome);
        detail = Stored.text(detail);
    }

    /** A cycle that is not in the journal yet. */
    public static CycleEntry of(
            String cycle, Instant at, Duration took, String cause, String cloudVersion, Counts counts, Result result) {
        return new CycleEntry(
                0,
                cycle,
                at,
                took.toNanos() / 1000,
                cause,
                cloudVersion,
                counts.created(),
                counts.updated(),
                counts.deleted(),
                counts.unchanged(),
                counts.failed(),
                result.outcome(),
                result.detail());
    }

    /** What a cycle did, in numbers of resources. */
    public record Counts(int created, int updated, int deleted, int unchanged, int failed) {}

    /**
     * How a cycle ended.
     *
     * @param outcome in a word
     * @param detail more, or empty
     */
    public record Result(String outcome, String detail) {}

    CycleEntry numbered(long number) {
        return new CycleEntry(
                number,
                cycle,
                at,
                tookMicros,
                cause,
                cloudVersion,
                created,
                updated,
                deleted,
                unchanged,
                failed,
                outcome,
                detail);
    }
}
