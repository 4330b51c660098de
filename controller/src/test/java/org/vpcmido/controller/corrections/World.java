// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.corrections;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vpcmido.controller.compile.CompileContext;
import org.vpcmido.controller.compile.Correction;
import org.vpcmido.controller.compile.Corrections;
import org.vpcmido.controller.compile.Desired;
import org.vpcmido.controller.compile.Facts;
import org.vpcmido.controller.compile.Keys;
import org.vpcmido.controller.compile.LayoutSettings;
import org.vpcmido.controller.compile.ServerLimits;
import org.vpcmido.controller.compile.TopologyCompiler;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.trace.Arrival;
import org.vpcmido.midonet.trace.Conversation;
import org.vpcmido.midonet.trace.Packet;
import org.vpcmido.midonet.trace.PacketBuilder;
import org.vpcmido.midonet.trace.Verdict;
import org.vpcmido.midonet.trace.Walker;
import org.vpcmido.model.finding.Checked;
import org.vpcmido.model.finding.ConsistencyCheck;
import org.vpcmido.model.given.GivenCloud;
import org.vpcmido.model.given.Ids;
import org.vpcmido.model.given.Targets;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;
import org.vpcmido.model.net.Protocol;
import org.vpcmido.model.vpc.CloudConfiguration;
import org.vpcmido.model.vpc.CloudConfiguration.AddressRange;
import org.vpcmido.model.vpc.NetworkInterface;
import org.vpcmido.model.vpc.Subnet;
import org.vpcmido.model.vpc.UplinkGateway;
import org.vpcmido.model.vpc.VpcState;

/** A small cloud, compiled with some corrections, in which packets are sent. */
final class World {
    /** Somebody outside. */
    static final Ipv4 CLIENT = Ipv4.of("198.51.100.9");

    static final Ipv4 NEXT_HOP = Ipv4.of("203.0.113.1");
    static final Ipv4 WEB = Ipv4.of("10.1.1.10");
    static final Ipv4 WEB_PUBLIC = Ipv4.of("203.0.113.10");
    static final Ipv4 BOB_PUBLIC = Ipv4.of("203.0.113.20");
    static final Ipv4 NAT_PUBLIC = Ipv4.of("203.0.113.40");
    static final Ipv4 UNASSIGNED_PUBLIC = Ipv4.of("203.0.113.50");
    static final Key UPLINK = Keys.gatewayPort("gw1", "eth1");
    static final Key OTHER_UPLINK = Keys.gatewayPort("gw2", "eth1");

    private static final int PORT = 40000;

    final Desired desired;
    private final VpcState cloud;
    private final Walker walker;
    private final Conversation conversation;

    private World(Checked checked, Corrections corrections, LayoutSettings settings, ServerLimits limits) {
        this.cloud = checked.state();
        Map<String, Key> hosts = new HashMap<>();
        for (String name : List.of("gw1", "gw2", "nc1", "10.0.0.1")) {
            hosts.put(name, new Key("host:" + name));
        }
        this.desired = TopologyCompiler.compile(
                checked, new CompileContext(Facts.none().withHosts(hosts), settings, corrections, limits));
        this.walker = Walker.assumingAllAlive(desired.topology());
        this.conversation = walker.conversation(
                (port, address) -> Optional.of(new MacAddress(0x020F_0000_0000L | address.toLong())));
    }

    /** Two VPCs with one block; in one of them a public and a private subnet, and a NAT gateway. */
    static GivenCloud cloud() {
        return cloud(
                new AddressRange(Ipv4.of("203.0.113.10"), Ipv4.of("203.0.113.60")),
                gateway("gw1", "203.0.113.2", "203.0.113.0/24", NEXT_HOP));
    }

    /** The same, with another pool of public addresses and another first gateway. */
    static GivenCloud cloud(AddressRange pool, UplinkGateway first) {
        CloudConfiguration configuration = new CloudConfiguration(
                Ipv4.of("10.0.0.1"),
                "cloud.internal",
                List.of(Ipv4.of("10.0.0.1")),
                List.of(pool),
                List.of(first, gateway("gw2", "192.0.2.2", "192.0.2.0/24", Ipv4.of("192.0.2.1"))));
        return new GivenCloud(configuration)
                .host("nc1", "one")
                .vpc("red", "10.1.0.0/16")
                .attachInternetGateway("red")
                .subnet("pub", "red", "10.1.1.0/24", "one")
                .subnet("prv", "red", "10.1.2.0/24", "one")
                .route("red", "0.0.0.0/0", Targets.igw("red"))
                .natGateway("nat", "pub", "10.1.1.4", NAT_PUBLIC.toString())
                .routeTable("prt", "red")
                .route("prt", "0.0.0.0/0", Targets.nat("nat"))
                .associate("prv", "prt")
                .group("mem")
                .allowIn("mem", "all mem", "tcp 80 0.0.0.0/0")
                .instance("web", "pub", WEB.toString(), "nc1", "mem")
                .elasticIp("web", WEB_PUBLIC.toString())
                .instance("app", "pub", "10.1.1.11", "nc1", "mem")
                .instance("db", "prv", "10.1.2.10", "nc1", "mem")
                .vpc("blu", "10.1.0.0/16")
                .attachInternetGateway("blu")
                .subnet("blp", "blu", "10.1.1.0/24", "one")
                .route("blu", "0.0.0.0/0", Targets.igw("blu"))
                .group("grp")
                .allowIn("grp", "tcp 80 0.0.0.0/0")
                .instance("bob", "blp", "10.1.1.10", "nc1", "grp")
                .elasticIp("bob", BOB_PUBLIC.toString());
    }

    static UplinkGateway gateway(String host, String address, String network, Ipv4 nextHop) {
        return new UplinkGateway(host, "eth1", Ipv4.of(address), Cidr.of(network), nextHop, Optional.empty());
    }

    static World of(GivenCloud cloud, Corrections corrections) {
        return of(cloud.state(), corrections);
    }

    static World of(VpcState cloud, Corrections corrections) {
        return of(cloud, corrections, LayoutSettings.defaults());
    }

    static World of(VpcState cloud, Corrections corrections, LayoutSettings settings) {
        return new World(ConsistencyCheck.check(cloud), corrections, settings, ServerLimits.strict());
    }

    static World of(Checked cloud, Corrections corrections) {
        return new World(cloud, corrections, LayoutSettings.defaults(), ServerLimits.strict());
    }

    static World of(GivenCloud cloud, Corrections corrections, ServerLimits limits) {
        return new World(ConsistencyCheck.check(cloud.state()), corrections, LayoutSettings.defaults(), limits);
    }

    /** As eucanetd builds it. */
    static World uncorrected() {
        return of(cloud(), Corrections.none());
    }

    static World with(Correction only) {
        return of(cloud(), new Corrections(Set.of(only)));
    }

    static World corrected() {
        return of(cloud(), Corrections.all());
    }

    MacAddress mac(Key routerPort) {
        return walker.mac(routerPort).orElseThrow();
    }

    /** TCP to port 80, from outside. */
    Verdict fromOutside(Ipv4 source, Ipv4 destination) {
        return enter(UPLINK, source, destination, Protocol.TCP, packet -> packet.ports(PORT, 80));
    }

    Verdict enter(Key uplink, Ipv4 source, Ipv4 destination, Protocol protocol, Shape shape) {
        PacketBuilder packet = Packet.ip(new MacAddress(0x0200_0000_0099L), mac(uplink), source, destination, protocol);
        return conversation.send(uplink, shape.of(packet).build());
    }

    /** TCP to port 80, by an instance. */
    Verdict from(String instance, Ipv4 destination) {
        return from(instance, destination, Protocol.TCP, packet -> packet.ports(PORT, 80));
    }

    Verdict from(String instance, Ipv4 destination, Protocol protocol, Shape shape) {
        NetworkInterface sender = instance(instance);
        PacketBuilder packet =
                Packet.ip(sender.mac(), nextMac(sender, destination), sender.privateAddress(), destination, protocol);
        return conversation.send(port(instance), shape.of(packet).build());
    }

    Verdict send(Key port, Packet packet) {
        return conversation.send(port, packet);
    }

    /** What a station answers to a packet that it got. */
    Verdict answer(Arrival arrival) {
        Packet got = arrival.packet();
        Packet answer = got.edit()
                .macs(got.destinationMac(), got.sourceMac())
                .source(got.destination().orElseThrow())
                .destination(got.source().orElseThrow())
                .ports(got.destinationPort(), got.sourcePort())
                .ttl(64)
                .build();
        return conversation.send(arrival.port(), answer);
    }

    private MacAddress nextMac(NetworkInterface sender, Ipv4 destination) {
        Subnet subnet = requireNonNull(cloud.subnets().get(sender.subnetId()));
        return cloud.interfaces().values().stream()
                .filter(each -> each.subnetId().equals(subnet.id())
                        && each.privateAddress().equals(destination))
                .map(NetworkInterface::mac)
                .findFirst()
                .orElseGet(() -> mac(Keys.subnetRouterPort(subnet.id())));
    }

    NetworkInterface instance(String name) {
        return requireNonNull(cloud.interfaces().get(Ids.networkInterface(name)), name);
    }

    static Key port(String instance) {
        return Keys.interfacePort(Ids.instance(instance));
    }

    /** Fills in what a packet has besides its addresses. */
    @FunctionalInterface
    interface Shape {
        PacketBuilder of(PacketBuilder packet);
    }
}
