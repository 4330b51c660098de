// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import java.util.List;
import org.vpcmido.midonet.resource.FragmentPolicy;

/**
 * The condition of a rule, made ready for many packets (midonet-datapath-semantics.md 6).
 *
 * @param fragments which fragments; asked first, and not part of what {@code inverted} negates
 * @param inverted whether the conjunction is negated
 * @param tests the terms that are present; connection tracking first, as in MidoNet's Condition.matches, because
 *     asking it has an effect
 */
record Condition(FragmentPolicy fragments, boolean inverted, List<Test> tests) {
    Condition {
        tests = List.copyOf(tests);
    }

    /** One term. */
    @FunctionalInterface
    interface Test {
        boolean holds(Passage passage);
    }

    boolean matches(Passage passage) {
        return accepts(passage.packet().fragment()) && allHold(passage) != inverted;
    }

    private boolean accepts(Fragment fragment) {
        return switch (fragments) {
            case ANY -> true;
            case HEADER -> fragment != Fragment.LATER;
            case NONHEADER -> fragment == Fragment.LATER;
            case UNFRAGMENTED -> fragment == Fragment.WHOLE;
        };
    }

    private boolean allHold(Passage passage) {
        for (Test test : tests) {
            if (!test.holds(passage)) {
                return false;
            }
        }
        return true;
    }
}
