// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile;

import java.util.stream.Stream;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.Match;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.resource.Term;
import org.vpcmido.midonet.topology.Topology;

/**
 * What the MidoNet at hand can store.
 *
 * @param portsFromZero whether port ranges of rules may start at 0, as up to 5.2.1; later servers refuse it
 *     (midonet-observed.md 5)
 * @param asNumberMax the highest AS number
 */
public record ServerLimits(boolean portsFromZero, long asNumberMax) {
    /** MidoNet keeps AS numbers in a signed 32-bit field (midonet-observed.md 4, "BGP peer"). */
    public static final long AS_NUMBER_MAX = Integer.MAX_VALUE;

    public ServerLimits {
        if (asNumberMax < 1 || asNumberMax > AS_NUMBER_MAX) {
            throw new IllegalArgumentException(
                    "highest AS number " + asNumberMax + " is outside 1 to " + AS_NUMBER_MAX);
        }
    }

    /** MidoNet 5.2.2 and later. */
    public static ServerLimits strict() {
        return new ServerLimits(false, AS_NUMBER_MAX);
    }

    /** MidoNet up to 5.2.1. */
    public static ServerLimits lenient() {
        return new ServerLimits(true, AS_NUMBER_MAX);
    }

    /**
     * Of a MidoNet whose root document does not tell 5.2.1 from 5.2.2: lenient if it holds one of our rules
     * that starts at 0, since it took that one, and strict otherwise, which suits both.
     *
     * @param adopted what it holds, by our names; what is not ours was not made for the cloud, and proves nothing here
     */
    public static ServerLimits evidentFrom(Topology adopted) {
        return adopted.all(Kind.RULE, Rule.class)
                        .filter(rule -> !rule.key().isObserved())
                        .map(Rule::match)
                        .anyMatch(ServerLimits::startsAtZero)
                ? lenient()
                : strict();
    }

    private static boolean startsAtZero(Match match) {
        return Stream.of(match.tpSrc(), match.tpDst())
                .anyMatch(term -> term.map(Term::value)
                        .filter(range -> range.first() == 0)
                        .isPresent());
    }
}
