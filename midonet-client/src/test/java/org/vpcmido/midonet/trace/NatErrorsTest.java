// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vpcmido.midonet.trace.Sketch.A;
import static org.vpcmido.midonet.trace.Sketch.A_IP;
import static org.vpcmido.midonet.trace.Sketch.A_MAC;
import static org.vpcmido.midonet.trace.Sketch.B;
import static org.vpcmido.midonet.trace.Sketch.B_IP;
import static org.vpcmido.midonet.trace.Sketch.B_MAC;
import static org.vpcmido.midonet.trace.Sketch.GW_MAC;
import static org.vpcmido.midonet.trace.Sketch.NORTH;
import static org.vpcmido.midonet.trace.Sketch.NORTH_MAC;
import static org.vpcmido.midonet.trace.Sketch.STATION_MAC;
import static org.vpcmido.midonet.trace.Sketch.WORLD;
import static org.vpcmido.midonet.trace.Sketch.aToWorld;
import static org.vpcmido.midonet.trace.Sketch.only;
import static org.vpcmido.midonet.trace.Sketch.out;
import static org.vpcmido.midonet.trace.Sketch.rule;
import static org.vpcmido.midonet.trace.Translated.PUBLIC;
import static org.vpcmido.midonet.trace.Translated.hiding;
import static org.vpcmido.midonet.trace.Translated.ping;
import static org.vpcmido.midonet.trace.Translated.ports;
import static org.vpcmido.midonet.trace.Translated.reverse;
import static org.vpcmido.midonet.trace.Translated.serve;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vpcmido.midonet.resource.IpAddrGroup;
import org.vpcmido.midonet.resource.IpAddrGroupAddr;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Match;
import org.vpcmido.midonet.resource.NatTarget;
import org.vpcmido.midonet.resource.RuleAction.FlowAction;
import org.vpcmido.midonet.resource.RuleAction.Nat;
import org.vpcmido.midonet.resource.RuleAction.NatDirection;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.Protocol;

/** midonet-datapath-semantics.md 9.2 to 9.4: an error is for who sent what it quotes, in words that he knows. */
@DisplayName("ICMP errors about translated packets")
class NatErrorsTest {
    private static final String ALL = "0.0.0.0/0";
    private static final Ipv4 HOP = Ipv4.of("198.18.5.5");

    @ParameterizedTest(name = "an ICMP error of type {0}, about protocol {1}, comes back to who hides")
    @CsvSource({"3, 17", "11, 17", "12, 17", "3, 6", "3, 1", "11, 1"})
    void errorsAboutHidden(int type, int protocol) {
        boolean icmp = protocol == 1;
        Packet sent = icmp
                ? ping()
                : Packet.ip(A_MAC, GW_MAC, A_IP, WORLD, new Protocol(protocol))
                        .ports(5000, 53)
                        .build();
        Conversation conversation = hiding(ports(2000, 3000)).conversation();
        Packet outside = only(conversation.send(A, sent));
        Quote seen = quote(outside);
        Packet error = Packet.ip(STATION_MAC, NORTH_MAC, HOP, PUBLIC, Protocol.ICMP)
                .icmp(type, 1)
                .quote(seen)
                .build();
        Verdict verdict = conversation.send(NORTH, error);
        assertThat(out(verdict)).containsExactly(A);
        assertThat(only(verdict).source()).contains(HOP);
        assertThat(only(verdict).destination()).contains(A_IP);
        assertThat(only(verdict).quote()).contains(quote(sent));
    }

    private static Quote quote(Packet packet) {
        return new Quote(
                packet.source().orElseThrow(),
                packet.destination().orElseThrow(),
                new Protocol(packet.protocol()),
                packet.sourcePort(),
                packet.destinationPort(),
                packet.icmpId());
    }

    @ParameterizedTest(name = "an ICMP error of type {0} is no answer")
    @ValueSource(ints = {4, 5, 13})
    void otherErrors(int type) {
        Conversation conversation = hiding(ports(2000, 3000)).conversation();
        Packet outside = only(conversation.send(A, aToWorld()));
        Packet error = Packet.ip(STATION_MAC, NORTH_MAC, HOP, PUBLIC, Protocol.ICMP)
                .icmp(type, 1)
                .quote(quote(outside))
                .build();
        assertThat(out(conversation.send(NORTH, error))).doesNotContain(A);
    }

    @ParameterizedTest(name = "a server''s error about protocol {0} leaves with the address that the client knows")
    @CsvSource({"17", "1"})
    void errorsOfServers(int protocol) {
        Sketch sketch = new Sketch()
                .route(ALL, ALL, NORTH, "192.0.2.1", 0)
                .chain("gw/in", serve())
                .chain("gw/out", reverse(NatDirection.DNAT));
        Packet in = protocol == 1
                ? Packet.ip(STATION_MAC, NORTH_MAC, WORLD, PUBLIC, Protocol.ICMP)
                        .echo(8, 77)
                        .build()
                : Packet.ip(STATION_MAC, NORTH_MAC, WORLD, PUBLIC, Protocol.UDP)
                        .ports(53, 80)
                        .build();
        Conversation conversation = sketch.conversation();
        Packet inside = only(conversation.send(NORTH, in));
        assertThat(inside.destination()).contains(A_IP);
        for (Ipv4 sender : List.of(A_IP, B_IP)) { // The server, and a hop of its own beside it.
            Packet error = Packet.ip(A_MAC, GW_MAC, sender, WORLD, Protocol.ICMP)
                    .icmp(3, 3)
                    .quote(quote(inside))
                    .build();
            Packet left = only(conversation.send(A, error));
            assertThat(left.source()).contains(sender.equals(A_IP) ? PUBLIC : B_IP);
            assertThat(left.quote()).contains(quote(in));
        }
    }

    @ParameterizedTest(name = "static NAT: type {0}, condition by {1}: the quoted receiver becomes public: {2}")
    @CsvSource({
        "3, address, true",
        "11, address, true",
        "12, address, true",
        "13, address, false",
        "3, group, false",
        "3, another address, false"
    })
    void staticSource(int type, String condition, boolean mended) {
        Key group = Key.of("members");
        Match.Builder match = switch (condition) {
            case "address" -> Match.where().nwSrc(A_IP.asCidr());
            case "group" -> Match.where().ipAddrGroupSrc(group);
            default -> Match.where().nwSrc(Cidr.of("10.0.0.0/24"));
        };
        Nat nat = new Nat(NatDirection.SNAT, FlowAction.CONTINUE, List.of(NatTarget.only(PUBLIC)));
        Sketch sketch = new Sketch()
                .with(new IpAddrGroup(group, "members"), new IpAddrGroupAddr(group, A_IP))
                .route(ALL, ALL, NORTH, "192.0.2.1", 0)
                .chain("north/out", rule(nat, match));
        Quote received = new Quote(WORLD, A_IP, Protocol.UDP, 53, 5000, 0);
        Packet error = Packet.ip(A_MAC, GW_MAC, A_IP, WORLD, Protocol.ICMP)
                .icmp(type, 3)
                .quote(received)
                .build();
        Packet left = only(sketch.conversation().send(A, error));
        assertThat(left.source()).contains(PUBLIC);
        assertThat(left.quote()).contains(new Quote(WORLD, mended ? PUBLIC : A_IP, Protocol.UDP, 53, 5000, 0));
    }

    @ParameterizedTest(name = "static NAT by quoted receiver {0}: only the quote changes, to {1}")
    @CsvSource({"192.0.2.100, 10.0.0.10", "192.0.2.101, 192.0.2.101"})
    void staticByQuote(String quoted, String becomes) {
        Nat nat = new Nat(NatDirection.DNAT, FlowAction.CONTINUE, List.of(NatTarget.only(A_IP)));
        Match.Builder condition = Match.where().icmpDataDst(Cidr.of("192.0.2.100/31"));
        Sketch sketch = new Sketch().chain("b/in", rule(nat, condition));
        Packet error = Packet.ip(B_MAC, A_MAC, B_IP, Ipv4.of("10.0.0.50"), Protocol.ICMP)
                .icmp(3, 1)
                .quote(new Quote(B_IP, Ipv4.of(quoted), Protocol.TCP, 1, 2, 0))
                .build();
        Packet arrived = only(sketch.conversation().send(B, error));
        assertThat(arrived.destination()).contains(Ipv4.of("10.0.0.50"));
        assertThat(arrived.quote()).contains(new Quote(B_IP, Ipv4.of(becomes), Protocol.TCP, 1, 2, 0));
    }
}
