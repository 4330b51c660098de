// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.verdict;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.vpc.RouteTable.Route;
import org.vpcmido.model.vpc.RouteTarget;

/**
 * A route table as packets see it: the longest prefix wins, and the VPC's own block is always local, whether the table
 * says so or not; no other route of exactly that block counts.
 *
 * @param longestFirst its routes, the longest prefix first
 */
record RouteLookup(List<Route> longestFirst) {
    private static final Comparator<Route> LONGEST_FIRST = Comparator.comparingInt(
                    (Route route) -> route.destination().prefixBits())
            .reversed();

    static RouteLookup of(Cidr vpc, List<Route> routes) {
        Stream<Route> others =
                routes.stream().filter(route -> !route.destination().equals(vpc));
        Stream<Route> local = Stream.of(new Route(vpc, new RouteTarget.Local()));
        return new RouteLookup(
                Stream.concat(others, local).sorted(LONGEST_FIRST).toList());
    }

    /** The route that decides, among those to targets that count. */
    Optional<Route> towards(Ipv4 destination, Predicate<RouteTarget> counts) {
        return longestFirst.stream()
                .filter(route -> route.destination().contains(destination) && counts.test(route.target()))
                .findFirst();
    }
}
