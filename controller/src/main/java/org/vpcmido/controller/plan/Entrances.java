// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.vpcmido.midonet.resource.ArpEntry;
import org.vpcmido.midonet.resource.BridgePort;
import org.vpcmido.midonet.resource.DhcpHost;
import org.vpcmido.midonet.resource.DhcpSubnet;
import org.vpcmido.midonet.resource.HostInterfacePort;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.MacEntry;
import org.vpcmido.midonet.resource.Port;
import org.vpcmido.midonet.resource.PortGroupPort;
import org.vpcmido.midonet.resource.PortLink;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.midonet.resource.RouterPort;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.net.Ipv4;

/**
 * What opens the way into something goes last, when that is furnished: a machine is plugged in when its bridge can
 * answer it, an uplink when it is known as one, and a public address leads to a router when that can deal with it.
 */
final class Entrances {
    private final Difference difference;
    private final Handovers handovers;
    private final Topology desired;
    private final Written written;
    private final ChangeGraph graph;

    /** Reached when all that is written to a bridge or a router has been tried. */
    private final Map<Key, Integer> furnished = new HashMap<>();

    /** Reached when a port is in all its groups. */
    private final Map<Key, Integer> grouped = new HashMap<>();

    /** By address; those that routes lead to are of transit networks, and unique. */
    private final Map<Ipv4, Key> routers = new HashMap<>();

    Entrances(Difference difference, Handovers handovers, Written written) {
        this.difference = difference;
        this.handovers = handovers;
        this.desired = difference.desired.topology();
        this.written = written;
        this.graph = written.graph;
        desired.all(Kind.PORT, RouterPort.class).forEach(port -> routers.put(port.address(), port.router()));
    }

    void order() {
        difference.creations.forEach((key, creation) ->
                furnish(creation.subject(), written.creation(key).orElseThrow()));
        difference.updates.forEach(
                (key, update) -> furnish(update.subject(), written.update(key).orElseThrow()));
        difference.creations.forEach((key, creation) -> {
            int node = written.creation(key).orElseThrow();
            if (creation.subject() instanceof HostInterfacePort binding) {
                orderBinding(node, binding.port());
            } else if (creation.subject() instanceof Route route && leadsToPublicAddress(route)) {
                orderPublicRoute(node, route);
            }
        });
    }

    private void furnish(Resource part, int node) {
        furnishings(part).forEach(device -> graph.follows(furnished.computeIfAbsent(device, graph::gate), node));
        if (part instanceof PortGroupPort membership) {
            graph.standsOn(grouped.computeIfAbsent(membership.port(), graph::gate), node);
        }
    }

    /** Outside of its group, an uplink does not know the connections of the others, and does not pass for an uplink. */
    private void orderBinding(int node, Key port) {
        Optional.ofNullable(grouped.get(port)).ifPresent(gate -> graph.standsOn(node, gate));
        desired.find(port, BridgePort.class)
                .map(each -> furnished.get(each.bridge()))
                .ifPresent(gate -> graph.follows(node, gate));
    }

    /** An address that has lost its old owner does not wait for what else is done to the router of its new one. */
    private void orderPublicRoute(int node, Route route) {
        route.nextHopGateway()
                .map(routers::get)
                .filter(router -> !handovers.passesOn(route) || difference.creations.containsKey(router))
                .map(furnished::get)
                .ifPresent(gate -> graph.follows(node, gate));
    }

    /** The bridges and routers that work otherwise with {@code part} than without it. */
    private Stream<Key> furnishings(Resource part) {
        if (part instanceof DhcpSubnet subnet) {
            return Stream.of(subnet.bridge());
        } else if (part instanceof DhcpHost host) {
            return Stream.of(host.bridge());
        } else if (part instanceof ArpEntry entry) {
            return Stream.of(entry.bridge());
        } else if (part instanceof MacEntry entry) {
            return Stream.of(entry.bridge());
        } else if (part instanceof RouterPort port) {
            return Stream.of(port.router());
        } else if (part instanceof Route route && !leadsToPublicAddress(route)) {
            return Stream.of(route.router());
        } else if (part instanceof PortLink link) {
            return Stream.of(link.port(), link.peer())
                    .flatMap(end -> desired.find(end, RouterPort.class).stream())
                    .map(Port::device);
        }
        return Stream.empty();
    }

    private static boolean leadsToPublicAddress(Route route) {
        return !Claim.of(route).isEmpty();
    }
}
