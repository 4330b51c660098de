// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.model.given.GivenCloud;
import org.vpcmido.model.given.Ids;
import org.vpcmido.model.given.ReferenceCloud;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.Protocol;
import org.vpcmido.model.verdict.Endpoint.AtInterface;
import org.vpcmido.model.verdict.Endpoint.Outside;
import org.vpcmido.model.vpc.NetworkInterface;

@DisplayName("Sampled packets")
class ProbeSamplerTest {
    private static final int PACKETS = 40_000;

    private static final Set<Ipv4> EXAMPLES =
            Set.of(ReferenceCloud.X1, ReferenceCloud.X2, Ipv4.of("198.18.1.10"), Ipv4.of("9.9.9.9"));
    private static final Ipv4 METADATA = Ipv4.of("169.254.169.254");
    private static final Ipv4 RESOLVER = Ipv4.of("169.254.169.253");

    private final GivenCloud cloud = ReferenceCloud.given().natGateway("nat-1", "A1", "10.0.1.50", "203.0.113.90");
    private final List<Probe> probes = draw(1, PACKETS);
    private final Set<Ipv4> privateAddresses = cloud.state().interfaces().values().stream()
            .map(NetworkInterface::privateAddress)
            .collect(Collectors.toSet());
    private final Set<Ipv4> publicAddresses = cloud.state().interfaces().values().stream()
            .flatMap(each -> each.publicAddress().stream())
            .collect(Collectors.toSet());

    private List<Probe> draw(long seed, int count) {
        ProbeSampler sampler = new ProbeSampler(cloud.state(), seed);
        return Stream.generate(sampler::next).limit(count).toList();
    }

    private static boolean isFromOutside(Probe probe) {
        return probe.sender() instanceof Outside;
    }

    /** Of {@code among}, {@code percent} are like that, give or take what chance may do, and what fits by accident. */
    private void share(String what, double percent, Predicate<Probe> among, Predicate<Probe> such) {
        assertThat(percent(among, such)).as("percent %s", what).isCloseTo(percent, within(1.5));
    }

    private double percent(Predicate<Probe> among, Predicate<Probe> such) {
        List<Probe> all = probes.stream().filter(among).toList();
        return 100.0 * all.stream().filter(such).count() / all.size();
    }

    @Test
    @DisplayName("are equal for equal clouds and seeds, and others for another seed")
    void seeds() {
        assertThat(draw(7, 100)).isEqualTo(draw(7, 100)).isNotEqualTo(draw(8, 100));
    }

    @Test
    @DisplayName("come from outside only, where there are no interfaces")
    void withoutInterfaces() {
        ProbeSampler sampler = new ProbeSampler(ReferenceCloud.empty().state(), 1);
        assertThat(Stream.generate(sampler::next).limit(1_000)).allMatch(ProbeSamplerTest::isFromOutside);
    }

    @Test
    @DisplayName("from outside: a quarter of all, mostly with sources that can be there, for public addresses in use")
    void fromOutside() {
        Predicate<Probe> outside = ProbeSamplerTest::isFromOutside;
        share("from outside", 25, any -> true, outside);
        share("with a private source", 5, outside, probe -> privateAddresses.contains(source(probe)));
        share("with a usual source", 0.95 * 80, outside, probe -> EXAMPLES.contains(source(probe)));
        share("for the NAT gateway", 10, outside, probe -> destination(probe).equals(Ipv4.of("203.0.113.90")));
        share("for elastic IPs", 0.9 * 92, outside, probe -> publicAddresses.contains(destination(probe)));
    }

    @Test
    @DisplayName(
            "from interfaces: for neighbours, elastic IPs, the outside, the edges of rules and subnets, odd addresses")
    void fromInterfaces() {
        Predicate<Probe> inside = probe -> !isFromOutside(probe);
        double ordinary = 0.94;
        share("for instances", ordinary * 45, inside, probe -> privateAddresses.contains(destination(probe)));
        share(
                "for elastic IPs",
                ordinary * 20 * 0.9 * 0.92,
                inside,
                probe -> publicAddresses.contains(destination(probe)));
        share("for the outside", ordinary * 18, inside, probe -> EXAMPLES.contains(destination(probe)));
        share("for subnets' edges", ordinary * 6, inside, probe -> isSubnetEdge(destination(probe)));
        share("for odd addresses", ordinary * 5 * 3 / 8, inside, probe -> isOdd(destination(probe)));
    }

    private static boolean isSubnetEdge(Ipv4 address) {
        return Stream.of("10.0.1.0", "10.0.2.0", "10.0.3.0", "172.31.0.0", "172.31.16.0")
                .map(Ipv4::of)
                .flatMap(network -> Stream.of(0, 1, 3, 4, 255, 254, -1, 4095, 4094, 4096, 256)
                        .map(network::plus))
                .anyMatch(address::equals);
    }

    private static boolean isOdd(Ipv4 address) {
        return Stream.of("224.0.0.251", "127.0.0.1", "255.0.0.10").map(Ipv4::of).anyMatch(address::equals);
    }

    @Test
    @DisplayName("are forged now and then, but never for the forger itself, as such a packet does not leave the guest")
    void forged() {
        Predicate<Probe> usual = probe -> probe.sender() instanceof AtInterface;
        share("forged", 0.94 * 6 * 0.9, usual, probe -> !source(probe).equals(ownAddress(probe)) && !isDhcp(probe));
        assertThat(probes)
                .filteredOn(probe -> usual.test(probe) && destination(probe).equals(ownAddress(probe)))
                .isNotEmpty()
                .allMatch(probe -> source(probe).equals(ownAddress(probe)));
    }

    @Test
    @DisplayName("are of every kind that rules can tell apart")
    void kinds() {
        Predicate<Probe> ordinary = probe -> !isOfService(probe);
        share(
                "tcp",
                45,
                ordinary,
                probe -> isOf(probe, Protocol.TCP) && !probe.packet().isLaterFragment());
        share(
                "udp",
                20,
                ordinary,
                probe -> isOf(probe, Protocol.UDP) && !probe.packet().isLaterFragment());
        share("echo", 15 + 2, ordinary, probe -> probe.packet().isEchoRequest());
        share(
                "other icmp",
                8,
                ordinary,
                probe -> probe.packet().icmp().isPresent() && !probe.packet().isEchoRequest());
        share("later fragments", 5, ordinary, probe -> probe.packet().isLaterFragment());
        share("of other protocols", 5, ordinary, probe -> probe.packet().transport() instanceof Transport.Opaque);
    }

    @Test
    @DisplayName("ask services for what they offer, two times in three, and for what they do not, once")
    void services() {
        Predicate<Probe> metadata =
                probe -> destination(probe).equals(METADATA) && isTo(probe, 80, 22) && isOf(probe, Protocol.TCP);
        assertThat(percent(metadata, probe -> isTo(probe, 80))).isBetween(55.0, 80.0);
        Predicate<Probe> resolver =
                probe -> destination(probe).equals(RESOLVER) && isTo(probe, 53, 123) && isOf(probe, Protocol.UDP);
        assertThat(percent(resolver, probe -> isTo(probe, 53))).isBetween(55.0, 80.0);
        assertThat(probes)
                .anyMatch(ProbeSamplerTest::isDhcp)
                .anyMatch(probe -> probe.equals(
                        Probe.from(Ids.networkInterface("a3"), Packet.echo(Ipv4.of("10.0.2.10"), Ipv4.of("10.0.2.1")))))
                .anyMatch(probe -> probe.equals(Probe.from(
                        Ids.networkInterface("a3"),
                        Packet.udp(Ipv4.of("10.0.2.10"), 40_000, Ipv4.of("10.0.2.2"), 53))));
    }

    private static boolean isDhcp(Probe probe) {
        return destination(probe).equals(Ipv4.of("255.255.255.255")) && isTo(probe, 67);
    }

    private static boolean isOfService(Probe probe) {
        return isDhcp(probe)
                || destination(probe).equals(METADATA)
                || destination(probe).equals(RESOLVER)
                || List.of(1, 2).contains(destination(probe).bits() & 0xFF);
    }

    private static boolean isOf(Probe probe, Protocol protocol) {
        return probe.packet().protocol().equals(protocol);
    }

    private static boolean isTo(Probe probe, int... ports) {
        return probe.packet()
                .ports()
                .filter(each ->
                        Arrays.stream(ports).anyMatch(port -> each.destination().first() == port))
                .isPresent();
    }

    private static Ipv4 source(Probe probe) {
        return probe.packet().source();
    }

    private static Ipv4 destination(Probe probe) {
        return probe.packet().destination();
    }

    private Ipv4 ownAddress(Probe probe) {
        return probe.sender() instanceof AtInterface at
                ? Optional.ofNullable(cloud.state().interfaces().get(at.id()))
                        .orElseThrow()
                        .privateAddress()
                : Ipv4.ANY;
    }
}
