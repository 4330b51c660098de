// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.verdict;

import java.util.OptionalInt;
import java.util.Set;
import org.vpcmido.model.net.PortRange;
import org.vpcmido.model.vpc.Traffic;

/**
 * What can be allowed: all that is said, unless it is left out.
 *
 * @param zero whether what names port 0, ICMP type 0 or ICMP code 0 counts, all ports aside
 * @param allPorts whether what names all ports counts
 */
record AllowedTraffic(boolean zero, boolean allPorts) {
    static AllowedTraffic without(Set<Deviation> deviations) {
        return new AllowedTraffic(
                !deviations.contains(Deviation.ALLOWING_ZERO), !deviations.contains(Deviation.ALLOWING_ALL_PORTS));
    }

    boolean counts(Traffic traffic) {
        return traffic.ports().filter(PortRange.ALL::equals).isPresent() ? allPorts : zero || !namesZero(traffic);
    }

    private static boolean namesZero(Traffic traffic) {
        return traffic.ports().filter(range -> range.contains(0)).isPresent()
                || isZero(traffic.icmpType())
                || isZero(traffic.icmpCode());
    }

    private static boolean isZero(OptionalInt number) {
        return number.isPresent() && number.getAsInt() == 0;
    }
}
