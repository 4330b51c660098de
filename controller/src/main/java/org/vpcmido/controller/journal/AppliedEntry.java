// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.journal;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * A state of the cloud that was applied; the last one is what we wrote last.
 *
 * @param id its number in the journal, in order of time; 0 as long as the journal has not given it one
 * @param cycle the name of the cycle that applied it
 * @param at when it was applied
 * @param cloudVersion the version of the cloud's document
 * @param cloudHash a hash of the document's content
 */
@MappedEntity("journal_applied")
public record AppliedEntry(@Id long id, String cycle, Instant at, String cloudVersion, String cloudHash)
        implements JournalEntry {
    public AppliedEntry {
        cycle = Stored.name(cycle);
        at = Stored.micros(at);
        cloudVersion = Stored.text(cloudVersion);
        cloudHash = Stored.text(cloudHash);
    }

    /** A state that is not in the journal yet. */
    public static AppliedEntry of(String cycle, Instant at, String cloudVersion, String cloudHash) {
        return new AppliedEntry(0, cycle, at, cloudVersion, cloudHash);
    }

    AppliedEntry numbered(long number) {
        return new AppliedEntry(number, cycle, at, cloudVersion, cloudHash);
    }
}
