// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile.underlay;

import java.util.stream.LongStream;
import org.vpcmido.controller.compile.Blueprint;
import org.vpcmido.model.finding.Hold;

/** The AS number of the edge router. MidoNet has one for all gateways. */
final class LocalAs {
    private LocalAs() {}

    /** What the router should have, 0 for none; the one that it has when the cloud does not state one validly. */
    static int of(Blueprint blueprint) {
        if (isUnstorable(blueprint)) {
            return blueprint.facts().edgeAsNumber();
        }
        return (int) stated(blueprint)
                .findFirst()
                .orElse(isHeld(blueprint) ? blueprint.facts().edgeAsNumber() : 0);
    }

    /** Whether the cloud states a number that the server cannot store. */
    static boolean isUnstorable(Blueprint blueprint) {
        return stated(blueprint).anyMatch(as -> as > blueprint.limits().asNumberMax());
    }

    /** Whether something about gateways is held, so that not all of what they announce is known. */
    static boolean isHeld(Blueprint blueprint) {
        return blueprint.holds().stream().anyMatch(Hold::isOfGateways);
    }

    private static LongStream stated(Blueprint blueprint) {
        return blueprint.state().configuration().gateways().stream()
                .flatMap(gateway -> gateway.bgp().stream())
                .mapToLong(bgp -> bgp.localAs());
    }
}
