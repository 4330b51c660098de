// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;

/** The active routes of a router, by prefix (midonet-datapath-semantics.md 8.2). */
final class RouteTable {
    /** Longest prefixes first; the routes of a prefix by weight. */
    private final List<Level> levels;

    private RouteTable(List<Level> levels) {
        this.levels = List.copyOf(levels);
    }

    private record Level(int prefixBits, Map<Ipv4, List<Route>> routes) {}

    static RouteTable of(Collection<Route> active) {
        Map<Integer, Map<Ipv4, List<Route>>> byLength = new TreeMap<>(Comparator.reverseOrder());
        for (Route route : active) {
            byLength.computeIfAbsent(route.destination().prefixBits(), none -> new HashMap<>())
                    .computeIfAbsent(route.destination().network(), none -> new ArrayList<>())
                    .add(route);
        }
        List<Level> levels = new ArrayList<>();
        byLength.forEach((prefixBits, routes) -> {
            routes.replaceAll((network, list) -> list.stream()
                    .sorted(Comparator.comparingInt(Route::weight).thenComparing(Route::key))
                    .toList());
            levels.add(new Level(prefixBits, Map.copyOf(routes)));
        });
        return new RouteTable(levels);
    }

    /**
     * The best routes, all equally good: of the longest destination prefix that has any for this source, those of the
     * lowest weight. The length of the source prefix is no preference.
     */
    List<Route> lookup(Ipv4 source, Ipv4 destination) {
        for (Level level : levels) {
            Ipv4 network = Cidr.containing(destination, level.prefixBits()).network();
            List<Route> best = new ArrayList<>();
            for (Route route : level.routes().getOrDefault(network, List.of())) {
                if (route.source().contains(source)
                        && (best.isEmpty() || best.get(0).weight() == route.weight())) {
                    best.add(route);
                }
            }
            if (!best.isEmpty()) {
                return best;
            }
        }
        return List.of();
    }
}
