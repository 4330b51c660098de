// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.vpcmido.midonet.resource.BgpNetwork;
import org.vpcmido.midonet.resource.Chain;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Rule;

/**
 * Which change comes after which: what is used before its users, users before what they used, the new before the old
 * that it replaces, and the old before the new where both cannot be ({@link Handovers}).
 */
final class Ordering {
    private final Difference difference;
    private final Written written;
    private final ChangeGraph graph;
    private final Lanes lanes;
    private final Map<Key, Integer> ready = new HashMap<>();

    private Ordering(Difference difference, Handovers handovers, Written written) {
        this.difference = difference;
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
        new RouteTables(difference, handovers, written).order();
        ordering.orderAnnouncements();
        new Entrances(difference, handovers, written).order();
        new Neighbours(difference, written).order();
        handovers.shortenGaps(written);
        new Passages(difference, handovers, written).order();
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

    /** An announcement is withdrawn when those that are to be made have been tried. */
    private void orderAnnouncements() {
        Map<Key, Integer> announced = new HashMap<>();
        difference.creations.forEach((key, creation) -> {
            if (creation.subject() instanceof BgpNetwork network) {
                graph.follows(
                        announced.computeIfAbsent(network.router(), graph::gate),
                        written.creation(key).orElseThrow());
            }
        });
        difference.deletions.forEach((key, deletion) -> {
            if (deletion.subject() instanceof BgpNetwork network && announced.containsKey(network.router())) {
                int gate = announced.getOrDefault(network.router(), 0);
                written.ownDeletion(key).ifPresent(node -> graph.follows(node, gate));
            }
        });
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
