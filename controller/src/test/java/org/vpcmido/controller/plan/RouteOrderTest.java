// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.controller.compile.Desired;
import org.vpcmido.controller.compile.Holds;
import org.vpcmido.midonet.resource.ContentAddressed;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.midonet.resource.Router;
import org.vpcmido.midonet.resource.RouterPort;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;

@DisplayName("Routes of a router")
class RouteOrderTest {
    private static final Key ROUTER = Key.of("vpc", "vpc-1", "router");
    private static final Key PORT = ROUTER.child("port");
    private static final List<String> DESTINATIONS =
            List.of("0.0.0.0/0", "10.0.0.0/8", "10.1.0.0/16", "10.1.1.0/24", "10.1.1.1/32", "10.2.0.0/16");
    private static final List<Ipv4> PACKETS = Stream.of(
                    "9.9.9.9", "10.3.0.1", "10.2.0.1", "10.1.2.1", "10.1.1.2", "10.1.1.1")
            .map(Ipv4::of)
            .toList();

    @Test
    @DisplayName("that change give each packet its old next hops or its new ones after every write")
    void everyStepIsOldOrNew() {
        for (long seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            Topology before = topology(randomRoutes(random));
            Topology after = topology(randomRoutes(random));
            Desired desired = new Desired(after, Map.of(), Holds.none(), Map.of(), List.of());
            ReplayedMidonet midonet = new ReplayedMidonet(before);
            long current = seed;
            new Replay(midonet, random, 0)
                    .watching(change -> {
                        for (Ipv4 packet : PACKETS) {
                            Set<String> both = new HashSet<>(nextHops(before, packet));
                            both.addAll(nextHops(after, packet));
                            assertThat(both)
                                    .as("next hops for %s after %s, seed %s", packet, change.key(), current)
                                    .containsAll(nextHops(midonet.read(), packet));
                            if (!nextHops(before, packet).isEmpty()
                                    && !nextHops(after, packet).isEmpty()) {
                                assertThat(nextHops(midonet.read(), packet))
                                        .as("next hops for %s, seed %s", packet, current)
                                        .isNotEmpty();
                            }
                        }
                    })
                    .apply(Planner.plan(desired, before));
            assertThat(midonet.read()).isEqualTo(after);
        }
    }

    private static List<Route> randomRoutes(Random random) {
        List<Route> routes = new ArrayList<>();
        for (String destination : DESTINATIONS) {
            if (random.nextBoolean()) {
                Cidr source = random.nextInt(4) == 0 ? Cidr.of("10.1.0.0/16") : Cidr.ANY;
                Optional<Ipv4> gateway = Optional.of(Ipv4.of("169.254.0.1").plus(random.nextInt(3)));
                routes.add(new Route(
                        ROUTER,
                        ROUTER,
                        Route.Type.NORMAL,
                        source,
                        Cidr.of(destination),
                        Optional.of(PORT),
                        gateway,
                        random.nextInt(2),
                        false));
            }
        }
        return ContentAddressed.keyed(routes);
    }

    /** Of a packet from 10.1.0.9: the longest prefix wins, then the lowest weight. */
    private static Set<String> nextHops(Topology topology, Ipv4 destination) {
        List<Route> matching = topology.all(Kind.ROUTE, Route.class)
                .filter(route -> route.source().contains(Ipv4.of("10.1.0.9"))
                        && route.destination().contains(destination))
                .toList();
        int longest = matching.stream()
                .mapToInt(route -> route.destination().prefixBits())
                .max()
                .orElse(0);
        int lightest = matching.stream()
                .filter(route -> route.destination().prefixBits() == longest)
                .mapToInt(Route::weight)
                .min()
                .orElse(0);
        return matching.stream()
                .filter(route -> route.destination().prefixBits() == longest && route.weight() == lightest)
                .map(route -> route.nextHopGateway().toString())
                .collect(Collectors.toSet());
    }

    private static Topology topology(List<Route> routes) {
        RouterPort port = new RouterPort(
                PORT,
                ROUTER,
                Ipv4.of("169.254.0.9"),
                Cidr.of("169.254.0.0/17"),
                Optional.of(MacAddress.of("02:00:00:00:00:01")),
                Optional.empty(),
                Optional.empty(),
                true);
        Router router = new Router(ROUTER, "", "router", true, Optional.empty(), Optional.empty(), 0);
        return Topology.of(Stream.concat(Stream.of(router, port), routes.stream()));
    }
}
