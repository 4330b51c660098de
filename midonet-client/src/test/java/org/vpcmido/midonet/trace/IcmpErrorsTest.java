// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vpcmido.midonet.resource.RuleAction.Verdict.DROP;
import static org.vpcmido.midonet.resource.RuleAction.Verdict.REJECT;
import static org.vpcmido.midonet.trace.Sketch.A;
import static org.vpcmido.midonet.trace.Sketch.A_IP;
import static org.vpcmido.midonet.trace.Sketch.A_MAC;
import static org.vpcmido.midonet.trace.Sketch.DOWNLINK;
import static org.vpcmido.midonet.trace.Sketch.GW;
import static org.vpcmido.midonet.trace.Sketch.GW_MAC;
import static org.vpcmido.midonet.trace.Sketch.NORTH;
import static org.vpcmido.midonet.trace.Sketch.WORLD;
import static org.vpcmido.midonet.trace.Sketch.aToB;
import static org.vpcmido.midonet.trace.Sketch.aToWorld;
import static org.vpcmido.midonet.trace.Sketch.rule;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Match;
import org.vpcmido.midonet.resource.NatTarget;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.resource.RuleAction.FlowAction;
import org.vpcmido.midonet.resource.RuleAction.Nat;
import org.vpcmido.midonet.resource.RuleAction.NatDirection;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;
import org.vpcmido.model.net.Protocol;

/** midonet-datapath-semantics.md 4, 5, 8.3, 8.4 and 8.5: who is told what about a packet that is lost at a router. */
@DisplayName("ICMP errors")
class IcmpErrorsTest {
    private static final String ALL = "0.0.0.0/0";
    private static final Ipv4 GATEWAY = Ipv4.of("10.0.0.1");

    private static Sketch uplink() {
        return new Sketch().route(ALL, ALL, NORTH, "192.0.2.1", 0);
    }

    /** The errors that came back to a, as type and code. */
    private static List<String> told(Sketch sketch, Packet packet) {
        return sketch.conversation().send(A, packet).answers().stream()
                .filter(answer ->
                        answer.arrivals().stream().map(Arrival::port).toList().equals(List.of(A)))
                .map(Answer::packet)
                .map(error -> error.sourcePort() + "/" + error.destinationPort())
                .toList();
    }

    private static Stream<Arguments> losses() {
        Rule reject = rule(REJECT, Match.where());
        Rule drop = rule(DROP, Match.where());
        Packet first = aToWorld().edit().fragment(Fragment.FIRST).build();
        Sketch rejecting = new Sketch().with(Route.ending(GW, Route.Type.REJECT, Cidr.ANY, Cidr.ANY, 0));
        return Stream.of(
                Arguments.of("rejected coming in by a port", uplink().chain("downlink/in", reject), aToWorld(), "3/13"),
                Arguments.of("rejected by the router, coming in", uplink().chain("gw/in", reject), aToWorld(), "3/13"),
                Arguments.of("rejected by the router, going out", uplink().chain("gw/out", reject), aToWorld(), "3/13"),
                Arguments.of(
                        "rejected going out by a port",
                        uplink().chain("north/out", rule(REJECT, Match.where().dlType(Packet.IPV4))),
                        aToWorld(),
                        "3/13"),
                Arguments.of("dropped coming in by a port", uplink().chain("downlink/in", drop), aToWorld(), ""),
                Arguments.of("dropped by the router, coming in", uplink().chain("gw/in", drop), aToWorld(), ""),
                Arguments.of("dropped by the router, going out", uplink().chain("gw/out", drop), aToWorld(), ""),
                Arguments.of("dropped going out by a port", uplink().chain("north/out", drop), aToWorld(), ""),
                Arguments.of("a first fragment, dropped by the router", uplink().chain("gw/in", drop), first, "3/4"),
                Arguments.of("a first fragment, rejected by it", uplink().chain("gw/in", reject), first, "3/13"),
                Arguments.of("a first fragment, dropped at a port", uplink().chain("downlink/in", drop), first, ""),
                Arguments.of("rejected by a bridge port", uplink().chain("a/in", reject), aToWorld(), ""),
                Arguments.of("rejected by a bridge", uplink().chain("lan/in", reject), aToWorld(), ""),
                Arguments.of("ingress port down, by which no answer leaves", uplink().down(DOWNLINK), aToWorld(), ""),
                Arguments.of("bridge port down", uplink().down(A), aToWorld(), ""),
                Arguments.of("router down", uplink().down(GW), aToWorld(), "3/13"),
                Arguments.of("no route", new Sketch(), aToWorld(), "3/0"),
                Arguments.of("route of type Reject", rejecting, aToWorld(), "3/13"),
                Arguments.of(
                        "time to live exceeded",
                        uplink(),
                        aToWorld().edit().ttl(1).build(),
                        "11/0"),
                Arguments.of(
                        "gateway beyond the port's subnet",
                        new Sketch().route(ALL, ALL, NORTH, "192.0.3.1", 0),
                        aToWorld(),
                        "3/0"),
                Arguments.of(
                        "receiver beyond the port's subnet",
                        new Sketch().route(ALL, ALL, NORTH, "", 0),
                        aToWorld(),
                        "3/1"));
    }

    @ParameterizedTest(name = "{0}: {3}")
    @MethodSource("losses")
    void tellWhy(String loss, Sketch sketch, Packet packet, String typeAndCode) {
        assertThat(told(sketch, packet)).isEqualTo(typeAndCode.isEmpty() ? List.of() : List.of(typeAndCode));
    }

    @Test
    @DisplayName("are made for what comes to a router port that is down, and for nothing at a bridge port")
    void portDown() {
        assertThat(uplink().down(DOWNLINK).conversation().send(A, aToWorld()).answers())
                .singleElement()
                .satisfies(answer -> {
                    assertThat(answer.packet().sourcePort()).isEqualTo(Packet.UNREACHABLE);
                    assertThat(answer.packet().destinationPort()).isEqualTo(IcmpAnswers.PROHIBITED);
                    assertThat(answer.fate())
                            .isEqualTo(new Fate.Dropped("port downlink is down", Optional.empty(), false));
                });
        assertThat(uplink().down(A).conversation().send(A, aToWorld()).answers())
                .isEmpty();
    }

    @Test
    @DisplayName("come from the ingress port's addresses, and quote the packet as it came to the router")
    void content() {
        Rule translate = rule(
                new Nat(NatDirection.SNAT, FlowAction.CONTINUE, List.of(NatTarget.only(Ipv4.of("192.0.2.100")))),
                Match.where());
        Sketch sketch = uplink().chain("gw/out", translate, rule(REJECT, Match.where()));
        assertThat(sketch.conversation().send(A, aToWorld()).answers())
                .singleElement()
                .satisfies(answer -> {
                    Packet error = answer.packet();
                    assertThat(answer.from()).isEqualTo(DOWNLINK);
                    assertThat(error.sourceMac()).isEqualTo(GW_MAC);
                    assertThat(error.destinationMac()).isEqualTo(A_MAC);
                    assertThat(error.source()).contains(GATEWAY);
                    assertThat(error.destination()).contains(A_IP);
                    assertThat(error.quote()).contains(new Quote(A_IP, WORLD, Protocol.UDP, 5000, 53, 0));
                });
    }

    @Test
    @DisplayName("pass the port's filter, and none of the router's")
    void filters() {
        Rule drop = rule(DROP, Match.where().nwProto(Protocol.ICMP.number()));
        assertThat(told(new Sketch().chain("gw/out", drop), aToWorld())).containsExactly("3/0");
        assertThat(told(new Sketch().chain("downlink/out", drop), aToWorld())).isEmpty();
    }

    private static Stream<Arguments> packets() {
        Packet icmp = Packet.ip(A_MAC, GW_MAC, A_IP, WORLD, Protocol.ICMP).build();
        return Stream.of(
                Arguments.of("UDP", aToWorld(), true),
                Arguments.of("an echo request", icmp.edit().echo(8, 7).build(), true),
                Arguments.of("an echo reply", icmp.edit().echo(0, 7).build(), true),
                Arguments.of("an ICMP error", icmp.edit().icmp(3, 1).build(), false),
                Arguments.of("another ICMP message", icmp.edit().icmp(13, 0).build(), false),
                Arguments.of(
                        "a first fragment",
                        aToWorld().edit().fragment(Fragment.FIRST).build(),
                        true),
                Arguments.of(
                        "a later fragment",
                        aToWorld().edit().fragment(Fragment.LATER).build(),
                        false),
                Arguments.of("multicast", to("224.0.0.1"), false),
                Arguments.of("multicast, the last", to("239.255.255.255"), false),
                Arguments.of("beyond multicast", to("240.0.0.1"), true),
                Arguments.of("short of multicast", to("223.255.255.255"), true),
                Arguments.of("the port's broadcast address", to("10.0.0.255"), false),
                Arguments.of("everybody", to("255.255.255.255"), false));
    }

    private static Packet to(String destination) {
        return aToWorld().edit().destination(Ipv4.of(destination)).build();
    }

    @ParameterizedTest(name = "about {0}: {1}")
    @MethodSource("packets")
    void tellNotOf(String what, Packet packet, boolean told) {
        Sketch rejecting = new Sketch().chain("downlink/in", rule(REJECT, Match.where()));
        assertThat(told(rejecting, packet)).hasSize(told ? 1 : 0);
    }

    @Test
    @DisplayName("tell not of frames that are for many, nor of those that are not IPv4")
    void frames() {
        Sketch rejecting = new Sketch().chain("north/in", rule(REJECT, Match.where()));
        for (String mac : List.of("ff:ff:ff:ff:ff:ff", "01:00:5e:00:00:01")) {
            Packet frame = Sketch.worldToA(MacAddress.of(mac));
            assertThat(rejecting.conversation().send(NORTH, frame).answers()).isEmpty();
        }
        Packet arp = Packet.arpRequest(Sketch.STATION_MAC, Ipv4.of("192.0.2.1"), Ipv4.of("192.0.2.2"));
        assertThat(rejecting.conversation().send(NORTH, arp).answers()).isEmpty();
        assertThat(rejecting
                        .conversation()
                        .send(NORTH, Sketch.worldToA(Sketch.NORTH_MAC))
                        .answers())
                .hasSize(1);
    }

    @ParameterizedTest(name = "an echo request of {0} for the router''s address {1} is answered")
    @CsvSource({"64, 10.0.0.1", "1, 10.0.0.1", "64, 192.0.2.2"})
    void echo(int ttl, String address) {
        Packet request = Packet.ip(A_MAC, GW_MAC, A_IP, Ipv4.of(address), Protocol.ICMP)
                .echo(8, 77)
                .ttl(ttl)
                .tos(16)
                .build();
        Verdict verdict = new Sketch().conversation().send(A, request);
        assertThat(verdict.fate()).isEqualTo(new Fate.Answered("answered by the router"));
        assertThat(verdict.answers()).singleElement().satisfies(answer -> {
            assertThat(Sketch.A).isEqualTo(answer.arrivals().get(0).port());
            assertThat(answer.packet().source()).contains(Ipv4.of(address));
            assertThat(answer.packet().destination()).contains(A_IP);
            assertThat(answer.packet().sourcePort()).isEqualTo(Packet.ECHO_REPLY);
            assertThat(answer.packet().icmpId()).isEqualTo(77);
            assertThat(answer.packet().ttl()).isEqualTo(64);
            assertThat(answer.packet().tos()).isZero();
        });
    }

    @Test
    @DisplayName("an echo reply is routed by routes of type Normal only")
    void echoWithoutWayBack() {
        Packet request = Packet.ip(A_MAC, GW_MAC, A_IP, GATEWAY, Protocol.ICMP)
                .echo(8, 77)
                .build();
        for (Route.Type type : List.of(Route.Type.BLACK_HOLE, Route.Type.REJECT, Route.Type.LOCAL)) {
            Route narrower = new Route(
                    Key.of("narrower"),
                    GW,
                    type,
                    Cidr.ANY,
                    A_IP.asCidr(),
                    Optional.of(DOWNLINK),
                    Optional.empty(),
                    0,
                    false);
            Verdict verdict = new Sketch().with(narrower).conversation().send(A, request);
            assertThat(verdict.answers()).as("%s", type).isEmpty();
            assertThat(verdict.fate()).isEqualTo(new Fate.Consumed());
        }
    }

    @Test
    @DisplayName("an echo reply is translated by static NAT, and by no dynamic NAT, as the router has no state for it")
    void echoAndNat() {
        Ipv4 hidden = Ipv4.of("192.0.2.100");
        Packet request = Packet.ip(A_MAC, GW_MAC, A_IP, GATEWAY, Protocol.ICMP)
                .echo(8, 77)
                .build();
        for (int port : List.of(0, 2000)) {
            Nat nat = new Nat(NatDirection.SNAT, FlowAction.ACCEPT, List.of(new NatTarget(hidden, hidden, port, port)));
            Verdict verdict = new Sketch()
                    .chain("gw/out", rule(nat, Match.where()))
                    .conversation()
                    .send(A, request);
            assertThat(verdict.answers().get(0).arrivals().get(0).packet().source())
                    .contains(port == 0 ? hidden : GATEWAY);
        }
    }

    @Test
    @DisplayName("only about what is lost: what passes is not told of")
    void delivered() {
        assertThat(uplink().conversation().send(A, aToWorld()).answers()).isEmpty();
        assertThat(new Sketch().conversation().send(A, aToB()).answers()).isEmpty();
    }
}
