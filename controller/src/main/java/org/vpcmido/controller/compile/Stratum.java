// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile;

/**
 * How freely a rule may move in its chain without changing any verdict: rule A must stand before rule B exactly if
 * {@code A.last < B.first}. Two rules whose strata overlap may stand in either order.
 *
 * @param first the first stratum that it may stand in
 * @param last the last one
 */
public record Stratum(int first, int last) {
    public Stratum {
        if (first > last) {
            throw new IllegalArgumentException("stratum " + first + " to " + last + " is not ascending");
        }
    }

    /** A rule that must stand in exactly one stratum. */
    public static Stratum of(int only) {
        return new Stratum(only, only);
    }

    /** Whether a rule here must come before a rule of {@code other}. */
    public boolean isBefore(Stratum other) {
        return last < other.first;
    }
}
