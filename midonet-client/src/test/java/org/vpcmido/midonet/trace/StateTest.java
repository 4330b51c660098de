// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vpcmido.midonet.resource.RuleAction.Verdict.ACCEPT;
import static org.vpcmido.midonet.resource.RuleAction.Verdict.DROP;
import static org.vpcmido.midonet.trace.Sketch.A;
import static org.vpcmido.midonet.trace.Sketch.B;
import static org.vpcmido.midonet.trace.Sketch.NORTH;
import static org.vpcmido.midonet.trace.Sketch.SOUTH;
import static org.vpcmido.midonet.trace.Sketch.aToB;
import static org.vpcmido.midonet.trace.Sketch.aToWorld;
import static org.vpcmido.midonet.trace.Sketch.bToA;
import static org.vpcmido.midonet.trace.Sketch.rule;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Match;
import org.vpcmido.midonet.resource.NatTarget;
import org.vpcmido.midonet.resource.PortGroup;
import org.vpcmido.midonet.resource.PortGroupPort;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.resource.RuleAction.FlowAction;
import org.vpcmido.midonet.resource.RuleAction.Nat;
import org.vpcmido.midonet.resource.RuleAction.NatDirection;
import org.vpcmido.midonet.resource.RuleAction.ReverseNat;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;
import org.vpcmido.model.net.Protocol;

/** midonet-datapath-semantics.md 9. */
@DisplayName("Connections and mappings")
class StateTest {
    private static final Ipv4 PUBLIC = Ipv4.of("192.0.2.100");
    private static final Rule RETURNS = rule(ACCEPT, Match.where().returnFlow());
    private static final Rule DROP_ALL = rule(DROP, Match.where());

    private static Sketch nat(int firstPort, int lastPort) {
        Rule translate = rule(
                new Nat(
                        NatDirection.SNAT,
                        FlowAction.ACCEPT,
                        List.of(new NatTarget(PUBLIC, PUBLIC, firstPort, lastPort))),
                Match.where().outPorts(NORTH));
        Rule undo = rule(new ReverseNat(NatDirection.SNAT, FlowAction.ACCEPT), Match.where());
        return new Sketch()
                .route("0.0.0.0/0", "0.0.0.0/0", NORTH, "192.0.2.1", 0)
                .chain("gw/out", translate)
                .chain("gw/in", undo);
    }

    private static Packet answerTo(Packet outside, MacAddress uplink) {
        return Packet.ip(
                        Sketch.STATION_MAC,
                        uplink,
                        outside.destination().orElseThrow(),
                        outside.source().orElseThrow(),
                        Protocol.UDP)
                .ports(outside.destinationPort(), outside.sourcePort())
                .build();
    }

    @Test
    @DisplayName("an answer returns once the first packet was asked about, and not before")
    void answersReturn() {
        Sketch sketch = new Sketch().chain("a/in", RETURNS).chain("a/out", RETURNS, DROP_ALL);
        assertThat(sketch.conversation().send(B, bToA()).isDelivered()).isFalse();
        Conversation conversation = sketch.conversation();
        assertThat(conversation.send(A, aToB()).direction()).contains(Direction.FORWARD);
        assertThat(conversation.send(B, bToA()).direction()).contains(Direction.RETURN);
    }

    @Test
    @DisplayName("connections outlive a change of the topology, and what is tried there leaves them as they were")
    void resuming() {
        Sketch before = new Sketch().chain("a/in", RETURNS).chain("a/out", RETURNS, DROP_ALL);
        Walker closed = Walker.of(new Sketch().chain("a/out", DROP_ALL).topology());
        Conversation conversation = before.conversation();
        conversation.send(A, aToB());
        Conversation elsewhere = closed.resume(conversation, Sketch.STATIONS);
        assertThat(elsewhere.send(B, bToA()).isDelivered()).isFalse();
        Conversation again = Walker.of(before.topology()).resume(conversation, Sketch.STATIONS);
        assertThat(again.send(B, bToA()).isDelivered()).isTrue();
        assertThat(Walker.of(before.topology())
                        .resume(before.conversation(), Sketch.STATIONS)
                        .send(B, bToA())
                        .isDelivered())
                .isFalse();
    }

    @Test
    @DisplayName("a connection that no rule asked about is not remembered")
    void lazily() {
        Conversation conversation =
                new Sketch().chain("a/out", RETURNS, DROP_ALL).conversation();
        conversation.send(A, aToB());
        assertThat(conversation.send(B, bToA()).isDelivered()).isFalse();
    }

    @Test
    @DisplayName("the answer may enter by another host only if a stateful port group joins the uplinks")
    void sharing() {
        Packet answer = Packet.ip(
                        Sketch.STATION_MAC, MacAddress.of("02:00:00:00:00:03"), Sketch.WORLD, Sketch.A_IP, Protocol.UDP)
                .ports(53, 5000)
                .build();
        for (boolean stateful : new boolean[] {true, false}) {
            Key group = Key.of("uplinks");
            Conversation conversation = new Sketch()
                    .route("0.0.0.0/0", "0.0.0.0/0", NORTH, "192.0.2.1", 0)
                    .with(
                            new PortGroup(group, "", "uplinks", stateful),
                            new PortGroupPort(group, NORTH),
                            new PortGroupPort(group, SOUTH))
                    .chain("a/in", RETURNS)
                    .chain("a/out", RETURNS, DROP_ALL)
                    .conversation();
            assertThat(conversation.send(A, aToWorld()).isDelivered()).isTrue();
            assertThat(conversation.send(SOUTH, answer).isDelivered()).isEqualTo(stateful);
        }
    }

    @Test
    @DisplayName("dynamic NAT hides a guest, and finds it again for the answer alone")
    void dynamicNat() {
        Conversation conversation = nat(1024, 65_535).conversation();
        Verdict out = conversation.send(A, aToWorld());
        Packet outside = out.arrivals().get(0).packet();
        assertThat(outside.source()).contains(PUBLIC);
        assertThat(outside.sourcePort()).isBetween(1024, 65_535);
        Verdict back = conversation.send(NORTH, answerTo(outside, Sketch.NORTH_MAC));
        assertThat(back.arrivals()).singleElement().satisfies(arrival -> {
            assertThat(arrival.port()).isEqualTo(A);
            assertThat(arrival.packet().destination()).contains(Sketch.A_IP);
            assertThat(arrival.packet().destinationPort()).isEqualTo(5000);
        });
        Packet stranger = answerTo(outside, Sketch.NORTH_MAC)
                .edit()
                .source(Ipv4.of("203.0.113.8"))
                .build();
        assertThat(conversation.send(NORTH, stranger).arrivals())
                .noneMatch(arrival -> arrival.port().equals(A));
    }

    @Test
    @DisplayName("one public port serves several remote ends, and one remote end no two guests")
    void portsOfDynamicNat() {
        Conversation conversation = nat(2000, 2000).conversation();
        Packet fromB = aToWorld()
                .edit()
                .macs(Sketch.B_MAC, Sketch.GW_MAC)
                .source(Sketch.B_IP)
                .build();
        Packet elsewhere = fromB.edit().destination(Ipv4.of("203.0.113.8")).build();
        assertThat(conversation.send(A, aToWorld()).isDelivered()).isTrue();
        assertThat(conversation.send(A, aToWorld()).isDelivered()).isTrue();
        assertThat(conversation.send(B, elsewhere).isDelivered()).isTrue();
        assertThat(conversation.send(B, fromB).decidingRule())
                .map(Step.Matched::place)
                .contains("gw/out#1");
    }

    @Test
    @DisplayName("dynamic NAT leaves fragments and other protocols alone")
    void notTranslated() {
        Packet fragment = aToWorld().edit().fragment(Fragment.FIRST).build();
        Packet gre = Packet.ip(Sketch.A_MAC, Sketch.GW_MAC, Sketch.A_IP, Sketch.WORLD, new Protocol(47))
                .build();
        for (Packet packet : List.of(fragment, gre)) {
            assertThat(nat(1024, 65_535).conversation().send(A, packet).arrivals())
                    .extracting(arrival -> arrival.packet().source())
                    .containsExactly(Optional.of(Sketch.A_IP));
        }
    }

    @Test
    @DisplayName("static NAT mends the quote of an ICMP error if its condition names the address")
    void quotes() {
        Rule dnat = rule(
                new Nat(NatDirection.DNAT, FlowAction.CONTINUE, List.of(NatTarget.only(Sketch.A_IP))),
                Match.where().nwDst(PUBLIC.asCidr()));
        Quote about = new Quote(PUBLIC, Sketch.WORLD, Protocol.UDP, 5000, 53, 0);
        Packet error = Packet.ip(Sketch.STATION_MAC, Sketch.NORTH_MAC, Sketch.WORLD, PUBLIC, Protocol.ICMP)
                .icmp(3, 3)
                .quote(about)
                .build();
        Verdict verdict = new Sketch().chain("north/in", dnat).conversation().send(NORTH, error);
        Packet arrived = verdict.arrivals().get(0).packet();
        assertThat(arrived.destination()).contains(Sketch.A_IP);
        assertThat(arrived.quote().map(Quote::source)).contains(Sketch.A_IP);
    }
}
