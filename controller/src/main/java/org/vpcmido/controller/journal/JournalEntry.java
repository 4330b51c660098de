// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.journal;

import java.time.Instant;

/** Something to be written down. */
public sealed interface JournalEntry permits CycleEntry, ChangeEntry, AppliedEntry, FindingsSeen, AllocationsSeen {
    /** The name of the cycle in which it happened. */
    String cycle();

    /** When it happened, to the microsecond. */
    Instant at();
}
