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
import static org.vpcmido.midonet.trace.Sketch.GW_MAC;
import static org.vpcmido.midonet.trace.Sketch.LAN;
import static org.vpcmido.midonet.trace.Sketch.NORTH;
import static org.vpcmido.midonet.trace.Sketch.NORTH_MAC;
import static org.vpcmido.midonet.trace.Sketch.STATION_MAC;
import static org.vpcmido.midonet.trace.Sketch.aToWorld;
import static org.vpcmido.midonet.trace.Sketch.out;
import static org.vpcmido.midonet.trace.Sketch.rule;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vpcmido.midonet.resource.ArpEntry;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Match;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;

/** midonet-datapath-semantics.md 7.1 and 8.1. */
@DisplayName("ARP")
class ArpTest {
    private static final String ALL = "0.0.0.0/0";
    private static final MacAddress NEW_MAC = MacAddress.of("02:00:00:00:00:77");
    private static final Ipv4 NEW_IP = Ipv4.of("10.0.0.77");
    private static final Ipv4 NORTH_IP = Ipv4.of("192.0.2.2");
    private static final Ipv4 NEIGHBOUR = Ipv4.of("192.0.2.1");

    private static Sketch uplink() {
        return new Sketch().route(ALL, ALL, NORTH, "192.0.2.1", 0);
    }

    private static Packet tagged(Packet packet, Integer... vlans) {
        return packet.edit().vlans(List.of(vlans)).build();
    }

    @Test
    @DisplayName("a bridge answers for router ports and for whoever is seeded or has announced himself")
    void bridgeAnswers() {
        Conversation conversation =
                new Sketch().with(new ArpEntry(LAN, NEW_IP, NEW_MAC)).conversation();
        assertThat(conversation.whoHas(A, A_MAC, A_IP, NEW_IP)).contains(NEW_MAC);
        Ipv4 announced = Ipv4.of("10.0.0.78");
        assertThat(conversation.whoHas(A, A_MAC, A_IP, announced)).isEmpty();
        Verdict announcement = conversation.send(B, Packet.arpRequest(B_MAC, announced, announced));
        assertThat(announcement.fate()).isEqualTo(new Fate.Delivered());
        assertThat(out(announcement)).containsExactly(A);
        assertThat(conversation.whoHas(A, A_MAC, A_IP, announced)).contains(B_MAC);
    }

    @Test
    @DisplayName("an address that is seeded with two MACs is answered for with one of them")
    void seededWithTwo() {
        Sketch sketch = new Sketch().with(new ArpEntry(LAN, NEW_IP, NEW_MAC), new ArpEntry(LAN, NEW_IP, B_MAC));
        Optional<MacAddress> answer = sketch.conversation().whoHas(A, A_MAC, A_IP, NEW_IP);
        assertThat(answer).hasValueSatisfying(mac -> assertThat(mac).isIn(NEW_MAC, B_MAC));
    }

    @Test
    @DisplayName("no answer is an announcement: an ordinary request that nobody knows is only flooded")
    void requestsAreNoAnnouncements() {
        Conversation conversation = new Sketch().conversation();
        conversation.send(B, Packet.arpRequest(B_MAC, Ipv4.of("10.0.0.78"), Ipv4.of("10.0.0.99")));
        assertThat(conversation.whoHas(A, A_MAC, A_IP, Ipv4.of("10.0.0.78"))).isEmpty();
    }

    @Test
    @DisplayName("the bridge's answer passes the filter of the port that asked, and no other")
    void answerIsFiltered() {
        Ipv4 gateway = Ipv4.of("10.0.0.1");
        for (String filter : List.of("a/out", "lan/in", "lan/out")) {
            Match.Builder replies = Match.where().dlType(Packet.ARP).nwProto(Packet.ARP_REPLY);
            Conversation conversation =
                    new Sketch().chain(filter, rule(DROP, replies)).conversation();
            assertThat(conversation.whoHas(A, A_MAC, A_IP, gateway).isPresent())
                    .as(filter)
                    .isEqualTo(!filter.equals("a/out"));
        }
    }

    @Test
    @DisplayName("a station answers for itself, through the filters on the way back")
    void stationAnswers() {
        Stations stations =
                (port, address) -> port.equals(B) && address.equals(NEW_IP) ? Optional.of(B_MAC) : Optional.empty();
        Match.Builder replies = Match.where().dlType(Packet.ARP).nwProto(Packet.ARP_REPLY);
        Walker open = Walker.of(new Sketch().topology());
        Walker mute = Walker.of(new Sketch().chain("b/in", rule(DROP, replies)).topology());
        assertThat(open.conversation(stations).whoHas(A, A_MAC, A_IP, NEW_IP)).contains(B_MAC);
        assertThat(mute.conversation(stations).whoHas(A, A_MAC, A_IP, NEW_IP)).isEmpty();
        assertThat(open.conversation(stations).whoHas(A, A_MAC, A_IP, Ipv4.of("10.0.0.76")))
                .isEmpty();
    }

    @Test
    @DisplayName("an answer that comes out elsewhere is none to who asked with his neighbour's MAC")
    void answerForAnother() {
        Key third = Key.of("third");
        Stations stations = (port, address) -> port.equals(third) ? Optional.of(NEW_MAC) : Optional.empty();
        Sketch sketch = new Sketch();
        sketch.with(sketch.bridgePort(third, LAN, 0)).bind(third);
        Conversation conversation = Walker.of(sketch.topology()).conversation(stations);
        assertThat(conversation.whoHas(A, A_MAC, A_IP, NEW_IP)).contains(NEW_MAC);
        assertThat(conversation.whoHas(A, B_MAC, A_IP, NEW_IP)).isEmpty();
    }

    @Test
    @DisplayName("a tagged request is not answered by the bridge")
    void taggedRequest() {
        Packet request = tagged(Packet.arpRequest(A_MAC, A_IP, B_IP), 7);
        Verdict verdict = new Sketch().conversation().send(A, request);
        assertThat(verdict.answers()).isEmpty();
        assertThat(out(verdict)).containsExactly(B);
    }

    @Test
    @DisplayName("what is broadcast for a router's address and is no question goes to the router alone")
    void toTheRouter() {
        Ipv4 gateway = Ipv4.of("10.0.0.1");
        Packet question = Packet.arpRequest(GW_MAC, gateway, A_IP);
        Packet reply = Packet.arpReply(question, A_MAC)
                .edit()
                .macs(A_MAC, Packet.BROADCAST)
                .build();
        Packet claim = Packet.arpRequest(B_MAC, gateway, gateway);
        for (Packet packet : List.of(reply, claim)) {
            Verdict verdict = new Sketch().conversation().send(B, packet);
            assertThat(verdict.fate()).isEqualTo(new Fate.Consumed());
            assertThat(verdict.steps()).contains(new Step.Reached(LAN), new Step.Entered(Sketch.DOWNLINK));
        }
    }

    @ParameterizedTest(name = "a router asked by {0} for {1}, sender {2}: answered is {3}")
    @CsvSource({
        "broadcast, 192.0.2.2, 192.0.2.1, true",
        "unicast, 192.0.2.2, 192.0.2.1, true",
        "broadcast, 192.0.2.3, 192.0.2.1, false",
        "broadcast, 192.0.2.2, 192.0.3.1, false",
        "broadcast, 192.0.2.2, 192.0.2.2, false",
        "broadcast, 198.51.100.2, 192.0.2.1, false"
    })
    void routerAnswers(String how, String target, String sender, boolean answered) {
        Packet request = Packet.arpRequest(STATION_MAC, Ipv4.of(sender), Ipv4.of(target));
        Packet sent = how.equals("unicast")
                ? request.edit().macs(STATION_MAC, NORTH_MAC).build()
                : request;
        Verdict verdict = new Sketch().conversation().send(NORTH, sent);
        assertThat(verdict.answers()).hasSize(answered ? 1 : 0);
        if (answered) {
            Packet reply = verdict.answers().get(0).arrivals().get(0).packet();
            assertThat(reply.source()).contains(NORTH_IP);
            assertThat(reply.destination()).contains(NEIGHBOUR);
            assertThat(reply.arpSender()).isEqualTo(NORTH_MAC);
            assertThat(reply.destinationMac()).isEqualTo(STATION_MAC);
        }
    }

    @ParameterizedTest(name = "a router learns from {0} of {1}: {2}")
    @CsvSource({
        "request, 192.0.2.1, true",
        "reply, 192.0.2.1, true",
        "announcement, 192.0.2.1, true",
        "reply-to-another, 192.0.2.1, false",
        "request-for-another, 192.0.2.1, false",
        "request, 192.0.3.1, false"
    })
    void routerLearns(String what, String sender, boolean learned) {
        Ipv4 from = Ipv4.of(sender);
        Packet question = Packet.arpRequest(NORTH_MAC, NORTH_IP, from);
        Packet otherQuestion = Packet.arpRequest(NEW_MAC, NORTH_IP, from);
        Packet sent = switch (what) {
            case "request" -> Packet.arpRequest(STATION_MAC, from, NORTH_IP);
            case "reply" -> Packet.arpReply(question, STATION_MAC);
            case "announcement" -> Packet.arpRequest(STATION_MAC, from, from);
            case "reply-to-another" ->
                Packet.arpReply(otherQuestion, STATION_MAC)
                        .edit()
                        .macs(STATION_MAC, NORTH_MAC)
                        .build();
            default -> Packet.arpRequest(STATION_MAC, from, Ipv4.of("192.0.2.3"));
        };
        Conversation conversation = Walker.of(uplink().topology()).conversation(Stations.NONE);
        conversation.send(NORTH, sent);
        assertThat(conversation.send(A, aToWorld()).isDelivered()).isEqualTo(learned);
    }
}
