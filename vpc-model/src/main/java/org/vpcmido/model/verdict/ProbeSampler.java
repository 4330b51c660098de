// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.verdict;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.Protocol;
import org.vpcmido.model.vpc.NatGateway;
import org.vpcmido.model.vpc.NetworkInterface;
import org.vpcmido.model.vpc.Subnet;
import org.vpcmido.model.vpc.SubnetId;
import org.vpcmido.model.vpc.VpcId;
import org.vpcmido.model.vpc.VpcState;

/**
 * Packets drawn from a seed and aimed at what a cloud's rules draw lines between: ports and blocks just inside and just
 * outside of rules, reserved, unassigned and public addresses, equal addresses in other VPCs, forged sources, fragments,
 * services. Equal clouds and seeds give equal packets. A cloud without interfaces gets packets from outside only.
 */
public final class ProbeSampler {
    private static final List<Integer> SOURCE_PORTS = List.of(40000, 40000, 1023, 1024, 32768, 61000, 65535);
    private static final List<Integer> ICMP_TYPES = List.of(0, 3, 8, 11, 13);
    private static final List<Integer> ICMP_CODES = List.of(0, 1, 4);
    private static final List<Protocol> OPAQUE = List.of(new Protocol(132), new Protocol(47), new Protocol(50));
    private static final List<Protocol> FRAGMENTED = List.of(Protocol.TCP, Protocol.UDP, Protocol.ICMP);
    private static final List<Ipv4> OUTSIDE =
            List.of(Ipv4.of("198.18.0.10"), Ipv4.of("198.18.0.20"), Ipv4.of("198.18.1.10"), Ipv4.of("9.9.9.9"));
    private static final Ipv4 EVERYBODY = Ipv4.of("255.255.255.255");
    private static final Ipv4 METADATA = Ipv4.of("169.254.169.254");
    private static final Ipv4 RESOLVER = Ipv4.of("169.254.169.253");
    private static final Ipv4 ELSEWHERE = Ipv4.of("192.168.190.7");
    private static final List<Ipv4> ODD = List.of(
            Ipv4.of("169.254.0.1"),
            Ipv4.of("169.254.128.2"),
            METADATA,
            Ipv4.of("224.0.0.251"),
            EVERYBODY,
            Ipv4.of("127.0.0.1"),
            Ipv4.of("255.0.0.10"),
            ELSEWHERE);

    private final Random random;
    private final List<NetworkInterface> interfaces;
    private final Map<VpcId, List<NetworkInterface>> byVpc;
    private final Map<SubnetId, Subnet> subnets;
    private final List<Ipv4> publicAddresses;
    private final List<Ipv4> natGateways;
    private final RuleEdges edges;

    public ProbeSampler(VpcState cloud, long seed) {
        random = new Random(seed);
        interfaces = List.copyOf(cloud.interfaces().values());
        byVpc = interfaces.stream()
                .collect(groupingBy(NetworkInterface::vpcId, collectingAndThen(toList(), List::copyOf)));
        subnets = cloud.subnets();
        publicAddresses = interfaces.stream()
                .flatMap(each -> each.publicAddress().stream())
                .toList();
        natGateways = cloud.natGateways().values().stream()
                .map(NatGateway::publicAddress)
                .flatMap(Optional::stream)
                .toList();
        edges = RuleEdges.of(cloud);
    }

    /** The next packet that opens a conversation. */
    public Probe next() {
        if (interfaces.isEmpty() || chance(25)) {
            Ipv4 source = chance(95) ? outside() : anyInside();
            return Probe.fromOutside(packet(source, publicDestination()));
        }
        NetworkInterface sender = one(interfaces);
        if (chance(6)) {
            return Probe.from(sender.id(), toService(sender));
        }
        Ipv4 destination = destination(sender);
        // What a guest sends to itself never leaves it, whatever source it makes up.
        boolean forges = chance(6) && !destination.equals(sender.privateAddress());
        return Probe.from(sender.id(), packet(forges ? forged() : sender.privateAddress(), destination));
    }

    private Ipv4 destination(NetworkInterface sender) {
        int kind = random.nextInt(100);
        if (kind < 40) {
            return one(byVpc.getOrDefault(sender.vpcId(), interfaces)).privateAddress();
        } else if (kind < 60) {
            return publicDestination();
        } else if (kind < 78) {
            return one(OUTSIDE);
        } else if (kind < 90) {
            return one(chance(50) ? edges.ofRules() : edges.ofSubnets());
        }
        return kind < 95 ? anyInside() : one(ODD);
    }

    private Ipv4 publicDestination() {
        if (!natGateways.isEmpty() && chance(10)) {
            return one(natGateways);
        }
        return publicAddresses.isEmpty() || chance(8) ? one(edges.ofPublicRanges()) : one(publicAddresses);
    }

    private Ipv4 outside() {
        return chance(80) ? one(OUTSIDE) : one(edges.ofRules());
    }

    private Ipv4 anyInside() {
        return interfaces.isEmpty() ? ELSEWHERE : one(interfaces).privateAddress();
    }

    private Ipv4 forged() {
        return chance(50) ? anyInside() : ELSEWHERE;
    }

    private Packet packet(Ipv4 source, Ipv4 destination) {
        int kind = random.nextInt(100);
        if (kind < 45) {
            return Packet.tcp(source, one(SOURCE_PORTS), destination, one(edges.ports()));
        } else if (kind < 65) {
            return Packet.udp(source, one(SOURCE_PORTS), destination, one(edges.ports()));
        } else if (kind < 80) {
            return Packet.echo(source, destination);
        } else if (kind < 90) {
            return Packet.icmp(source, destination, one(ICMP_TYPES), one(ICMP_CODES));
        }
        return kind < 95
                ? Packet.opaque(one(OPAQUE), source, destination)
                : Packet.laterFragment(one(FRAGMENTED), source, destination);
    }

    private Packet toService(NetworkInterface sender) {
        Ipv4 own = sender.privateAddress();
        Optional<Subnet> subnet = Optional.ofNullable(subnets.get(sender.subnetId()));
        return switch (random.nextInt(6)) {
            case 0 -> Packet.udp(Ipv4.ANY, 68, EVERYBODY, 67);
            case 1 -> Packet.tcp(own, 40000, METADATA, chance(67) ? 80 : 22);
            case 2 -> Packet.udp(own, 40000, RESOLVER, chance(67) ? 53 : 123);
            case 3 -> Packet.echo(own, subnet.map(Subnet::router).orElse(METADATA));
            case 4 -> Packet.udp(own, 40000, subnet.map(Subnet::resolver).orElse(RESOLVER), 53);
            default -> Packet.tcp(own, 40000, RESOLVER, 53);
        };
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
