// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vpcmido.midonet.resource.RuleAction.Verdict.ACCEPT;
import static org.vpcmido.midonet.trace.Sketch.A;
import static org.vpcmido.midonet.trace.Sketch.B;
import static org.vpcmido.midonet.trace.Sketch.NORTH;
import static org.vpcmido.midonet.trace.Sketch.SOUTH;
import static org.vpcmido.midonet.trace.Sketch.aToB;
import static org.vpcmido.midonet.trace.Sketch.aToWorld;
import static org.vpcmido.midonet.trace.Sketch.jump;
import static org.vpcmido.midonet.trace.Sketch.out;
import static org.vpcmido.midonet.trace.Sketch.rule;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.midonet.resource.Host;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Match;
import org.vpcmido.midonet.resource.NatTarget;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.midonet.resource.RuleAction.FlowAction;
import org.vpcmido.midonet.resource.RuleAction.Nat;
import org.vpcmido.midonet.resource.RuleAction.NatDirection;
import org.vpcmido.midonet.resource.TunnelZoneHost;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;

/** midonet-datapath-semantics.md 4, 7, 8, 10 and 14. */
@DisplayName("Bridges, routers and hosts")
class DevicesTest {
    private static final String ALL = "0.0.0.0/0";

    @Test
    @DisplayName("the longest destination prefix wins, then the lowest weight; a longer source prefix is no preference")
    void routes() {
        Sketch longest = new Sketch()
                .route(ALL, ALL, SOUTH, "198.51.100.1", 0)
                .route(ALL, "203.0.113.0/24", NORTH, "192.0.2.1", 9);
        Sketch lightest =
                new Sketch().route("10.0.0.0/8", ALL, NORTH, "192.0.2.1", 7).route(ALL, ALL, SOUTH, "198.51.100.1", 3);
        Sketch bySource = new Sketch()
                .route("10.9.0.0/16", "203.0.113.0/24", NORTH, "192.0.2.1", 0)
                .route(ALL, ALL, SOUTH, "198.51.100.1", 0);
        assertThat(out(longest.conversation().send(A, aToWorld()))).containsExactly(NORTH);
        Sketch heaviest =
                new Sketch().route("10.0.0.0/8", ALL, NORTH, "192.0.2.1", 3).route(ALL, ALL, SOUTH, "198.51.100.1", 7);
        assertThat(out(lightest.conversation().send(A, aToWorld()))).containsExactly(SOUTH);
        assertThat(out(heaviest.conversation().send(A, aToWorld()))).containsExactly(NORTH);
        assertThat(out(bySource.conversation().send(A, aToWorld()))).containsExactly(SOUTH);
    }

    @Test
    @DisplayName("among equal routes any may be taken, and an inactive uplink takes its routes with it")
    void equalRoutes() {
        Sketch sketch = new Sketch().route(ALL, ALL, NORTH, "192.0.2.1", 0).route(ALL, ALL, SOUTH, "198.51.100.1", 0);
        Walker walker = Walker.of(sketch.topology());
        Set<Key> taken = new HashSet<>();
        for (int i = 0; i < 2; i++) {
            int index = i;
            RouteChoice choice = (routes, packet) -> routes.get(index);
            taken.addAll(out(walker.conversation(Sketch.STATIONS, choice).send(A, aToWorld())));
        }
        assertThat(taken).containsExactlyInAnyOrder(NORTH, SOUTH);
        assertThat(out(sketch.inactive(NORTH).conversation().send(A, aToWorld())))
                .containsExactly(SOUTH);
    }

    @Test
    @DisplayName("an inactive uplink still takes packets in; without a route the sender is told")
    void noRoute() {
        Sketch sketch = new Sketch().route(ALL, ALL, NORTH, "192.0.2.1", 0).inactive(NORTH);
        Packet in = aToWorld()
                .edit()
                .macs(Sketch.STATION_MAC, Sketch.NORTH_MAC)
                .source(Sketch.WORLD)
                .destination(Sketch.A_IP)
                .build();
        assertThat(out(sketch.conversation().send(NORTH, in))).containsExactly(A);
        Verdict lost = sketch.conversation().send(A, aToWorld());
        assertThat(lost.fate()).isEqualTo(new Fate.Answered("no route"));
    }

    @Test
    @DisplayName("BlackHole is silent, Reject is told, a TTL of 1 is exceeded")
    void otherRoutes() {
        Sketch hole = new Sketch().with(Route.ending(Sketch.GW, Route.Type.BLACK_HOLE, Cidr.ANY, Cidr.ANY, 0));
        Sketch reject = new Sketch().with(Route.ending(Sketch.GW, Route.Type.REJECT, Cidr.ANY, Cidr.ANY, 0));
        Sketch way = new Sketch().route(ALL, ALL, NORTH, "192.0.2.1", 0);
        assertThat(hole.conversation().send(A, aToWorld()).fate()).isInstanceOf(Fate.Dropped.class);
        assertThat(reject.conversation().send(A, aToWorld()).fate()).isInstanceOf(Fate.Answered.class);
        Verdict exceeded = way.conversation().send(A, aToWorld().edit().ttl(1).build());
        assertThat(exceeded.answers())
                .singleElement()
                .satisfies(answer -> assertThat(answer.packet().sourcePort()).isEqualTo(11));
        assertThat(way.conversation().send(A, aToWorld().edit().ttl(2).build()).isDelivered())
                .isTrue();
    }

    @Test
    @DisplayName("who does not answer ARP is waited for in vain")
    void unresolved() {
        Sketch sketch = new Sketch().route(ALL, ALL, NORTH, "192.0.2.1", 0);
        Verdict verdict =
                Walker.of(sketch.topology()).conversation(Stations.NONE).send(A, aToWorld());
        assertThat(verdict.fate()).isEqualTo(new Fate.Unresolved(Ipv4.of("192.0.2.1")));
    }

    @Test
    @DisplayName("a guest learns its router's MAC and its neighbour's by ARP, and that of nobody by nothing")
    void whoHas() {
        Conversation conversation = new Sketch().conversation();
        assertThat(conversation.whoHas(A, Sketch.A_MAC, Sketch.A_IP, Ipv4.of("10.0.0.1")))
                .contains(Sketch.GW_MAC);
        assertThat(conversation.whoHas(A, Sketch.A_MAC, Sketch.A_IP, Sketch.B_IP))
                .contains(Sketch.B_MAC);
        assertThat(conversation.whoHas(A, Sketch.A_MAC, Sketch.A_IP, Ipv4.of("10.0.0.99")))
                .isEmpty();
    }

    @Test
    @DisplayName("unknown MACs are flooded to exterior ports, never to routers, and learned when they speak")
    void learning() {
        Sketch sketch = new Sketch().without(Key.of("lan/mac/02:00:00:00:00:0b at b"));
        Conversation conversation = sketch.conversation();
        assertThat(out(conversation.send(A, aToB()))).containsExactly(B);
        conversation.send(B, Sketch.bToA());
        Verdict toItself = conversation.send(B, aToB());
        assertThat(toItself.fate())
                .isInstanceOfSatisfying(
                        Fate.Dropped.class,
                        dropped -> assertThat(dropped.why()).isEqualTo("destination MAC is on the ingress port"));
    }

    @Test
    @DisplayName("one chain that cannot be loaded disables its bridge and the router behind its link, and says why")
    void unloadable() {
        Sketch sketch = new Sketch()
                .route(ALL, ALL, NORTH, "192.0.2.1", 0)
                .chain("downlink/out", rule(ACCEPT, Match.where().ipAddrGroupSrc(Key.of("gone"))));
        Walker walker = Walker.of(sketch.topology());
        assertThat(walker.obstacle(Sketch.GW))
                .hasValueSatisfying(why -> assertThat(why).contains("gone"));
        assertThat(walker.obstacle(Sketch.LAN)).isPresent();
        assertThat(walker.conversation(Sketch.STATIONS).send(A, aToB()).fate()).isInstanceOf(Fate.Failed.class);
        Sketch elsewhere =
                new Sketch().chain("north/in", rule(ACCEPT, Match.where().ipAddrGroupSrc(Key.of("gone"))));
        assertThat(Walker.of(elsewhere.topology()).obstacle(Sketch.LAN)).isEmpty();
    }

    @Test
    @DisplayName("what jumps to a chain that cannot be loaded, or to none, cannot be loaded either")
    void unloadableByJump() {
        Sketch far = new Sketch()
                .chain("a/in", jump("one"))
                .chain("one", jump("two"))
                .chain("two", jump("three"), jump("one"))
                .chain("three", rule(ACCEPT, Match.where().ipAddrGroupDst(Key.of("gone"))));
        assertThat(Walker.of(far.topology()).obstacle(Sketch.LAN))
                .contains("rule three#1 names address group gone, which does not exist");
        Sketch nowhere = new Sketch().chain("a/in", jump("one")).chain("one", jump("nowhere"));
        assertThat(Walker.of(nowhere.topology()).obstacle(Sketch.LAN))
                .contains("rule one#1 jumps to chain nowhere, which does not exist");
        Sketch fine = new Sketch().chain("a/in", jump("one")).chain("one").chain("unused", jump("nowhere"));
        assertThat(Walker.of(fine.topology()).obstacle(Sketch.LAN)).isEmpty();
    }

    @Test
    @DisplayName("static NAT with two targets cannot be loaded, unless they are the same")
    void staticTargets() {
        NatTarget one = NatTarget.only(Sketch.A_IP);
        NatTarget other = NatTarget.only(Sketch.B_IP);
        assertThat(obstacle(List.of(one, other))).isPresent();
        assertThat(obstacle(List.of(one, one))).isEmpty();
    }

    private static Optional<String> obstacle(List<NatTarget> targets) {
        Sketch sketch = new Sketch()
                .chain("gw/in", rule(new Nat(NatDirection.DNAT, FlowAction.ACCEPT, targets), Match.where()));
        return Walker.of(sketch.topology()).obstacle(Sketch.GW);
    }

    @Test
    @DisplayName("hosts without a common tunnel zone, or without an agent, do not get packets")
    void hosts() {
        Key hostOfB = Sketch.host(B);
        Sketch apart = new Sketch().without(new TunnelZoneHost(Key.of("zone"), hostOfB, Sketch.A_IP).key());
        Sketch dead =
                new Sketch().without(hostOfB).with(new Host(hostOfB, hostOfB.path(), List.of(), false, List.of()));
        assertThat(apart.conversation().send(A, aToB()).isDelivered()).isFalse();
        assertThat(dead.conversation().send(A, aToB()).isDelivered()).isFalse();
        assertThat(dead.conversation().send(B, Sketch.bToA()).fate()).isInstanceOf(Fate.Failed.class);
        assertThat(Walker.assumingAllAlive(dead.topology())
                        .conversation(Sketch.STATIONS)
                        .send(A, aToB())
                        .isDelivered())
                .isTrue();
    }

    @Test
    @DisplayName("packets enter at bound ports only")
    void onlyBoundPorts() {
        Conversation conversation = new Sketch().conversation();
        assertThatThrownBy(() -> conversation.send(Sketch.DOWNLINK, aToB())).hasMessageContaining("downlink");
        assertThatThrownBy(() -> conversation.send(Key.of("nowhere"), aToB())).hasMessageContaining("nowhere");
    }
}
