// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.reconcile;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether the cloud controller goes on writing its document, as it does about twice a minute also when nothing changed
 * (gni.md 5). All ages are by this machine's clock, from which the writer's may differ: a document that was written
 * since the look before was written between the two looks, whatever its modification time says. Of the first document
 * that time must be believed, unless it lies in the future; a writer whose clock is far behind counts as silent until it
 * writes again. Where nobody tells when a document was written, there is no heartbeat to miss: an equal one written anew
 * looks like one that was left alone, and it is never called silent. For one context.
 */
final class Heartbeat {
    private final Optional<Duration> silentAfter;
    private Optional<Instant> modifiedAt = Optional.empty();
    private Optional<Instant> lookedAt = Optional.empty();
    private Optional<Instant> writtenAt = Optional.empty();
    private boolean isSilent;

    /** @param silentAfter the age of a document at which its writer counts as silent; empty for never */
    Heartbeat(Optional<Duration> silentAfter) {
        this.silentAfter = requireNonNull(silentAfter, "silentAfter");
    }

    /**
     * The source was looked at.
     *
     * @param modified when the document was last written, by the writer's clock
     * @param isExpected whether it should be written again and again
     */
    void looked(Optional<Instant> modified, boolean isExpected, Instant now) {
        if (!modified.equals(modifiedAt)) {
            modifiedAt = modified;
            writtenAt = modified.map(written -> between(lookedAt.orElse(Instant.MIN), written, now));
        }
        lookedAt = Optional.of(now);
        isSilent = isExpected
                && silentAfter
                        .flatMap(age -> writtenAt.map(written -> written.plus(age)))
                        .filter(now::isAfter)
                        .isPresent();
    }

    private static Instant between(Instant earliest, Instant instant, Instant latest) {
        Instant notBefore = instant.isBefore(earliest) ? earliest : instant;
        return notBefore.isAfter(latest) ? latest : notBefore;
    }

    /** When the document was last written, by this machine's clock; empty if that is not known. */
    Optional<Instant> writtenAt() {
        return writtenAt;
    }

    boolean isSilent() {
        return isSilent;
    }
}
