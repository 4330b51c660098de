// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vpcmido.midonet.resource.RuleAction.Verdict.DROP;
import static org.vpcmido.midonet.trace.Sketch.A;
import static org.vpcmido.midonet.trace.Sketch.A_MAC;
import static org.vpcmido.midonet.trace.Sketch.B;
import static org.vpcmido.midonet.trace.Sketch.B_IP;
import static org.vpcmido.midonet.trace.Sketch.B_MAC;
import static org.vpcmido.midonet.trace.Sketch.GW_MAC;
import static org.vpcmido.midonet.trace.Sketch.NORTH;
import static org.vpcmido.midonet.trace.Sketch.NORTH_MAC;
import static org.vpcmido.midonet.trace.Sketch.SOUTH;
import static org.vpcmido.midonet.trace.Sketch.SOUTH_MAC;
import static org.vpcmido.midonet.trace.Sketch.STATIONS;
import static org.vpcmido.midonet.trace.Sketch.STATION_MAC;
import static org.vpcmido.midonet.trace.Sketch.WORLD;
import static org.vpcmido.midonet.trace.Sketch.aToB;
import static org.vpcmido.midonet.trace.Sketch.aToWorld;
import static org.vpcmido.midonet.trace.Sketch.only;
import static org.vpcmido.midonet.trace.Sketch.out;
import static org.vpcmido.midonet.trace.Sketch.rule;
import static org.vpcmido.midonet.trace.Translated.PUBLIC;
import static org.vpcmido.midonet.trace.Translated.hide;
import static org.vpcmido.midonet.trace.Translated.hiding;
import static org.vpcmido.midonet.trace.Translated.ping;
import static org.vpcmido.midonet.trace.Translated.ports;
import static org.vpcmido.midonet.trace.Translated.reverse;
import static org.vpcmido.midonet.trace.Translated.serve;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vpcmido.midonet.resource.HostInterfacePort;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Match;
import org.vpcmido.midonet.resource.NatTarget;
import org.vpcmido.midonet.resource.PortGroup;
import org.vpcmido.midonet.resource.PortGroupPort;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.resource.RuleAction.FlowAction;
import org.vpcmido.midonet.resource.RuleAction.Nat;
import org.vpcmido.midonet.resource.RuleAction.NatDirection;
import org.vpcmido.midonet.resource.RuleAction.Other;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;
import org.vpcmido.model.net.Protocol;

/** midonet-datapath-semantics.md 9.2 to 9.5, and the recipe's step 5. */
@DisplayName("Network address translation")
class NatTest {
    private static final String ALL = "0.0.0.0/0";
    private static final Ipv4 NEXT_PUBLIC = Ipv4.of("192.0.2.101");
    private static final Ipv4 GATEWAY = Ipv4.of("10.0.0.1");

    private static Packet fromPort(int port) {
        return aToWorld().edit().ports(port, 53).build();
    }

    @Test
    @DisplayName("uses every port of the range, none beyond it, and none twice for one remote end")
    void wholeRange() {
        Conversation conversation = hiding(ports(2000, 2003)).conversation();
        List<Integer> taken = IntStream.range(5000, 5004)
                .map(port -> only(conversation.send(A, fromPort(port))).sourcePort())
                .boxed()
                .toList();
        assertThat(taken).containsExactlyInAnyOrder(2000, 2001, 2002, 2003);
        assertThat(conversation.send(A, fromPort(5004)).isDelivered()).isFalse();
        assertThat(only(conversation.send(A, fromPort(5000))).sourcePort()).isEqualTo(taken.get(0));
    }

    @Test
    @DisplayName("takes targets in their order, and the addresses of each in ascending order")
    void addressesInOrder() {
        NatTarget later = new NatTarget(PUBLIC, NEXT_PUBLIC, 3000, 3000);
        NatTarget first = new NatTarget(Ipv4.of("192.0.2.200"), Ipv4.of("192.0.2.200"), 2000, 2000);
        Conversation conversation = hiding(first, later).conversation();
        List<String> taken = IntStream.range(5000, 5003)
                .mapToObj(port -> only(conversation.send(A, fromPort(port))))
                .map(packet -> packet.source().orElseThrow() + ":" + packet.sourcePort())
                .toList();
        assertThat(taken).containsExactly("192.0.2.200:2000", "192.0.2.100:3000", "192.0.2.101:3000");
    }

    @ParameterizedTest(name = "uplinks in one stateful port group ({0}): the answer may enter by the other")
    @ValueSource(booleans = {true, false})
    void answerByTheOtherUplink(boolean stateful) {
        Conversation conversation =
                grouped(hiding(ports(1024, 65_535)), stateful).conversation();
        Packet outside = only(conversation.send(A, aToWorld()));
        assertThat(out(conversation.send(SOUTH, answer(outside, SOUTH_MAC))).contains(A))
                .isEqualTo(stateful);
        assertThat(out(conversation.send(NORTH, answer(outside, NORTH_MAC)))).containsExactly(A);
    }

    private static Sketch grouped(Sketch sketch, boolean stateful) {
        Key group = Key.of("uplinks");
        return sketch.with(
                new PortGroup(group, "", "uplinks", stateful),
                new PortGroupPort(group, NORTH),
                new PortGroupPort(group, SOUTH));
    }

    private static Packet answer(Packet outside, MacAddress uplink) {
        return Packet.ip(
                        STATION_MAC,
                        uplink,
                        outside.destination().orElseThrow(),
                        outside.source().orElseThrow(),
                        new Protocol(outside.protocol()))
                .ports(outside.destinationPort(), outside.sourcePort())
                .build();
    }

    @Test
    @DisplayName("a flow that comes in by either uplink of a stateful group is for one and the same server port")
    void ingressIsShared() {
        Sketch sketch = grouped(new Sketch(), true).chain("gw/in", serve());
        Conversation conversation = sketch.conversation();
        Packet in = Sketch.worldToA(NORTH_MAC).edit().destination(PUBLIC).build();
        int chosen = only(conversation.send(NORTH, in)).destinationPort();
        Packet other = in.edit().macs(STATION_MAC, SOUTH_MAC).build();
        assertThat(only(conversation.send(SOUTH, other)).destinationPort()).isEqualTo(chosen);
    }

    @Test
    @DisplayName("an echo mapping that agents of two hosts made is known to both, and to those of both uplinks")
    void sameMappingTwice() {
        Sketch before = hiding(ports(1024, 65_535));
        Sketch migrated = new Sketch()
                .route(ALL, ALL, SOUTH, "198.51.100.1", 0)
                .chain("gw/out", hide(FlowAction.ACCEPT, ports(1024, 65_535)))
                .chain("gw/in", reverse(NatDirection.SNAT))
                .unbound(A)
                .with(new HostInterfacePort(A, Sketch.host(B), "if_a"));
        Conversation first = before.conversation();
        assertThat(only(first.send(A, ping())).source()).contains(PUBLIC);
        Conversation second = Walker.of(migrated.topology()).resume(first, STATIONS);
        assertThat(out(second.send(A, ping()))).containsExactly(SOUTH);
        Packet reply = Packet.ip(STATION_MAC, NORTH_MAC, WORLD, PUBLIC, Protocol.ICMP)
                .echo(0, 77)
                .build();
        assertThat(out(second.send(NORTH, reply))).containsExactly(A);
        assertThat(out(second.send(
                        SOUTH, reply.edit().macs(STATION_MAC, SOUTH_MAC).build())))
                .containsExactly(A);
    }

    @ParameterizedTest(name = "a port taken for a packet to {0} that ends with {1} stays taken: {2}")
    @CsvSource({
        "203.0.113.7, rule gw/in#2, true",
        "203.0.113.8, no route, true",
        "10.0.0.1, 'for the router itself, and not an ICMP request', false",
        "10.0.0.99, Unresolved[address=10.0.0.99], false"
    })
    void mappingsOfTheLost(String destination, String why, boolean kept) {
        Sketch sketch = new Sketch()
                .chain(
                        "gw/in",
                        hide(FlowAction.CONTINUE, ports(2000, 2000)),
                        rule(DROP, Match.where().nwDst(WORLD.asCidr())));
        Conversation conversation = sketch.conversation();
        Packet fromA = aToWorld().edit().destination(Ipv4.of(destination)).build();
        Packet fromB = fromA.edit().macs(B_MAC, GW_MAC).source(B_IP).build();
        assertThat(Sketch.why(conversation.send(A, fromA))).isEqualTo(why);
        assertThat(Sketch.why(conversation.send(B, fromB))).isEqualTo(kept ? "rule gw/in#1" : why);
    }

    @Test
    @DisplayName("a mapping made for a packet that the router answers itself is kept")
    void mappingOfTheAnswered() {
        Sketch sketch =
                new Sketch().chain("gw/in", reverse(NatDirection.SNAT), hide(FlowAction.CONTINUE, ports(2000, 2000)));
        Packet ping = ping().edit().destination(GATEWAY).build();
        Packet reply =
                ping.edit().echo(0, 77).source(GATEWAY).destination(PUBLIC).build();
        Conversation conversation = sketch.conversation();
        assertThat(outcomes(conversation.send(A, reply))).startsWith(Outcome.NOT_APPLIED);
        assertThat(outcomes(conversation.send(A, ping))).containsExactly(Outcome.NOT_APPLIED, Outcome.CONTINUE);
        assertThat(outcomes(conversation.send(A, reply))).startsWith(Outcome.CONTINUE);
    }

    private static List<Outcome> outcomes(Verdict verdict) {
        return verdict.rules().map(Step.Matched::outcome).toList();
    }

    @Test
    @DisplayName("static NAT leaves a frame without addresses as it is, and its rule counts all the same")
    void staticWithoutAddress() {
        for (NatDirection direction : NatDirection.values()) {
            Nat nat = new Nat(direction, FlowAction.ACCEPT, List.of(NatTarget.only(PUBLIC)));
            Sketch sketch = new Sketch().chain("a/in", rule(nat, Match.where()), rule(DROP, Match.where()));
            Packet ipv6 = Packet.other(A_MAC, B_MAC, Packet.IPV6);
            assertThat(only(sketch.conversation().send(A, ipv6))).isEqualTo(ipv6);
        }
    }

    @Test
    @DisplayName("a rule of type trace changes nothing and decides nothing")
    void trace() {
        Rule trace = rule(new Other("trace", ""), Match.where());
        Sketch sketch = new Sketch().chain("a/in", trace, rule(DROP, Match.where()));
        Verdict verdict = sketch.conversation().send(A, aToB());
        assertThat(outcomes(verdict)).containsExactly(Outcome.NOT_APPLIED, Outcome.DROP);
    }

    @ParameterizedTest(name = "a later fragment with ports {0} and {1} and ICMP id {2} is impossible")
    @CsvSource({"1, 0, 0", "0, 1, 0", "0, 0, 1"})
    void laterFragments(int source, int destination, int id) {
        PacketBuilder packet = aToB().edit().fragment(Fragment.LATER);
        assertThat(packet.build().fragment()).isEqualTo(Fragment.LATER);
        assertThatThrownBy(() -> packet.ports(source, destination).icmpId(id).build())
                .hasMessageContaining("a later fragment has no ports");
    }
}
