// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.verify;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.vpcmido.controller.compile.Keys;
import org.vpcmido.controller.plan.Change;
import org.vpcmido.midonet.resource.IpAddrGroupAddr;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Match;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.resource.RuleAction;
import org.vpcmido.midonet.resource.Term;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.PortRange;
import org.vpcmido.model.net.Protocol;
import org.vpcmido.model.verdict.Packet;
import org.vpcmido.model.verdict.Probe;
import org.vpcmido.model.verdict.ProbeSampler;
import org.vpcmido.model.vpc.CloudConfiguration.AddressRange;
import org.vpcmido.model.vpc.NetworkInterface;
import org.vpcmido.model.vpc.SecurityGroup;
import org.vpcmido.model.vpc.SecurityGroupId;
import org.vpcmido.model.vpc.VpcState;

/**
 * Conversations that a plan may open or close: those of the interfaces that it touches, with their neighbours and with
 * the outside, on both sides of the lines that changed rules draw; and some from all over the cloud.
 */
final class ImpactProbes {
    private static final int PEERS_MAX = 12;
    private static final int OUTSIDE_MAX = 12;
    private static final int TRAFFIC_MAX = 60;
    private static final int SOURCE_PORT = 40000;
    private static final Ipv4 SOMEBODY = Ipv4.of("198.18.0.10");

    private final VpcState cloud;
    private final Random random;
    private final Map<String, List<NetworkInterface>> byVpc = new HashMap<>();
    private final Set<Traffic> changedTraffic = new TreeSet<>();
    private final Set<Ipv4> changedAddresses = new LinkedHashSet<>();
    private final List<Route> changedRoutes = new ArrayList<>();
    private final NavigableSet<Key> touched = new TreeSet<>();

    /**
     * What a packet carries.
     *
     * @param port the destination port, or 0 where the protocol has none
     */
    private record Traffic(int protocol, int port) implements Comparable<Traffic> {
        Packet packet(Ipv4 source, Ipv4 destination) {
            Protocol carried = new Protocol(protocol);
            if (carried.equals(Protocol.TCP)) {
                return Packet.tcp(source, SOURCE_PORT, destination, port);
            } else if (carried.equals(Protocol.UDP)) {
                return Packet.udp(source, SOURCE_PORT, destination, port);
            }
            return carried.equals(Protocol.ICMP)
                    ? Packet.echo(source, destination)
                    : Packet.opaque(carried, source, destination);
        }

        @Override
        public int compareTo(Traffic other) {
            return protocol == other.protocol
                    ? Integer.compare(port, other.port)
                    : Integer.compare(protocol, other.protocol);
        }
    }

    /** @param cloud with what is asked for and what is still there */
    ImpactProbes(VpcState cloud, Collection<Change> changes, long seed) {
        this.cloud = cloud;
        this.random = new Random(seed);
        cloud.interfaces()
                .values()
                .forEach(each -> byVpc.computeIfAbsent(each.vpcId().value(), none -> new ArrayList<>())
                        .add(each));
        changes.forEach(this::look);
    }

    private void look(Change change) {
        touched.add(change.key());
        Stream.concat(change.before().stream(), change.after().stream()).forEach(this::look);
    }

    private void look(Resource resource) {
        if (resource instanceof Rule rule) {
            Match match = rule.match();
            Stream.concat(match.nwSrc().stream(), match.nwDst().stream())
                    .map(Term::value)
                    .forEach(this::add);
            if (rule.action() instanceof RuleAction.Nat nat) {
                nat.targets().forEach(target -> changedAddresses.add(target.addressFrom()));
            }
            int protocol = match.nwProto().map(Term::value).orElse(Protocol.TCP.number());
            match.tpDst().map(Term::value).ifPresent(range -> add(protocol, range));
            if (match.tpDst().isEmpty() && match.nwProto().isPresent() && protocol <= 255) {
                changedTraffic.add(new Traffic(protocol, 0));
            }
        } else if (resource instanceof Route route) {
            changedRoutes.add(route);
            add(route.source());
            add(route.destination());
        } else if (resource instanceof IpAddrGroupAddr member) {
            changedAddresses.add(member.address());
        }
    }

    private void add(Cidr block) {
        if (block.prefixBits() == 32) {
            changedAddresses.add(block.network());
        } else if (block.prefixBits() > 0) {
            changedAddresses.add(block.network().plus(1));
        }
    }

    private void add(int protocol, PortRange range) {
        edges(range).forEach(port -> changedTraffic.add(new Traffic(protocol, port)));
    }

    private static Stream<Integer> edges(PortRange range) {
        return Stream.of(
                range.first(),
                range.last(),
                Math.max(0, range.first() - 1),
                Math.min(PortRange.ALL.last(), range.last() + 1));
    }

    /** The conversations, each once: those that are aimed first, at most {@code aimedMax}, then {@code atLarge} others. */
    Set<Probe> draw(int aimedMax, int atLarge) {
        Set<Probe> probes = new LinkedHashSet<>();
        List<NetworkInterface> aims = new ArrayList<>(
                cloud.interfaces().values().stream().filter(this::isTouched).toList());
        Collections.shuffle(aims, random);
        for (NetworkInterface aim : aims) {
            if (probes.size() < aimedMax) {
                aimAt(aim, aims, probes);
            }
        }
        ProbeSampler sampler = new ProbeSampler(cloud, random.nextLong());
        for (int i = 0; i < atLarge; i++) {
            probes.add(sampler.next());
        }
        return probes;
    }

    private boolean isTouched(NetworkInterface each) {
        return changedAddresses.contains(each.privateAddress())
                || each.publicAddress().filter(changedAddresses::contains).isPresent()
                || isTouched("interface/" + each.nameInMidonet())
                || isTouched("subnet/" + each.subnetId())
                || isTouched("network-acl/"
                        + Optional.ofNullable(cloud.subnets().get(each.subnetId()))
                                .map(subnet -> subnet.networkAclId().value())
                                .orElse(""))
                || each.securityGroups().stream().anyMatch(group -> isTouched("security-group/" + group))
                || isRoutedAnew(each);
    }

    private boolean isRoutedAnew(NetworkInterface each) {
        Key router = Keys.vpcRouter(each.vpcId());
        return changedRoutes.stream()
                        .anyMatch(route ->
                                route.router().equals(router) && route.source().contains(each.privateAddress()))
                || cloud.natGateways().values().stream()
                        .anyMatch(nat -> nat.vpcId().equals(each.vpcId()) && isTouched("nat-gateway/" + nat.id()));
    }

    /** Whether anything changes there or below. */
    private boolean isTouched(String place) {
        String below = place + "/";
        Key first = touched.ceiling(new Key(below));
        return first != null && first.path().startsWith(below);
    }

    private void aimAt(NetworkInterface aim, List<NetworkInterface> aims, Set<Probe> probes) {
        Set<Traffic> traffic = traffic(aim);
        for (NetworkInterface peer : peers(aim, aims)) {
            traffic.forEach(each -> {
                probes.add(Probe.from(aim.id(), each.packet(aim.privateAddress(), peer.privateAddress())));
                probes.add(Probe.from(peer.id(), each.packet(peer.privateAddress(), aim.privateAddress())));
            });
        }
        for (Ipv4 outside : outside(aim)) {
            traffic.forEach(each -> {
                probes.add(Probe.from(aim.id(), each.packet(aim.privateAddress(), outside)));
                publicAddresses(aim).forEach(own -> probes.add(Probe.fromOutside(each.packet(outside, own))));
            });
        }
    }

    private Set<Traffic> traffic(NetworkInterface aim) {
        Set<Traffic> traffic = new TreeSet<>(changedTraffic);
        traffic.add(new Traffic(Protocol.ICMP.number(), 0));
        traffic.add(new Traffic(Protocol.TCP.number(), 22));
        traffic.add(new Traffic(Protocol.TCP.number(), 443));
        rules(aim)
                .map(SecurityGroup.Rule::traffic)
                .forEach(each -> each.protocol()
                        .ifPresent(protocol -> each.ports()
                                .ifPresentOrElse(
                                        range -> edges(range)
                                                .forEach(port -> traffic.add(new Traffic(protocol.number(), port))),
                                        () -> traffic.add(new Traffic(protocol.number(), 0)))));
        return limited(traffic, TRAFFIC_MAX);
    }

    private Stream<SecurityGroup.Rule> rules(NetworkInterface aim) {
        return aim.securityGroups().stream()
                .flatMap((SecurityGroupId id) ->
                        Optional.ofNullable(cloud.securityGroups().get(id)).stream())
                .flatMap(group -> Stream.concat(group.ingress().stream(), group.egress().stream()));
    }

    /** Other interfaces of the VPC, those first that are touched themselves. */
    private List<NetworkInterface> peers(NetworkInterface aim, List<NetworkInterface> aims) {
        List<NetworkInterface> others =
                new ArrayList<>(byVpc.getOrDefault(aim.vpcId().value(), List.of()));
        Collections.shuffle(others, random);
        Stream<NetworkInterface> first =
                aims.stream().filter(each -> each.vpcId().equals(aim.vpcId())).limit(PEERS_MAX / 2);
        return Stream.concat(first, others.stream())
                .filter(each -> !each.equals(aim))
                .distinct()
                .limit(PEERS_MAX)
                .toList();
    }

    private Set<Ipv4> outside(NetworkInterface aim) {
        Set<Ipv4> addresses = new LinkedHashSet<>(Set.of(SOMEBODY));
        rules(aim)
                .flatMap(rule -> rule.peer() instanceof SecurityGroup.PeerCidr peer
                        ? Stream.of(peer.cidr())
                        : Stream.<Cidr>empty())
                .filter(block -> block.prefixBits() > 0)
                .forEach(block -> addresses.add(
                        block.prefixBits() == 32
                                ? block.network()
                                : block.network().plus(1)));
        addresses.addAll(changedAddresses);
        return limited(addresses, OUTSIDE_MAX);
    }

    /** Its own, and those of the public pool that something changes about: it may have lost one. */
    private Stream<Ipv4> publicAddresses(NetworkInterface aim) {
        List<AddressRange> pool = cloud.configuration().publicAddresses();
        Stream<Ipv4> changed = changedAddresses.stream()
                .filter(address -> pool.stream().anyMatch(range -> range.contains(address)))
                .limit(OUTSIDE_MAX);
        return Stream.concat(aim.publicAddress().stream(), changed).distinct();
    }

    private static <T> Set<T> limited(Set<T> all, int max) {
        Set<T> some = new LinkedHashSet<>();
        all.stream().limit(max).forEach(some::add);
        return some;
    }
}
