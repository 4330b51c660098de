// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.given;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.PortRange;
import org.vpcmido.model.net.Protocol;
import org.vpcmido.model.verdict.Packet;
import org.vpcmido.model.verdict.Probe;
import org.vpcmido.model.vpc.NetworkAcl;
import org.vpcmido.model.vpc.NetworkInterface;
import org.vpcmido.model.vpc.SecurityGroup;
import org.vpcmido.model.vpc.SecurityGroup.PeerCidr;
import org.vpcmido.model.vpc.Subnet;
import org.vpcmido.model.vpc.SubnetId;
import org.vpcmido.model.vpc.Traffic;
import org.vpcmido.model.vpc.VpcState;

/**
 * Packets drawn from a seed and aimed at the edges of a cloud's rules: ports and blocks just inside and just outside,
 * reserved and unassigned addresses, public addresses from inside, spoofed sources, fragments. Clouds without interfaces
 * get packets from outside only.
 */
public final class RandomPackets {
    private static final List<Integer> SOURCE_PORTS = List.of(40000, 40000, 1023, 1024, 32768, 61000, 65535);
    private static final List<Protocol> OPAQUE = List.of(new Protocol(132), new Protocol(47), new Protocol(50));
    private static final List<Ipv4> OUTSIDE = List.of(
            ReferenceCloud.X1, ReferenceCloud.X1, ReferenceCloud.X2, Ipv4.of("198.18.1.10"), Ipv4.of("9.9.9.9"));
    private static final List<Ipv4> ODD = List.of(
            Ipv4.of("169.254.0.1"),
            Ipv4.of("169.254.169.254"),
            Ipv4.of("224.0.0.251"),
            Ipv4.of("255.255.255.255"),
            Ipv4.of("192.168.190.7"),
            Ipv4.of("203.0.113.249"));

    private final Draw draw;
    private final List<NetworkInterface> interfaces;
    private final List<Ipv4> publicAddresses;
    private final List<Ipv4> natGateways;
    private final Map<SubnetId, Ipv4> routers;
    private final List<Integer> ports;
    private final List<Ipv4> edges;
    private final List<Ipv4> subnetEdges;

    public RandomPackets(VpcState cloud, long seed) {
        draw = Draw.of(seed);
        interfaces = List.copyOf(cloud.interfaces().values());
        publicAddresses = interfaces.stream()
                .flatMap(each -> each.publicAddress().stream())
                .toList();
        natGateways = cloud.natGateways().values().stream()
                .flatMap(each -> each.publicAddress().stream())
                .toList();
        routers = cloud.subnets().values().stream().collect(Collectors.toMap(Subnet::id, Subnet::router));
        ports = ports(cloud);
        edges = edges(cloud);
        subnetEdges = cloud.subnets().values().stream()
                .map(Subnet::cidr)
                .flatMap(RandomPackets::aroundEdges)
                .toList();
    }

    /** The next packet that opens a conversation. */
    public Probe next() {
        if (interfaces.isEmpty() || draw.chance(25)) {
            Ipv4 source = draw.chance(95) ? outside() : anyInside();
            return Probe.fromOutside(packet(source, publicDestination()));
        }
        NetworkInterface sender = draw.one(interfaces);
        if (draw.chance(6)) {
            return Probe.from(sender.id(), service(sender));
        }
        Ipv4 source = draw.chance(94) ? sender.privateAddress() : draw.one(anyInside(), Ipv4.of("192.168.190.7"));
        return Probe.from(sender.id(), packet(source, destination(sender)));
    }

    private Ipv4 destination(NetworkInterface sender) {
        int kind = draw.between(0, 99);
        if (kind < 40) {
            List<NetworkInterface> sameVpc = interfaces.stream()
                    .filter(each -> each.vpcId().equals(sender.vpcId()))
                    .toList();
            return draw.one(sameVpc).privateAddress();
        } else if (kind < 60) {
            return publicDestination();
        } else if (kind < 80) {
            return draw.one(OUTSIDE);
        } else if (kind < 90) {
            return draw.chance(50) ? draw.one(edges) : draw.one(subnetEdges);
        }
        return kind < 95 ? anyInside() : draw.one(ODD);
    }

    private Ipv4 publicDestination() {
        if (!natGateways.isEmpty() && draw.chance(10)) {
            return draw.one(natGateways);
        }
        return publicAddresses.isEmpty() || draw.chance(8)
                ? draw.one(Ipv4.of("203.0.113.249"), Ipv4.of("203.0.113.1"))
                : draw.one(publicAddresses);
    }

    private Ipv4 outside() {
        return draw.chance(80) ? draw.one(OUTSIDE) : draw.one(edges);
    }

    private Ipv4 anyInside() {
        return interfaces.isEmpty()
                ? Ipv4.of("10.0.1.10")
                : draw.one(interfaces).privateAddress();
    }

    private Packet packet(Ipv4 source, Ipv4 destination) {
        int kind = draw.between(0, 99);
        if (kind < 45) {
            return Packet.tcp(source, draw.one(SOURCE_PORTS), destination, draw.one(ports));
        } else if (kind < 65) {
            return Packet.udp(source, draw.one(SOURCE_PORTS), destination, draw.one(ports));
        } else if (kind < 80) {
            return Packet.echo(source, destination);
        } else if (kind < 90) {
            return Packet.icmp(source, destination, draw.one(0, 3, 8, 11, 13), draw.one(0, 1, 4));
        }
        return kind < 95
                ? Packet.opaque(draw.one(OPAQUE), source, destination)
                : Packet.laterFragment(draw.one(Protocol.TCP, Protocol.UDP, Protocol.ICMP), source, destination);
    }

    private Packet service(NetworkInterface sender) {
        Ipv4 own = sender.privateAddress();
        Ipv4 metadata = Ipv4.of("169.254.169.254");
        Ipv4 resolver = Ipv4.of("169.254.169.253");
        return switch (draw.between(0, 4)) {
            case 0 -> Packet.udp(Ipv4.ANY, 68, Ipv4.of("255.255.255.255"), 67);
            case 1 -> Packet.tcp(own, 40000, metadata, draw.one(80, 80, 22));
            case 2 -> Packet.udp(own, 40000, resolver, draw.one(53, 53, 123));
            case 3 -> Packet.echo(own, routers.getOrDefault(sender.subnetId(), metadata));
            default -> Packet.tcp(own, 40000, resolver, 53);
        };
    }

    private static List<Integer> ports(VpcState cloud) {
        List<Integer> ports = new ArrayList<>(List.of(22, 80, 80, 443, 443));
        traffic(cloud).flatMap(traffic -> traffic.ports().stream()).forEach(range -> {
            ports.add(range.first());
            ports.add(range.last());
            ports.add(Math.max(0, range.first() - 1));
            ports.add(Math.min(PortRange.ALL.last(), range.last() + 1));
        });
        return ports;
    }

    private static Stream<Traffic> traffic(VpcState cloud) {
        Stream<Traffic> ofGroups = cloud.securityGroups().values().stream()
                .flatMap(group -> Stream.concat(group.ingress().stream(), group.egress().stream()))
                .map(SecurityGroup.Rule::traffic);
        Stream<Traffic> ofAcls = cloud.networkAcls().values().stream()
                .flatMap(acl -> Stream.concat(acl.ingress().stream(), acl.egress().stream()))
                .map(NetworkAcl.Entry::traffic);
        return Stream.concat(ofGroups, ofAcls);
    }

    /** Addresses at the edges of the blocks that rules, entries and routes name. */
    private static List<Ipv4> edges(VpcState cloud) {
        Stream<Cidr> ofGroups = cloud.securityGroups().values().stream()
                .flatMap(group -> Stream.concat(group.ingress().stream(), group.egress().stream()))
                .flatMap(rule -> rule.peer() instanceof PeerCidr block ? Stream.of(block.cidr()) : Stream.empty());
        Stream<Cidr> ofAcls = cloud.networkAcls().values().stream()
                .flatMap(acl -> Stream.concat(acl.ingress().stream(), acl.egress().stream()))
                .map(NetworkAcl.Entry::cidr);
        Stream<Cidr> ofRoutes = cloud.routeTables().values().stream()
                .flatMap(table -> table.routes().stream())
                .map(route -> route.destination());
        return Stream.of(ofGroups, ofAcls, ofRoutes, Stream.of(ReferenceCloud.X1.asCidr()))
                .flatMap(blocks -> blocks)
                .filter(block -> block.prefixBits() > 1)
                .distinct()
                .flatMap(RandomPackets::aroundEdges)
                .toList();
    }

    private static Stream<Ipv4> aroundEdges(Cidr block) {
        Ipv4 first = block.network();
        Ipv4 last = block.broadcast();
        return Stream.of(
                first, first.plus(1), first.plus(3), first.plus(4), first.plus(-1), last, last.plus(-1), last.plus(1));
    }
}
