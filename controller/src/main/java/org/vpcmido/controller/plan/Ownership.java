// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Route;

/**
 * What may be deleted when nobody asks for it: what adoption has recognised, that is what no longer goes by its id
 * alone. Never hosts, which agents make; never tunnel zones and their members, which belong to the operator; never
 * routes that MidoNet makes with a port or learns by BGP.
 *
 * <p>Lists of ARP and MAC tables mix what a client wrote with what agents learned, so entries need more than a name:
 * {@link StaleEntries} says what.
 */
public final class Ownership {
    private Ownership() {}

    /** Whether {@code resource} is ours to delete. */
    public static boolean claims(Resource resource) {
        return !resource.key().isObserved() && isPlanned(resource);
    }

    /** Whether such a resource is ever written by a plan. */
    static boolean isPlanned(Resource resource) {
        Kind kind = resource.kind();
        return kind != Kind.HOST
                && kind != Kind.TUNNEL_ZONE
                && kind != Kind.TUNNEL_ZONE_HOST
                && !(resource instanceof Route route && isState(route));
    }

    private static boolean isState(Route route) {
        return route.learned() || route.type() == Route.Type.LOCAL;
    }

    /** Whether such a resource may have been learned by an agent. */
    static boolean isTableEntry(Resource resource) {
        return resource.kind() == Kind.ARP_ENTRY || resource.kind() == Kind.MAC_ENTRY;
    }
}
