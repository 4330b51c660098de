// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.journal;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * One write to MidoNet: what, why, and what became of it.
 *
 * @param id its number in the journal, in order of time; 0 as long as the journal has not given it one
 * @param cycle the name of its cycle
 * @param at when its outcome was known
 * @param cloudId the cloud's object that it serves, such as {@code subnet-0a1b2c3d}, or empty
 * @param wave its wave in the plan, from 1
 * @param action {@code create}, {@code update} or {@code delete}
 * @param kind the kind of MidoNet's resource
 * @param resourceId MidoNet's id of the resource, or empty for what has none
 * @param resourceKey our name of the resource
 * @param because in words, why
 * @param outcome {@code applied} or {@code failed}
 * @param reason of a failure, what was answered; else empty
 */
@MappedEntity("journal_change")
public record ChangeEntry(
        @Id long id,
        String cycle,
        Instant at,
        String cloudId,
        int wave,
        String action,
        String kind,
        String resourceId,
        String resourceKey,
        String because,
        String outcome,
        String reason)
        implements JournalEntry {
    public ChangeEntry {
        cycle = Stored.name(cycle);
        at = Stored.micros(at);
        cloudId = Stored.name(cloudId);
        action = Stored.text(action);
        kind = Stored.text(kind);
        resourceId = Stored.text(resourceId);
        resourceKey = Stored.text(resourceKey);
        because = Stored.text(because);
        outcome = Stored.text(outcome);
        reason = Stored.text(reason);
    }

    /** A change that is not in the journal yet. */
    public static ChangeEntry of(String cycle, Instant at, String cloudId, Written written, Ending ending) {
        return new ChangeEntry(
                0,
                cycle,
                at,
                cloudId,
                written.wave(),
                written.action(),
                written.kind(),
                written.resourceId(),
                written.resourceKey(),
                written.because(),
                ending.outcome(),
                ending.reason());
    }

    /** What was written, in the terms of {@link ChangeEntry}. */
    public record Written(
            int wave, String action, String kind, String resourceId, String resourceKey, String because) {}

    /** What became of it, in the terms of {@link ChangeEntry}. */
    public record Ending(String outcome, String reason) {}

    ChangeEntry numbered(long number) {
        return new ChangeEntry(
                number, cycle, at, cloudId, wave, action, kind, resourceId, resourceKey, because, outcome, reason);
    }
}
