// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vpcmido.midonet.resource.RuleAction.Verdict.DROP;
import static org.vpcmido.midonet.trace.Sketch.A;
import static org.vpcmido.midonet.trace.Sketch.A_MAC;
import static org.vpcmido.midonet.trace.Sketch.B;
import static org.vpcmido.midonet.trace.Sketch.B_MAC;
import static org.vpcmido.midonet.trace.Sketch.GW_MAC;
import static org.vpcmido.midonet.trace.Sketch.LAN;
import static org.vpcmido.midonet.trace.Sketch.NORTH;
import static org.vpcmido.midonet.trace.Sketch.aToB;
import static org.vpcmido.midonet.trace.Sketch.aToWorld;
import static org.vpcmido.midonet.trace.Sketch.bToA;
import static org.vpcmido.midonet.trace.Sketch.out;
import static org.vpcmido.midonet.trace.Sketch.rule;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.MacEntry;
import org.vpcmido.midonet.resource.Match;
import org.vpcmido.model.net.MacAddress;

/** midonet-datapath-semantics.md 4.2 and 7. */
@DisplayName("Frames at a bridge")
class BridgesTest {
    private static final String ALL = "0.0.0.0/0";
    private static final MacAddress NEW_MAC = MacAddress.of("02:00:00:00:00:77");

    private static Sketch uplink() {
        return new Sketch().route(ALL, ALL, NORTH, "192.0.2.1", 0);
    }

    private static Packet tagged(Packet packet, Integer... vlans) {
        return packet.edit().vlans(List.of(vlans)).build();
    }

    @Test
    @DisplayName("a tagged frame skips both filters of a bridge, and none of its ports'")
    void filtersOfTagged() {
        for (String filter : List.of("lan/in", "lan/out", "a/in", "b/out")) {
            Sketch sketch = new Sketch().chain(filter, rule(DROP, Match.where()));
            assertThat(sketch.conversation().send(A, aToB()).isDelivered())
                    .as(filter)
                    .isFalse();
            assertThat(sketch.conversation().send(A, tagged(aToB(), 7)).isDelivered())
                    .as("tagged, %s", filter)
                    .isEqualTo(filter.startsWith("lan"));
        }
    }

    @ParameterizedTest(name = "tags {1} leave a port of VLAN {0} as {2}")
    @CsvSource({"0, 7, 7", "7, 7, ''", "7, '7 8', 8", "7, '8', 8", "7, '', ''"})
    void popped(int vlanOfPort, String before, String after) {
        Sketch sketch = new Sketch();
        Verdict verdict = sketch.with(sketch.bridgePort(B, LAN, vlanOfPort))
                .conversation()
                .send(A, tagged(aToB(), ids(before)));
        assertThat(verdict.arrivals())
                .singleElement()
                .satisfies(arrival -> assertThat(arrival.packet().vlans()).containsExactly(ids(after)));
    }

    private static Integer[] ids(String text) {
        return Stream.of(text.split(" ", -1))
                .filter(id -> !id.isEmpty())
                .map(Integer::valueOf)
                .toArray(Integer[]::new);
    }

    @Test
    @DisplayName("each VLAN has MAC addresses of its own: seeded and learned ones of another do not count")
    void macsByVlan() {
        Key third = Key.of("third");
        Sketch sketch = new Sketch();
        sketch.with(sketch.bridgePort(third, LAN, 0), new MacEntry(LAN, NEW_MAC, third, 7))
                .bind(third);
        Packet toNew = aToB().edit().macs(A_MAC, NEW_MAC).build();
        assertThat(out(sketch.conversation().send(A, tagged(toNew, 7)))).containsExactly(third);
        assertThat(out(sketch.conversation().send(A, toNew))).containsExactlyInAnyOrder(B, third);

        Conversation learning =
                sketch.without(new MacEntry(LAN, NEW_MAC, third, 7).key()).conversation();
        learning.send(third, tagged(aToB().edit().macs(NEW_MAC, A_MAC).build(), 8));
        assertThat(out(learning.send(A, tagged(toNew, 8)))).containsExactly(third);
        assertThat(out(learning.send(A, tagged(toNew, 9)))).containsExactlyInAnyOrder(B, third);
        assertThat(out(learning.send(A, toNew))).containsExactlyInAnyOrder(B, third);
    }

    @Test
    @DisplayName(
            "a MAC is learned also from a frame that the bridge's filter drops, and not from one that its port drops")
    void learnedFromDropped() {
        for (String filter : List.of("lan/in", "b/in")) {
            Packet fromNew = bToA().edit().macs(NEW_MAC, A_MAC).build();
            Sketch sketch = new Sketch().chain(filter, rule(DROP, Match.where().inPorts(B)));
            Key third = Key.of("third");
            Conversation conversation =
                    sketch.with(sketch.bridgePort(third, LAN, 0)).bind(third).conversation();
            assertThat(conversation.send(B, fromNew).isDelivered()).isFalse();
            List<Key> reached =
                    out(conversation.send(A, aToB().edit().macs(A_MAC, NEW_MAC).build()));
            assertThat(reached)
                    .as(filter)
                    .hasSize(filter.equals("lan/in") ? 1 : 2)
                    .contains(B);
        }
    }

    @Test
    @DisplayName("the MAC of a linked router port is not learned, whoever claims it")
    void routersAreNotLearned() {
        Conversation conversation = uplink().conversation();
        conversation.send(B, bToA().edit().macs(GW_MAC, A_MAC).build());
        assertThat(out(conversation.send(A, aToWorld()))).containsExactly(NORTH);
    }

    @Test
    @DisplayName("a MAC that is seeded twice is at one of its ports")
    void seededTwice() {
        Sketch sketch = new Sketch();
        Key third = Key.of("third");
        sketch.with(sketch.bridgePort(third, LAN, 0), new MacEntry(LAN, B_MAC, third, 0))
                .bind(third);
        assertThat(out(sketch.conversation().send(A, aToB()))).hasSize(1);
    }

    @Test
    @DisplayName("a flood reaches bound ports that are up and let it pass, and nobody else's loss counts")
    void flood() {
        Key third = Key.of("third");
        Packet toAll = aToB().edit().macs(A_MAC, Packet.BROADCAST).build();
        Sketch sketch = new Sketch();
        sketch.with(sketch.bridgePort(third, LAN, 0)).bind(third);
        assertThat(out(sketch.conversation().send(A, toAll))).containsExactlyInAnyOrder(B, third);
        Sketch filtered = new Sketch().chain("b/out", rule(DROP, Match.where()));
        filtered.with(filtered.bridgePort(third, LAN, 0)).bind(third);
        assertThat(out(filtered.conversation().send(A, toAll))).containsExactly(third);
        Sketch first = new Sketch().chain("b/out", rule(DROP, Match.where()));
        Key last = Key.of("aa"); // Before the port that drops, by name.
        first.with(first.bridgePort(last, LAN, 0)).bind(last);
        assertThat(out(first.conversation().send(A, toAll))).containsExactly(last);
    }
}
