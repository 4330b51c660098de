// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vpcmido.midonet.resource.RuleAction.Verdict.DROP;
import static org.vpcmido.midonet.trace.Sketch.A;
import static org.vpcmido.midonet.trace.Sketch.A_IP;
import static org.vpcmido.midonet.trace.Sketch.A_MAC;
import static org.vpcmido.midonet.trace.Sketch.B;
import static org.vpcmido.midonet.trace.Sketch.B_IP;
import static org.vpcmido.midonet.trace.Sketch.B_MAC;
import static org.vpcmido.midonet.trace.Sketch.NORTH;
import static org.vpcmido.midonet.trace.Sketch.SOUTH;
import static org.vpcmido.midonet.trace.Sketch.WORLD;
import static org.vpcmido.midonet.trace.Sketch.aToB;
import static org.vpcmido.midonet.trace.Sketch.aToWorld;
import static org.vpcmido.midonet.trace.Sketch.bToA;
import static org.vpcmido.midonet.trace.Sketch.rule;

import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.vpcmido.midonet.resource.FragmentPolicy;
import org.vpcmido.midonet.resource.IpAddrGroup;
import org.vpcmido.midonet.resource.IpAddrGroupAddr;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.MaskedMac;
import org.vpcmido.midonet.resource.Match;
import org.vpcmido.midonet.resource.NatTarget;
import org.vpcmido.midonet.resource.PortGroup;
import org.vpcmido.midonet.resource.PortGroupPort;
import org.vpcmido.midonet.resource.RuleAction.FlowAction;
import org.vpcmido.midonet.resource.RuleAction.Nat;
import org.vpcmido.midonet.resource.RuleAction.NatDirection;
import org.vpcmido.midonet.resource.Term;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;
import org.vpcmido.model.net.PortRange;
import org.vpcmido.model.net.Protocol;

/** midonet-datapath-semantics.md 6: every field, as it is and negated, with a packet that has it and one that has not. */
@DisplayName("A rule's condition")
class ConditionsTest {
    private static final Key GROUP = Key.of("group");
    private static final Key ADDRESSES = Key.of("addresses");

    /** A packet and where it enters. */
    private record Sent(Key port, Packet packet) {
        @Override
        public String toString() {
            return "from " + port;
        }
    }

    private static Sent a(Packet packet) {
        return new Sent(A, packet);
    }

    /** A guest's groups, uplinks to two destinations, and one rule in one chain, which drops what it matches. */
    private static boolean matches(String chain, Match.Builder condition, Sent sent) {
        Verdict verdict = new Sketch()
                .with(
                        new PortGroup(GROUP, "", "group", false),
                        new PortGroupPort(GROUP, A),
                        new PortGroupPort(GROUP, NORTH))
                .with(new IpAddrGroup(ADDRESSES, "addresses"), new IpAddrGroupAddr(ADDRESSES, A_IP))
                .route("0.0.0.0/0", "0.0.0.0/0", NORTH, "192.0.2.1", 0)
                .route("0.0.0.0/0", "9.9.9.9/32", SOUTH, "198.51.100.1", 0)
                .chain(chain, rule(DROP, condition))
                .conversation()
                .send(sent.port(), sent.packet());
        assertThat(verdict.fate()).isInstanceOfAny(Fate.Delivered.class, Fate.Dropped.class);
        return verdict.decidingRule().isPresent();
    }

    private static Term<NavigableSet<Key>> ports(boolean not, Key port) {
        return new Term<>(new TreeSet<>(List.of(port)), not);
    }

    private static Arguments field(
            String name,
            String chain,
            BiFunction<Match.Builder, Boolean, Match.Builder> term,
            Sent with,
            Sent without) {
        return Arguments.of(name, chain, term, with, without);
    }

    private static Stream<Arguments> fields() {
        Packet ipv6 = Packet.other(A_MAC, B_MAC, Packet.IPV6);
        Packet udp =
                Packet.ip(A_MAC, B_MAC, A_IP, B_IP, Protocol.UDP).ports(53, 53).build();
        Packet forged = aToB().edit().source(B_IP).build();
        Packet otherMac = aToB().edit().macs(Sketch.STATION_MAC, B_MAC).build();
        Packet toSouth = aToWorld().edit().destination(Ipv4.of("9.9.9.9")).build();
        Packet error = error(new Quote(WORLD, A_IP, Protocol.UDP, 53, 53, 0));
        Packet otherError = error(new Quote(A_IP, WORLD, Protocol.UDP, 53, 53, 0));
        MaskedMac family = new MaskedMac(MacAddress.of("02:00:00:00:00:00"), 0xFFFF_FFFF_FFF0L);
        return Stream.of(
                field("dlType", "a/in", (match, not) -> match.dlType(new Term<>(Packet.IPV4, not)), a(aToB()), a(ipv6)),
                field(
                        "dlSrc",
                        "a/in",
                        (match, not) -> match.dlSrc(new Term<>(MaskedMac.exactly(A_MAC), not)),
                        a(aToB()),
                        a(otherMac)),
                field(
                        "dlSrc with mask",
                        "a/in",
                        (match, not) -> match.dlSrc(new Term<>(family, not)),
                        a(aToB()),
                        a(otherMac)),
                field(
                        "dlDst",
                        "a/in",
                        (match, not) -> match.dlDst(new Term<>(MaskedMac.exactly(B_MAC), not)),
                        a(aToB()),
                        a(aToWorld())),
                field(
                        "nwTos",
                        "a/in",
                        (match, not) -> match.nwTos(new Term<>(16, not)),
                        a(aToB().edit().tos(16).build()),
                        a(aToB())),
                field("nwProto", "a/in", (match, not) -> match.nwProto(new Term<>(6, not)), a(aToB()), a(udp)),
                field(
                        "nwSrc",
                        "a/in",
                        (match, not) -> match.nwSrc(new Term<>(Cidr.of("10.0.0.10/32"), not)),
                        a(aToB()),
                        a(forged)),
                field(
                        "nwDst",
                        "a/in",
                        (match, not) -> match.nwDst(new Term<>(Cidr.of("10.0.0.0/24"), not)),
                        a(aToB()),
                        a(aToWorld())),
                field(
                        "tpSrc",
                        "a/in",
                        (match, not) -> match.tpSrc(new Term<>(new PortRange(40_000, 40_001), not)),
                        a(aToB()),
                        a(udp)),
                field(
                        "tpDst",
                        "a/in",
                        (match, not) -> match.tpDst(new Term<>(new PortRange(79, 80), not)),
                        a(aToB()),
                        a(udp)),
                field(
                        "icmpDataSrcIp",
                        "a/in",
                        (match, not) -> match.icmpDataSrc(new Term<>(WORLD.asCidr(), not)),
                        a(error),
                        a(otherError)),
                field(
                        "icmpDataDstIp",
                        "a/in",
                        (match, not) -> match.icmpDataDst(new Term<>(A_IP.asCidr(), not)),
                        a(error),
                        a(otherError)),
                field(
                        "icmpDataDstIp of no error",
                        "a/in",
                        (match, not) -> match.icmpDataDst(new Term<>(A_IP.asCidr(), not)),
                        a(error),
                        a(aToB())),
                field(
                        "ipAddrGroupSrc",
                        "a/in",
                        (match, not) -> match.ipAddrGroupSrc(new Term<>(ADDRESSES, not)),
                        a(aToB()),
                        a(forged)),
                field(
                        "ipAddrGroupDst",
                        "lan/in",
                        (match, not) -> match.ipAddrGroupDst(new Term<>(ADDRESSES, not)),
                        new Sent(B, bToA()),
                        a(aToB())),
                field(
                        "inPorts",
                        "lan/in",
                        (match, not) -> match.inPorts(ports(not, A)),
                        a(aToB()),
                        new Sent(B, bToA())),
                field(
                        "outPorts of a bridge",
                        "lan/out",
                        (match, not) -> match.outPorts(ports(not, B)),
                        a(aToB()),
                        a(aToWorld())),
                field(
                        "outPorts of a router",
                        "gw/out",
                        (match, not) -> match.outPorts(ports(not, NORTH)),
                        a(aToWorld()),
                        a(toSouth)),
                field(
                        "portGroup",
                        "lan/out",
                        (match, not) -> match.portGroup(new Term<>(GROUP, not)),
                        a(aToB()),
                        new Sent(B, bToA())),
                field(
                        "inPortGroup",
                        "lan/out",
                        (match, not) -> match.inPortGroup(new Term<>(GROUP, not)),
                        a(aToB()),
                        new Sent(B, bToA())),
                field(
                        "outPortGroup of a router",
                        "gw/out",
                        (match, not) -> match.outPortGroup(new Term<>(GROUP, not)),
                        a(aToWorld()),
                        a(toSouth)),
                field(
                        "traversedDevice",
                        "b/out",
                        (match, not) -> match.traversedDevice(new Term<>(A, not)),
                        a(aToB()),
                        new Sent(NORTH, toB())));
    }

    private static Packet error(Quote quote) {
        return Packet.ip(A_MAC, B_MAC, A_IP, B_IP, Protocol.ICMP)
                .icmp(3, 1)
                .quote(quote)
                .build();
    }

    private static Packet toB() {
        return Packet.ip(Sketch.STATION_MAC, Sketch.NORTH_MAC, WORLD, B_IP, Protocol.TCP)
                .ports(1, 2)
                .build();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("fields")
    void plainAndNegated(
            String name,
            String chain,
            BiFunction<Match.Builder, Boolean, Match.Builder> term,
            Sent with,
            Sent without) {
        assertThat(matches(chain, term.apply(Match.where(), false), with))
                .as("plain, with")
                .isTrue();
        assertThat(matches(chain, term.apply(Match.where(), false), without))
                .as("plain, without")
                .isFalse();
        assertThat(matches(chain, term.apply(Match.where(), true), without))
                .as("negated, without")
                .isTrue();
        assertThat(matches(chain, term.apply(Match.where(), true), with))
                .as("negated, with")
                .isFalse();
    }

    @ParameterizedTest(name = "VLAN tags {0}: noVlan {1}, vlan 7 {2}")
    @CsvSource({"'', true, false", "7, false, true", "8, false, false", "7 8, false, true", "8 7, false, false"})
    void vlans(String tags, boolean untagged, boolean seven) {
        List<Integer> ids = Stream.of(tags.split(" ", -1))
                .filter(id -> !id.isEmpty())
                .map(Integer::valueOf)
                .toList();
        Sent sent = a(aToB().edit().vlans(ids).build());
        assertThat(matches("a/in", Match.where().noVlan(), sent)).isEqualTo(untagged);
        assertThat(matches("a/in", Match.where().vlan(7), sent)).isEqualTo(seven);
    }

    @ParameterizedTest(name = "fragments {0}: whole {1}, first {2}, later {3}")
    @CsvSource({
        "ANY, true, true, true",
        "HEADER, true, true, false",
        "NONHEADER, false, false, true",
        "UNFRAGMENTED, true, false, false"
    })
    void fragments(FragmentPolicy policy, boolean whole, boolean first, boolean later) {
        Match.Builder condition = Match.where().fragments(policy);
        assertThat(matches("a/in", condition, a(aToB()))).isEqualTo(whole);
        assertThat(matches(
                        "a/in",
                        condition,
                        a(aToB().edit().fragment(Fragment.FIRST).build())))
                .isEqualTo(first);
        assertThat(matches(
                        "a/in",
                        condition,
                        a(aToB().edit().fragment(Fragment.LATER).build())))
                .isEqualTo(later);
    }

    @Test
    @DisplayName("dynamic NAT is for whole packets, whatever fragment policy its rule has")
    void fragmentsOfDynamicNat() {
        Nat nat = new Nat(NatDirection.SNAT, FlowAction.ACCEPT, List.of(new NatTarget(B_IP, B_IP, 2000, 3000)));
        Sketch sketch = new Sketch().chain("a/in", rule(nat, Match.where().fragments(FragmentPolicy.ANY)));
        Packet first = aToB().edit().fragment(Fragment.FIRST).build();
        assertThat(sketch.conversation().send(A, aToB()).rules()).hasSize(1);
        assertThat(sketch.conversation().send(A, first).rules()).isEmpty();
    }

    @Test
    @DisplayName("knows no egress port before the device has chosen one")
    void outPortBeforeTheChoice() {
        assertThat(matches("lan/in", Match.where().outPorts(B), a(aToB()))).isFalse();
        assertThat(matches("lan/in", Match.where().outPorts(ports(true, B)), a(aToB())))
                .isTrue();
    }

    @Test
    @DisplayName("knows the groups of the egress port at that port")
    void outPortGroupAtPort() {
        assertThat(matches("a/out", Match.where().outPortGroup(GROUP), new Sent(B, bToA())))
                .isTrue();
        assertThat(matches("b/out", Match.where().outPortGroup(GROUP), a(aToB())))
                .isFalse();
    }

    @Test
    @DisplayName("of no group at a bridge's own outbound filter, which knows the port but not its groups")
    void outPortGroupAtBridge() {
        assertThat(matches("lan/out", Match.where().outPortGroup(GROUP), new Sent(B, bToA())))
                .isFalse();
        assertThat(matches("lan/out", Match.where().outPortGroup(Term.not(GROUP)), new Sent(B, bToA())))
                .isTrue();
    }

    @Test
    @DisplayName("knows no egress port of a frame that a bridge floods, until it is at the port")
    void outPortOfFlood() {
        Sent flooded =
                a(aToB().edit().macs(A_MAC, MacAddress.of("02:00:00:00:00:77")).build());
        assertThat(matches("lan/out", Match.where().outPorts(B), flooded)).isFalse();
        assertThat(matches("lan/out", Match.where().outPorts(ports(true, B)), flooded))
                .isTrue();
        assertThat(matches("b/out", Match.where().outPorts(B), flooded)).isTrue();
    }

    @Test
    @DisplayName("knows a rewritten destination within the device that rewrote it, and not in the next")
    void destinationRewritten() {
        Nat toB = new Nat(NatDirection.DNAT, FlowAction.CONTINUE, List.of(NatTarget.only(Ipv4.of("9.9.9.9"))));
        Match.Builder rewritten = Match.where().nwDstRewritten();
        for (String where : List.of("downlink/in", "lan/in")) {
            Verdict verdict = new Sketch()
                    .route("0.0.0.0/0", "0.0.0.0/0", NORTH, "192.0.2.1", 0)
                    .chain(where, rule(toB, Match.where()))
                    .chain("gw/out", rule(DROP, rewritten))
                    .conversation()
                    .send(A, aToWorld());
            assertThat(verdict.decidingRule().isPresent()).as(where).isEqualTo(where.equals("downlink/in"));
        }
        assertThat(matches("gw/out", rewritten, a(aToWorld()))).isFalse();
    }
}
