// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.vpcmido.midonet.resource.HostInterfacePort;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Route;

/**
 * The order among changes in different places, of which one lets more packets pass and another lets fewer. Where packets
 * may pass by either of two ways (two groups of a machine, an old and a new next hop), the new way opens before the old
 * one closes. Where they must pass both (groups, network ACLs, routes), what closes goes before what opens: else a packet
 * that was refused here, and is going to be refused there, would pass in between.
 *
 * <p>What closes and must wait for something that opens goes second, whatever stands in series with it: to cut off what
 * both the old and the new state deliver is the greater harm.
 */
final class Passages {
    /** Up to so many pairs of changes of two chains are looked at one by one. */
    private static final int PAIRS_MAX = 4096;

    private final Difference difference;
    private final Written written;
    private final ChangeGraph graph;
    private final PassageEffects effects;
    private final List<Passage> opening = new ArrayList<>();
    private final List<Passage> closing = new ArrayList<>();

    /**
     * A change of what may pass.
     *
     * @param node its node
     * @param subject what comes or goes
     * @param chains the chains in use in which it decides; none for routes and ports
     */
    private record Passage(int node, Resource subject, Set<Key> chains) {
        Optional<Route> route() {
            return Optional.of(subject).filter(Route.class::isInstance).map(Route.class::cast);
        }
    }

    Passages(Difference difference, Handovers handovers, Written written) {
        this.difference = difference;
        this.written = written;
        this.graph = written.graph;
        this.effects = new PassageEffects(difference);
        difference.creations.forEach((key, creation) -> {
            if (!difference.deletions.containsKey(key) && !handovers.passesOn(creation.subject())) {
                sort(creation.subject(), effects.ofComing(creation.subject()), written.creation(key));
            }
        });
        difference.deletions.forEach((key, deletion) -> {
            if (!difference.creations.containsKey(key) && !handovers.vacates(key)) {
                sort(deletion.subject(), effects.ofGoing(deletion.subject()), departure(deletion.subject()));
            }
        });
    }

    private void sort(Resource subject, PassageEffects.Effect effect, OptionalInt node) {
        if (node.isPresent() && effect != PassageEffects.Effect.NONE) {
            Passage passage = new Passage(node.getAsInt(), subject, effects.chains(subject));
            (effect == PassageEffects.Effect.OPENS ? opening : closing).add(passage);
        }
    }

    /** A machine is unplugged by the deletion of its binding, or of its port. */
    private OptionalInt departure(Resource subject) {
        OptionalInt own = written.ownDeletion(subject.key());
        return own.isEmpty() && subject instanceof HostInterfacePort binding
                ? written.ownDeletion(binding.port())
                : own;
    }

    void order() {
        if (!opening.isEmpty() && !closing.isEmpty()) {
            orderChains();
            orderNextHops();
            graph.grantWishes();
            orderSeries();
        }
    }

    /** A packet passes if one of the chains that its filter jumps to lets it. */
    private void orderChains() {
        Map<Key, List<Passage>> opened = byChain(opening);
        Map<Key, List<Key>> openedIn = new HashMap<>();
        opened.keySet()
                .forEach(chain -> effects.filters(chain)
                        .forEach(filter -> openedIn.computeIfAbsent(filter, none -> new ArrayList<>())
                                .add(chain)));
        byChain(closing)
                .forEach((chain, closed) -> effects.filters(chain).stream()
                        .flatMap(filter -> openedIn.getOrDefault(filter, List.of()).stream())
                        .distinct()
                        .forEach(other ->
                                orderAlternatives(chain, closed, other, opened.getOrDefault(other, List.of()))));
    }

    private static Map<Key, List<Passage>> byChain(List<Passage> passages) {
        Map<Key, List<Passage>> chains = new TreeMap<>();
        passages.forEach(each -> each.chains()
                .forEach(chain ->
                        chains.computeIfAbsent(chain, none -> new ArrayList<>()).add(each)));
        return chains;
    }

    /** Of many changes, it is not asked which have to do with which. */
    private void orderAlternatives(Key chain, List<Passage> closed, Key other, List<Passage> opened) {
        if ((long) closed.size() * opened.size() <= PAIRS_MAX) {
            closed.forEach(each -> opened.stream()
                    .filter(alternative -> effects.mayMeet(each.subject(), chain, alternative.subject(), other))
                    .forEach(alternative -> graph.wish(each.node(), alternative.node())));
        } else {
            int gate = graph.gate(other);
            opened.forEach(each -> graph.follows(gate, each.node()));
            closed.forEach(each -> graph.wish(each.node(), gate));
        }
    }

    /** Traffic has turned to another next hop before anything closes on the way that it took. */
    private void orderNextHops() {
        List<Route> left = Stream.concat(opening.stream(), closing.stream())
                .flatMap(each -> each.route().stream())
                .filter(route -> !difference.creations.containsKey(route.key()))
                .toList();
        Set<Key> behind = effects.behind(left);
        if (!behind.isEmpty()) {
            int turned = graph.gate(new Key("turned"));
            Stream.concat(opening.stream(), closing.stream())
                    .filter(each -> each.route().isPresent())
                    .forEach(each -> graph.follows(turned, each.node()));
            closing.stream()
                    .filter(each -> places(each).anyMatch(behind::contains))
                    .forEach(each -> graph.wish(each.node(), turned));
        }
    }

    private Stream<Key> places(Passage passage) {
        return passage.subject() instanceof HostInterfacePort binding
                ? Stream.of(binding.port())
                : passage.chains().stream().flatMap(chain -> effects.filters(chain).stream());
    }

    /** First what closes and waits for nothing that opens; last what opens and lets nothing wait that closes. */
    private void orderSeries() {
        boolean[] isSecond = graph.reachableFrom(nodes(opening));
        boolean[] isAwaited = graph.leadingTo(nodes(closing));
        int first = graph.gate(new Key("closed first"));
        int all = graph.gate(new Key("closed"));
        for (Passage each : closing) {
            graph.follows(all, each.node());
            if (!isSecond[each.node()]) {
                graph.follows(first, each.node());
            }
        }
        opening.forEach(each -> graph.follows(each.node(), isAwaited[each.node()] ? first : all));
    }

    private boolean[] nodes(List<Passage> passages) {
        boolean[] nodes = new boolean[graph.size()];
        passages.forEach(each -> nodes[each.node()] = true);
        return nodes;
    }
}
