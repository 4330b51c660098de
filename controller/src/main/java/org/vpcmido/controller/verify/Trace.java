// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.verify;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.midonet.trace.Step;

/**
 * One packet as both judges see it, ready to be shown.
 *
 * @param comparison what they say
 * @param hops its way through MidoNet
 * @param ending how its way through MidoNet ends, in words; the deciding rule by cloud id and by MidoNet's
 */
public record Trace(Comparison comparison, List<Hop> hops, String ending) {
    public Trace {
        requireNonNull(comparison, "comparison");
        requireNonNull(ending, "ending");
        hops = List.copyOf(hops);
    }

    /**
     * Puts names to a comparison.
     *
     * @param topology with logical keys
     */
    public static Trace of(Comparison comparison, Topology topology, CloudNames names) {
        Walk walk = comparison.walk();
        return new Trace(comparison, Hop.of(comparison.packet(), walk, topology, names), ending(walk, topology, names));
    }

    private static String ending(Walk walk, Topology topology, CloudNames names) {
        Optional<Step.Matched> rule = walk.decidingRule();
        if (rule.isPresent()) {
            return "dropped by " + Hop.of(rule.get(), topology, names).policy();
        } else if (walk.landings().isEmpty()) {
            return walk.ending();
        }
        return "delivered to "
                + walk.landings().stream()
                        .map(Walk.Landing::toString)
                        .sorted()
                        .collect(Collectors.joining(", and to "));
    }

    /** The two verdicts and how they stand to each other, in a line. */
    public String conclusion() {
        return comparison
                .known()
                .map(known -> "known difference " + known.id() + ": " + known.description())
                .orElseGet(() -> comparison.agreement().toString());
    }
}
