// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.vpcmido.midonet.resource.ArpEntry;
import org.vpcmido.midonet.resource.BgpNetwork;
import org.vpcmido.midonet.resource.BridgePort;
import org.vpcmido.midonet.resource.Chain;
import org.vpcmido.midonet.resource.DhcpHost;
import org.vpcmido.midonet.resource.DhcpSubnet;
import org.vpcmido.midonet.resource.HostInterfacePort;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.MacEntry;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.midonet.resource.Rule;

/**
 * Which change comes after which: what is used before its users, users before what they used, the new before the old
 * that it replaces, and the old before the new where both cannot be ({@link Handovers}).
 */
final class Ordering {
    private final Difference difference;
    private final Handovers handovers;
    private final Written written;
    private final ChangeGraph graph;
    private final Lanes lanes;
    private final Map<Key, Integer> ready = new HashMap<>();

    private Ordering(Difference difference, Handovers handovers, Written written) {
        this.difference = difference;
        this.handovers = handovers;
        this.written = written;
        this.graph = written.graph;
        this.lanes = new Lanes(difference, handovers, written);
    }

    static void order(Difference difference, Handovers handovers, Written written) {
        Ordering ordering = new Ordering(difference, handovers, written);
        ordering.lanes.order();
        ordering.difference.creations.values().forEach(ordering::orderCreation);
        ordering.difference.updates.values().forEach(ordering::orderUpdate);
        ordering.difference.deletions.values().forEach(ordering::orderDeletion);
        handovers.order(written);
        ordering.orderRoutes();
        ordering.orderBindings();
        ordering.orderStructure();
    }

    private void orderCreation(Change.Create creation) {
        int node = written.creation(creation.key()).orElseThrow();
        waitForReferences(node, creation.subject());
        written.ownDeletion(creation.key()).ifPresent(deletion -> {
            graph.standsOn(node, deletion);
            // What cannot be made again is not deleted, and the gap between both is short.
            if (creation.subject().references().stream().noneMatch(difference.deletions::containsKey)) {
                waitForReferences(deletion, creation.subject());
            }
        });
    }

    private void orderUpdate(Change.Update update) {
        waitForReferences(written.update(update.key()).orElseThrow(), update.subject());
    }

    private void waitForReferences(int node, Resource subject) {
        for (Key reference : subject.references()) {
            if (reference.equals(subject.lane())) {
                written.creation(reference).ifPresent(company -> graph.standsOn(node, company));
                written.update(reference).ifPresent(company -> graph.standsOn(node, company));
            } else {
                graph.standsOn(node, ready(reference));
            }
        }
    }

    /**
     * The point at which something may be used. A chain is ready when it is whole and everything that it leads to is
     * ready, a group when all its addresses are there, anything else when it is as asked for and all that it refers to
     * is ready. So a port is bound only when every chain behind its filters is whole, however far behind.
     */
    private int ready(Key key) {
        Integer known = ready.get(key);
        if (known != null) {
            return known;
        }
        int gate = graph.gate(key);
        ready.put(key, gate);
        written.creation(key).ifPresent(node -> graph.standsOn(gate, node));
        written.update(key).ifPresent(node -> graph.standsOn(gate, node));
        lanes.made(key).ifPresent(node -> graph.standsOn(gate, node));
        lanes.cleared(key).ifPresent(node -> graph.follows(gate, node));
        difference.desired.topology().find(key).ifPresent(resource -> {
            resource.references().forEach(reference -> graph.standsOn(gate, ready(reference)));
            if (resource instanceof Chain) {
                difference
                        .desired
                        .topology()
                        .referringTo(key, Rule.class)
                        .filter(rule -> rule.chain().equals(key))
                        .forEach(rule -> rule.references().stream()
                                .filter(reference -> !reference.equals(key))
                                .forEach(reference -> graph.standsOn(gate, ready(reference))));
            }
        });
        return gate;
    }

    /** Whoever refers to something goes before it, or is changed before it goes. */
    private void orderDeletion(Change.Delete deletion) {
        Key key = deletion.key();
        int node = written.deletion(key).orElseThrow();
        difference.actual.referringTo(key).forEach(user -> {
            OptionalInt departure = written.deletion(user.key());
            OptionalInt update = written.update(user.key());
            boolean goesAlong =
                    written.isImplied(user.key()) && Cascade.goesWith(user).contains(key);
            if (departure.isPresent() && !goesAlong && departure.getAsInt() != node) {
                graph.standsOn(node, departure.getAsInt());
            } else if (update.isPresent() && !isUsedAfterwards(user, key)) {
                graph.standsOn(node, update.getAsInt());
            }
        });
    }

    private boolean isUsedAfterwards(Resource user, Key key) {
        Change.Update update = difference.updates.get(user.key());
        return update == null || update.subject().references().contains(key);
    }

    /** A route gives way when its successor is there; two at a time do no harm. */
    private void orderRoutes() {
        Map<Set<Object>, Integer> arrived = new HashMap<>();
        for (Change.Create creation : difference.creations.values()) {
            int node = written.creation(creation.key()).orElseThrow();
            if (creation.subject() instanceof Route route) {
                graph.standsOn(arrived.computeIfAbsent(place(route), none -> graph.gate(route.router())), node);
            } else if (creation.subject() instanceof BgpNetwork network) {
                graph.follows(
                        arrived.computeIfAbsent(Set.of(network.router()), none -> graph.gate(network.router())), node);
            }
        }
        for (Change.Delete deletion : difference.deletions.values()) {
            OptionalInt node = written.ownDeletion(deletion.key());
            if (node.isEmpty() || handovers.vacates(deletion.key())) {
                continue;
            }
            if (deletion.subject() instanceof Route route && arrived.containsKey(place(route))) {
                graph.standsOn(node.getAsInt(), arrived.getOrDefault(place(route), 0));
            } else if (deletion.subject() instanceof BgpNetwork network
                    && arrived.containsKey(Set.<Object>of(network.router()))) {
                graph.follows(node.getAsInt(), arrived.getOrDefault(Set.<Object>of(network.router()), 0));
            }
        }
    }

    private static Set<Object> place(Route route) {
        return Set.of(route.router(), "from " + route.source(), "to " + route.destination());
    }

    /** A machine is plugged in last, when its bridge can answer it. */
    private void orderBindings() {
        Map<Key, Integer> furnished = new HashMap<>();
        for (Change.Create creation : difference.creations.values()) {
            bridgeOf(creation.subject())
                    .ifPresent(bridge -> graph.follows(
                            furnished.computeIfAbsent(bridge, graph::gate),
                            written.creation(creation.key()).orElseThrow()));
        }
        for (Change.Update update : difference.updates.values()) {
            bridgeOf(update.subject())
                    .ifPresent(bridge -> graph.follows(
                            furnished.computeIfAbsent(bridge, graph::gate),
                            written.update(update.key()).orElseThrow()));
        }
        for (Change.Create creation : difference.creations.values()) {
            if (creation.subject() instanceof HostInterfacePort binding) {
                difference
                        .desired
                        .topology()
                        .find(binding.port(), BridgePort.class)
                        .map(port -> furnished.get(port.bridge()))
                        .ifPresent(gate ->
                                graph.follows(written.creation(binding.key()).orElseThrow(), gate));
            }
        }
    }

    private static Optional<Key> bridgeOf(Resource resource) {
        if (resource instanceof DhcpSubnet subnet) {
            return Optional.of(subnet.bridge());
        } else if (resource instanceof DhcpHost host) {
            return Optional.of(host.bridge());
        } else if (resource instanceof ArpEntry entry) {
            return Optional.of(entry.bridge());
        } else if (resource instanceof MacEntry entry) {
            return Optional.of(entry.bridge());
        }
        return Optional.empty();
    }

    /**
     * Devices, chains and groups go last, when everything else is as asked for: a route can lead to a NAT gateway by
     * its address alone, and no reference tells. Those that must make room go when they must.
     */
    private void orderStructure() {
        boolean[] others = new boolean[graph.size()];
        difference
                .creations
                .keySet()
                .forEach(key -> others[written.creation(key).orElseThrow()] = true);
        difference.updates.keySet().forEach(key -> others[written.update(key).orElseThrow()] = true);
        for (Change.Delete deletion : difference.deletions.values()) {
            if (!Cascade.isStructure(deletion.subject())) {
                written.ownDeletion(deletion.key()).ifPresent(node -> others[node] = true);
            }
        }
        boolean[] needed = graph.leadingTo(others);
        int settled = graph.gate(new Key("settled"));
        for (int node = 0; node < others.length; node++) {
            if (others[node]) {
                graph.follows(settled, node);
            }
        }
        for (Change.Delete deletion : difference.deletions.values()) {
            written.ownDeletion(deletion.key()).stream()
                    .filter(node -> !needed[node])
                    .forEach(node -> graph.follows(node, settled));
        }
    }
}
