// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vpcmido.midonet.resource.ArpEntry;
import org.vpcmido.midonet.resource.Bridge;
import org.vpcmido.midonet.resource.BridgePort;
import org.vpcmido.midonet.resource.HostInterfacePort;
import org.vpcmido.midonet.resource.IpAddrGroupAddr;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.MacEntry;
import org.vpcmido.midonet.resource.Match;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.resource.RuleAction;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;

/**
 * Whether a change lets more packets pass or fewer. Only what is in use counts: nothing passes a chain or a router yet
 * that is new, nor any more one that goes.
 */
final class PassageEffects {
    private final Topology actual;
    private final Topology desired;

    /** By router, what ends in a black hole before and after the change. */
    private final Map<Key, Set<Cidr>> blackHoles = new HashMap<>();

    /** What becomes of packets. */
    enum Effect {
        OPENS,
        CLOSES,
        NONE
    }

    PassageEffects(Difference difference) {
        this.actual = difference.actual;
        this.desired = difference.desired.topology();
        actual.all(Kind.ROUTE, Route.class)
                .filter(route -> route.type() == Route.Type.BLACK_HOLE && desired.contains(route.key()))
                .forEach(route -> blackHoles
                        .computeIfAbsent(route.router(), none -> new HashSet<>())
                        .add(route.destination()));
    }

    Effect ofComing(Resource subject) {
        if (subject instanceof Rule rule && stays(rule.chain())) {
            if (isAccept(rule) && isCovered(rule, actual)) {
                return Effect.NONE;
            }
            // What is translated has a way to the outside.
            boolean opens = admits(rule) || rule.action() instanceof RuleAction.Nat;
            return isDrop(rule) ? Effect.CLOSES : opens ? Effect.OPENS : Effect.NONE;
        } else if (subject instanceof Route route && stays(route.router())) {
            return route.type() == Route.Type.NORMAL ? Effect.OPENS : Effect.CLOSES;
        }
        return isMember(subject) || subject instanceof HostInterfacePort ? Effect.OPENS : Effect.NONE;
    }

    /** A rule that translates goes late as it is: what took its way has turned elsewhere by then. */
    Effect ofGoing(Resource subject) {
        if (subject instanceof Rule rule && stays(rule.chain())) {
            if (isAccept(rule) && isCovered(rule, desired)) {
                return Effect.NONE;
            }
            return isDrop(rule) ? Effect.OPENS : admits(rule) ? Effect.CLOSES : Effect.NONE;
        } else if (subject instanceof Route route && stays(route.router())) {
            return route.type() == Route.Type.NORMAL && endsInBlackHole(route) ? Effect.CLOSES : Effect.OPENS;
        }
        return isMember(subject) || subject instanceof HostInterfacePort ? Effect.CLOSES : Effect.NONE;
    }

    /** Whether all that {@code rule} accepts is accepted anyway, by rules before which nothing is refused. */
    private static boolean isCovered(Rule rule, Topology topology) {
        return topology.rules(rule.chain()).stream()
                .takeWhile(PassageEffects::isAccept)
                .anyMatch(other -> Overlap.covers(other.match(), rule.match()));
    }

    private static boolean isDrop(Rule rule) {
        return rule.action() == RuleAction.Verdict.DROP || rule.action() == RuleAction.Verdict.REJECT;
    }

    private static boolean admits(Rule rule) {
        return isAccept(rule) || rule.action() instanceof RuleAction.Jump;
    }

    private static boolean isAccept(Rule rule) {
        return rule.action() == RuleAction.Verdict.ACCEPT;
    }

    private boolean isMember(Resource subject) {
        return subject instanceof IpAddrGroupAddr && !chains(subject).isEmpty();
    }

    /** What else would be done with all of its packets; a weaker route may lead outside. */
    private boolean endsInBlackHole(Route route) {
        Set<Cidr> holes = blackHoles.getOrDefault(route.router(), Set.of());
        boolean found = false;
        for (int bits = 0; bits <= route.destination().prefixBits() && !found && !holes.isEmpty(); bits++) {
            found = holes.contains(Cidr.containing(route.destination().network(), bits));
        }
        return found;
    }

    private boolean stays(Key key) {
        return actual.contains(key) && desired.contains(key);
    }

    /** The chains in use in which a rule, or a member of a group, decides. */
    Set<Key> chains(Resource subject) {
        if (subject instanceof Rule rule) {
            return Set.of(rule.chain());
        } else if (subject instanceof IpAddrGroupAddr member) {
            return users(member.group())
                    .filter(PassageEffects::isAccept)
                    .map(Rule::chain)
                    .filter(this::stays)
                    .collect(Collectors.toUnmodifiableSet());
        }
        return Set.of();
    }

    /** Whether there may be packets about which both changes decide, each in its own chain. */
    boolean mayMeet(Resource one, Key chain, Resource other, Key otherChain) {
        List<Match> matches = matches(other, otherChain);
        return matches(one, chain).stream()
                .anyMatch(match -> matches.stream().anyMatch(alternative -> !Overlap.isNone(match, alternative)));
    }

    /** What a rule, what it jumps to or the rules that name a member's group match. */
    private List<Match> matches(Resource subject, Key chain) {
        Stream<Rule> rules = Stream.empty();
        if (subject instanceof Rule rule) {
            rules = rule.jumpTarget()
                    .map(target -> Stream.of(actual, desired)
                            .flatMap(topology -> topology.rules(target).stream())
                            .filter(PassageEffects::isAccept))
                    .orElse(Stream.of(rule));
        } else if (subject instanceof IpAddrGroupAddr member) {
            rules = users(member.group())
                    .filter(rule -> isAccept(rule) && rule.chain().equals(chain));
        }
        return rules.map(Rule::match).distinct().toList();
    }

    /** The chains in which {@code chain} takes part: itself, and those that jump to it. */
    Set<Key> filters(Key chain) {
        return Stream.concat(Stream.of(chain), users(chain).map(Rule::chain)).collect(Collectors.toUnmodifiableSet());
    }

    /** The ports of the next hops of routes, and the filters that packets to and from these hops pass. */
    Set<Key> behind(List<Route> routes) {
        Set<Key> behind = new HashSet<>();
        Map<Key, Map<Ipv4, Key>> neighbours = new HashMap<>();
        for (Route route : routes) {
            route.nextHopPort()
                    .flatMap(actual::peer)
                    .flatMap(peer -> actual.find(peer, BridgePort.class))
                    .flatMap(port -> actual.find(port.bridge(), Bridge.class))
                    .ifPresent(bridge -> route.nextHopGateway()
                            .map(neighbours.computeIfAbsent(bridge.key(), this::neighbours)::get)
                            .flatMap(port -> actual.find(port, BridgePort.class))
                            .ifPresent(port -> {
                                behind.add(port.key());
                                port.filters().forEach(behind::add);
                                bridge.inboundFilter().ifPresent(behind::add);
                                bridge.outboundFilter().ifPresent(behind::add);
                            }));
        }
        return behind;
    }

    /** The ports of a bridge by the addresses behind them. */
    private Map<Ipv4, Key> neighbours(Key bridge) {
        Map<MacAddress, Key> ports = new HashMap<>();
        actual.referringTo(bridge, MacEntry.class).forEach(entry -> ports.put(entry.mac(), entry.port()));
        Map<Ipv4, Key> neighbours = new HashMap<>();
        actual.referringTo(bridge, ArpEntry.class)
                .filter(entry -> ports.containsKey(entry.mac()))
                .forEach(entry -> neighbours.put(entry.address(), ports.get(entry.mac())));
        return neighbours;
    }

    /** The rules of a chain and those that refer to it or to a group, before or after the change. */
    private Stream<Rule> users(Key key) {
        return Stream.of(actual, desired).flatMap(topology -> topology.referringTo(key, Rule.class));
    }
}
