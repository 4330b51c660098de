// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.journal;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.vpcmido.model.finding.Finding;

/**
 * A finding, and for how long it was there.
 *
 * @param id its number in the journal, in order of time
 * @param severity how bad it is
 * @param subject what it is about
 * @param code what kind of trouble
 * @param message the trouble in words
 * @param effect what is done about it
 * @param appearedIn the name of the first cycle that had it
 * @param appearedAt when that was
 * @param clearedIn the name of the first cycle that no longer had it; null as long as it is there
 * @param clearedAt when that was; null as long as it is there
 */
@MappedEntity("journal_finding")
public record FindingSpan(
        @Id long id,
        String severity,
        String subject,
        String code,
        String message,
        String effect,
        String appearedIn,
        Instant appearedAt,
        @Nullable String clearedIn,
        @Nullable Instant clearedAt) {
    static FindingSpan of(long id, FindingsSeen seen, Sameness finding) {
        return new FindingSpan(
                id,
                finding.severity(),
                finding.subject(),
                finding.code(),
                finding.message(),
                finding.effect(),
                seen.cycle(),
                seen.at(),
                null,
                null);
    }

    FindingSpan cleared(FindingsSeen seen) {
        return new FindingSpan(
                id, severity, subject, code, message, effect, appearedIn, appearedAt, seen.cycle(), seen.at());
    }

    static Sameness sameness(Finding finding) {
        return new Sameness(
                finding.severity().jsonName(),
                Stored.text(finding.subject()),
                Stored.text(finding.code()),
                Stored.text(finding.message()),
                Stored.text(finding.effect()));
    }

    /** What makes two sights of a finding the same one. */
    Sameness sameness() {
        return new Sameness(severity, subject, code, message, effect);
    }

    /** All that a finding says, without its place in a document. */
    record Sameness(String severity, String subject, String code, String message, String effect) {}
}
