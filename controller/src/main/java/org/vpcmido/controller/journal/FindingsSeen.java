// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.journal;

import java.time.Instant;
import java.util.List;
import org.vpcmido.model.finding.Finding;

/**
 * All findings of one cycle. The journal keeps how long each was there, not each sight of it.
 *
 * @param cycle the name of the cycle
 * @param at when they were found
 * @param findings all of them
 */
public record FindingsSeen(String cycle, Instant at, List<Finding> findings) implements JournalEntry {
    public FindingsSeen {
        cycle = Stored.name(cycle);
        at = Stored.micros(at);
        findings = List.copyOf(findings);
    }
}
