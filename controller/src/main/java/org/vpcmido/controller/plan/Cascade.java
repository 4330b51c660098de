// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.Port;
import org.vpcmido.midonet.resource.PortGroupPort;
import org.vpcmido.midonet.resource.PortLink;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.midonet.resource.Router;

/** What MidoNet deletes along with what (midonet-api.md 8). */
final class Cascade {
    private Cascade() {}

    /**
     * The resources each of which takes {@code resource} with it. A jump goes with its target too, and a filter is
     * cleared with its chain, but silently, and that opens a port: a plan never counts on it.
     */
    static Set<Key> goesWith(Resource resource) {
        if (resource instanceof PortLink || resource instanceof PortGroupPort) {
            return resource.references();
        } else if (resource instanceof Route route) {
            return Stream.concat(Stream.of(route.router()), route.nextHopPort().stream())
                    .collect(Collectors.toUnmodifiableSet());
        }
        return resource.owner().map(Set::of).orElse(Set.of());
    }

    /** Whether others go with it, or stand on it. */
    static boolean isStructure(Resource resource) {
        return resource instanceof Router
                || resource instanceof Port
                || resource.kind() == Kind.BRIDGE
                || resource.kind() == Kind.CHAIN
                || resource.kind() == Kind.IP_ADDR_GROUP
                || resource.kind() == Kind.PORT_GROUP
                || resource.kind() == Kind.DHCP_SUBNET
                || resource.kind() == Kind.BGP_PEER;
    }
}
