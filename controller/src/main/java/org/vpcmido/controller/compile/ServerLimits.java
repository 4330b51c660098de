// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile;

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
}
