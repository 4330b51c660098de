// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Route;

/**
 * The order of writes within the routes of a router. Additions run from the strongest to the weakest route, then
 * removals from the weakest to the strongest, so that at every step each packet takes its old or its new route, as in a
 * chain (DESIGN.md). Equally strong routes share what they match, and come and go together. Routes to public addresses
 * are handed over ({@link Handovers}).
 */
final class RouteTables {
    /** The longest prefix wins, and among equal ones the lowest weight; how long the source prefix is does not matter. */
    private static final Comparator<Route> STRONGEST_FIRST = Comparator.comparing(
                    (Route route) -> -route.destination().prefixBits())
            .thenComparing(Route::weight);

    private final ChangeGraph graph;
    private final Map<Key, NavigableMap<Route, List<Integer>>> added = new HashMap<>();
    private final Map<Key, NavigableMap<Route, List<Integer>>> removed = new HashMap<>();

    /** What replaces what: a route is not removed if its successor could not be made. */
    private final Map<Place, Integer> successors = new HashMap<>();

    private record Place(Key router, String traffic) {
        static Place of(Route route) {
            return new Place(route.router(), route.source() + " -> " + route.destination());
        }
    }

    RouteTables(Difference difference, Handovers handovers, Written written) {
        this.graph = written.graph;
        difference.creations.forEach((key, creation) -> {
            if (creation.subject() instanceof Route route) {
                int node = written.creation(key).orElseThrow();
                if (isOrdered(route)) {
                    put(added, route, node);
                }
                graph.standsOn(successors.computeIfAbsent(Place.of(route), place -> graph.gate(place.router())), node);
            }
        });
        difference.deletions.forEach((key, deletion) -> {
            if (deletion.subject() instanceof Route route && !handovers.vacates(key)) {
                written.ownDeletion(key).ifPresent(node -> orderRemoval(route, node));
            }
        });
    }

    private static boolean isOrdered(Route route) {
        return Claim.of(route).isEmpty();
    }

    private void orderRemoval(Route route, int node) {
        if (successors.containsKey(Place.of(route))) {
            graph.standsOn(node, successors.getOrDefault(Place.of(route), node));
        }
        if (isOrdered(route)) {
            put(removed, route, node);
        }
    }

    private static void put(Map<Key, NavigableMap<Route, List<Integer>>> tables, Route route, int node) {
        tables.computeIfAbsent(route.router(), none -> new TreeMap<>(STRONGEST_FIRST))
                .computeIfAbsent(route, none -> new ArrayList<>())
                .add(node);
    }

    void order() {
        added.forEach((router, routes) -> {
            List<List<Integer>> steps = new ArrayList<>(routes.values());
            if (removed.containsKey(router)) {
                steps.addAll(removed.get(router).descendingMap().values());
            }
            order(router, steps);
        });
        removed.forEach((router, routes) -> {
            if (!added.containsKey(router)) {
                order(router, List.copyOf(routes.descendingMap().values()));
            }
        });
    }

    private void order(Key router, List<List<Integer>> steps) {
        int reached = graph.gate(router);
        for (List<Integer> step : steps) {
            int next = graph.gate(router);
            graph.follows(next, reached);
            for (int node : step) {
                graph.follows(node, reached);
                graph.follows(next, node);
            }
            reached = next;
        }
    }
}
