// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import java.util.List;
import org.vpcmido.midonet.resource.Route;

/**
 * Picks one of several equal routes. Agents take a hash over an unordered set (midonet-datapath-semantics.md 8.2), so
 * any of them is right.
 */
@FunctionalInterface
public interface RouteChoice {
    /** By addresses, protocol and ports: the same for each packet of one direction of a connection. */
    RouteChoice BY_HASH = (routes, packet) -> {
        int hash = packet.source().hashCode() * 31 + packet.destination().hashCode();
        hash = (hash * 31 + packet.protocol()) * 31 + packet.sourcePort() * 65_537 + packet.destinationPort();
        return routes.get(Math.floorMod(hash ^ (hash >>> 16), routes.size()));
    };

    /** One of {@code routes}, which are at least two. */
    Route choose(List<Route> routes, Packet packet);
}
