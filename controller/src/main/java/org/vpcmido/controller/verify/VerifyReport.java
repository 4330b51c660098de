// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.verify;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What came of comparing both judges on many packets.
 *
 * @param seed what the packets were drawn from
 * @param probes conversations
 * @param packets packets, answers included
 * @param delivered packets that both deliver
 * @param refused packets that neither delivers
 * @param known packets on which they differ for a known reason
 * @param disagreements packets on which they differ for none
 * @param samples the first of these
 */
public record VerifyReport(
        long seed,
        int probes,
        int packets,
        int delivered,
        int refused,
        Map<KnownDifference, Integer> known,
        int disagreements,
        List<Comparison> samples) {
    public VerifyReport {
        Map<KnownDifference, Integer> ordered = new EnumMap<>(KnownDifference.class);
        ordered.putAll(known);
        known = Collections.unmodifiableMap(ordered);
        samples = List.copyOf(samples);
    }

    /** Packets that were not compared to the end: their known difference is no rule that an oracle could leave out. */
    public int leftOut() {
        return known.entrySet().stream()
                .filter(each -> each.getKey().deviation().isEmpty())
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    /** Whether the judges agree on all packets, but for what is known. */
    public boolean isAgreement() {
        return disagreements == 0;
    }
}
