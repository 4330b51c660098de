// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.journal;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.vpcmido.controller.journal.AllocationsSeen.Allocation;

/**
 * A number that something had, and for how long.
 *
 * @param id its number in the journal, in order of time
 * @param kind what the number is for
 * @param cloudId who has it
 * @param number the number
 * @param givenIn the name of the first cycle that saw it
 * @param givenAt when that was
 * @param releasedIn the name of the first cycle that no longer saw it; null as long as it is given
 * @param releasedAt when that was; null as long as it is given
 */
@MappedEntity("journal_allocation")
public record AllocationSpan(
        @Id long id,
        String kind,
        String cloudId,
        int number,
        String givenIn,
        Instant givenAt,
        @Nullable String releasedIn,
        @Nullable Instant releasedAt) {
    static AllocationSpan of(long id, AllocationsSeen seen, Allocation allocation) {
        return new AllocationSpan(
                id, allocation.kind(), allocation.cloudId(), allocation.number(), seen.cycle(), seen.at(), null, null);
    }

    AllocationSpan released(AllocationsSeen seen) {
        return new AllocationSpan(id, kind, cloudId, number, givenIn, givenAt, seen.cycle(), seen.at());
    }

    Allocation allocation() {
        return new Allocation(kind, cloudId, number);
    }
}
