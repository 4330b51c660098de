// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vpcmido.midonet.resource.RuleAction.Verdict.DROP;
import static org.vpcmido.midonet.trace.Sketch.A;
import static org.vpcmido.midonet.trace.Sketch.A_IP;
import static org.vpcmido.midonet.trace.Sketch.A_MAC;
import static org.vpcmido.midonet.trace.Sketch.B;
import static org.vpcmido.midonet.trace.Sketch.B_MAC;
import static org.vpcmido.midonet.trace.Sketch.GW_MAC;
import static org.vpcmido.midonet.trace.Sketch.LAN;
import static org.vpcmido.midonet.trace.Sketch.NORTH;
import static org.vpcmido.midonet.trace.Sketch.NORTH_MAC;
import static org.vpcmido.midonet.trace.Sketch.STATION_MAC;
import static org.vpcmido.midonet.trace.Sketch.aToWorld;
import static org.vpcmido.midonet.trace.Sketch.out;
import static org.vpcmido.midonet.trace.Sketch.rule;
import static org.vpcmido.midonet.trace.Sketch.worldToA;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vpcmido.midonet.resource.HostInterfacePort;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Match;
import org.vpcmido.midonet.resource.PortLink;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.midonet.resource.Router;
import org.vpcmido.midonet.resource.RouterPort;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;
import org.vpcmido.model.net.Protocol;

/** midonet-datapath-semantics.md 4.1, 8.2 and 8.4. */
@DisplayName("Routers and their ports")
class RoutersTest {
    private static final String ALL = "0.0.0.0/0";
    private static final MacAddress NEW_MAC = MacAddress.of("02:00:00:00:00:77");
    private static final Ipv4 NEW_IP = Ipv4.of("10.0.0.77");
    private static final Ipv4 NORTH_IP = Ipv4.of("192.0.2.2");
    private static final Ipv4 NEIGHBOUR = Ipv4.of("192.0.2.1");

    private static Sketch uplink() {
        return new Sketch().route(ALL, ALL, NORTH, "192.0.2.1", 0);
    }

    @Test
    @DisplayName("a neighbour that the bridge knows is reached without asking, even if no ARP passes")
    void seededNeighbours() {
        Sketch mute =
                new Sketch().chain("downlink/out", rule(DROP, Match.where().dlType(Packet.ARP)));
        assertThat(out(mute.conversation().send(NORTH, worldToA(NORTH_MAC)))).containsExactly(A);

        Packet toNew = worldToA(NORTH_MAC).edit().destination(NEW_IP).build();
        Conversation announced = mute.conversation();
        assertThat(announced.send(NORTH, toNew).fate()).isEqualTo(new Fate.Unresolved(NEW_IP));
        announced.send(B, Packet.arpRequest(B_MAC, NEW_IP, NEW_IP));
        assertThat(out(announced.send(NORTH, toNew))).containsExactly(B);
    }

    @Test
    @DisplayName(
            "a router behind the bridge is reached without asking, and one at the other end of a link whatever the gateway")
    void routersBehind() {
        MacAddress mac = MacAddress.of("02:00:00:00:00:31");
        Key other = Key.of("other");
        Key port = Key.of("other-port");
        RouterPort otherPort = new RouterPort(
                port,
                other,
                Ipv4.of("10.0.0.2"),
                Cidr.of("10.0.0.0/24"),
                Optional.of(mac),
                Optional.empty(),
                Optional.empty(),
                true);
        Sketch viaBridge = new Sketch().route(ALL, "203.0.113.0/24", Sketch.DOWNLINK, "10.0.0.2", 0);
        viaBridge.with(
                viaBridge.bridgePort(Key.of("lan-other"), LAN, 0), new PortLink(Key.of("lan-other"), port), otherPort);
        viaBridge.with(new Router(other, "", "other", true, Optional.empty(), Optional.empty(), 0));
        viaBridge.chain("downlink/out", rule(DROP, Match.where().dlType(Packet.ARP)));
        assertThat(viaBridge.conversation().send(NORTH, worldTo("203.0.113.9")).steps())
                .contains(new Step.Entered(port), new Step.Reached(other));

        Key link = Key.of("link");
        RouterPort ownEnd = new RouterPort(
                link,
                Sketch.GW,
                Ipv4.of("10.9.9.1"),
                Cidr.of("10.9.9.0/24"),
                Optional.of(NEW_MAC),
                Optional.empty(),
                Optional.empty(),
                true);
        Sketch linked = new Sketch().route(ALL, "203.0.113.0/24", link, "172.31.99.99", 0);
        linked.with(ownEnd, otherPort, new PortLink(link, port));
        linked.with(new Router(other, "", "other", true, Optional.empty(), Optional.empty(), 0));
        assertThat(linked.conversation().send(NORTH, worldTo("203.0.113.9")).steps())
                .contains(new Step.Entered(port), new Step.Reached(other));
    }

    private static Packet worldTo(String destination) {
        return worldToA(NORTH_MAC).edit().destination(Ipv4.of(destination)).build();
    }

    @ParameterizedTest(name = "a gateway of {0} is none")
    @CsvSource({"0.0.0.0", "255.255.255.255"})
    void noGateway(String gateway) {
        Sketch sketch = new Sketch().route(ALL, "192.0.2.0/24", NORTH, gateway, 0);
        List<Ipv4> asked = new ArrayList<>();
        Stations stations = (port, address) -> {
            asked.add(address);
            return Optional.of(STATION_MAC);
        };
        Packet packet = aToWorld().edit().destination(NEIGHBOUR).build();
        Verdict verdict = Walker.of(sketch.topology()).conversation(stations).send(A, packet);
        assertThat(out(verdict)).containsExactly(NORTH);
        assertThat(asked).containsExactly(NEIGHBOUR);
    }

    @Test
    @DisplayName("a router asks once, and not for what it has learned")
    void asksOnce() {
        List<Ipv4> asked = new ArrayList<>();
        Conversation conversation = Walker.of(uplink().topology()).conversation((port, address) -> {
            asked.add(address);
            return Optional.of(STATION_MAC);
        });
        conversation.send(A, aToWorld());
        conversation.send(A, aToWorld());
        assertThat(asked).containsExactly(NEIGHBOUR);
    }

    @Test
    @DisplayName("a router port without MAC gets one that depends on its key alone, and is no other port's")
    void computedMac() {
        Sketch sketch = uplink().with(
                        withoutMac(NORTH, "192.0.2.2", "192.0.2.0/24"),
                        withoutMac(Key.of("morth"), "192.0.3.2", "192.0.3.0/24"),
                        withoutMac(Key.of("norti"), "192.0.4.2", "192.0.4.0/24"));
        Walker walker = Walker.of(sketch.topology());
        MacAddress mac = walker.mac(NORTH).orElseThrow();
        assertThat(mac.toString()).startsWith("ac:ca:");
        assertThat(Walker.of(sketch.topology()).mac(NORTH)).contains(mac);
        assertThat(Stream.of("north", "morth", "norti")
                        .map(Key::of)
                        .map(walker::mac)
                        .distinct())
                .hasSize(3);
        Conversation conversation = walker.conversation(Sketch.STATIONS);
        assertThat(conversation.whoHas(NORTH, STATION_MAC, NEIGHBOUR, NORTH_IP)).contains(mac);
        assertThat(conversation.send(A, aToWorld()).arrivals())
                .singleElement()
                .satisfies(arrival -> assertThat(arrival.packet().sourceMac()).isEqualTo(mac));
    }

    private static RouterPort withoutMac(Key key, String address, String network) {
        return new RouterPort(
                key,
                Sketch.GW,
                Ipv4.of(address),
                Cidr.of(network),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true);
    }

    @Test
    @DisplayName(
            "a port contributes its routes, and the one to its own address, only while it is up, and active or linked")
    void routesOfPorts() {
        Packet ping = Packet.ip(A_MAC, GW_MAC, A_IP, NORTH_IP, Protocol.ICMP)
                .echo(8, 1)
                .build();
        Sketch unplugged = uplink().unbound(NORTH);
        for (Sketch gone : List.of(uplink().inactive(NORTH), uplink().down(NORTH), unplugged)) {
            assertThat(Sketch.why(gone.conversation().send(A, aToWorld()))).isEqualTo("no route");
            assertThat(Sketch.why(gone.conversation().send(A, ping))).isEqualTo("no route");
        }
        assertThat(Sketch.why(uplink().conversation().send(A, ping))).isEqualTo("answered by the router");
        Walker wished = Walker.assumingAllAlive(uplink().inactive(NORTH).topology());
        assertThat(wished.conversation(Sketch.STATIONS).send(A, aToWorld()).isDelivered())
                .isTrue();
    }

    @Test
    @DisplayName("the route to a port's own address is MidoNet's, where the topology has it already")
    void ownRoute() {
        Route local = new Route(
                Key.of("local"),
                Sketch.GW,
                Route.Type.LOCAL,
                Cidr.ANY,
                NORTH_IP.asCidr(),
                Optional.of(NORTH),
                Optional.empty(),
                0,
                false);
        Packet ping = Packet.ip(A_MAC, GW_MAC, A_IP, NORTH_IP, Protocol.ICMP)
                .echo(8, 1)
                .build();
        RouteChoice none = (routes, packet) -> {
            throw new AssertionError("nothing to choose among " + routes);
        };
        Walker walker = Walker.of(new Sketch().with(local).topology());
        assertThat(walker.conversation(Sketch.STATIONS, none).send(A, ping).steps())
                .contains(new Step.Routed(Key.of("local")));
        assertThat(new Sketch().conversation().send(A, ping).steps()).contains(new Step.Routed(NORTH.child("local")));
    }

    @Test
    @DisplayName("a heavier route to a port's own address leaves that address to the router")
    void ownAddressRoutedElsewhere() {
        Packet ping = Packet.ip(A_MAC, GW_MAC, A_IP, NORTH_IP, Protocol.ICMP)
                .echo(8, 1)
                .build();
        Sketch sketch = new Sketch().route(ALL, "192.0.2.2/32", Sketch.SOUTH, "198.51.100.1", 5);
        assertThat(Sketch.why(sketch.conversation().send(A, ping))).isEqualTo("answered by the router");
    }

    @Test
    @DisplayName("the steps of a routed packet: ports, devices, the route, and how it looks after each change")
    void steps() {
        Packet lessHops = aToWorld().edit().ttl(63).build();
        Key route = Route.normal(Sketch.GW, Cidr.ANY, Cidr.ANY, NORTH, Optional.of(NEIGHBOUR), 0)
                .key();
        assertThat(uplink().conversation().send(A, aToWorld()).steps())
                .containsExactly(
                        new Step.Entered(A),
                        new Step.Reached(LAN),
                        new Step.Left(Key.of("lan-gw")),
                        new Step.Entered(Sketch.DOWNLINK),
                        new Step.Reached(Sketch.GW),
                        new Step.Routed(route),
                        new Step.Rewritten(lessHops),
                        new Step.Rewritten(
                                lessHops.edit().macs(NORTH_MAC, STATION_MAC).build()),
                        new Step.Left(NORTH));
    }

    @ParameterizedTest(name = "through {0} routers in a row, the packet comes out: {1}")
    @CsvSource({"11, true", "12, false"})
    void deviceLimit(int routers, boolean delivered) {
        List<Resource> row = new ArrayList<>();
        for (int i = 0; i < routers; i++) {
            Key router = Key.of("r" + i);
            row.add(new Router(router, "", "r" + i, true, Optional.empty(), Optional.empty(), 0));
            row.add(rowPort("in" + i, router, i, 1));
            row.add(rowPort("out" + i, router, i + 1, 2));
            row.add(Route.normal(
                    router, Cidr.ANY, Cidr.ANY, Key.of("out" + i), Optional.of(Ipv4.of("10.1." + (i + 1) + ".1")), 0));
            if (i > 0) {
                row.add(new PortLink(Key.of("out" + (i - 1)), Key.of("in" + i)));
            }
        }
        Key first = Key.of("in0");
        Key last = Key.of("out" + (routers - 1));
        row.add(new HostInterfacePort(first, Key.of("host"), "first"));
        row.add(new HostInterfacePort(last, Key.of("host"), "last"));
        Walker walker = Walker.assumingAllAlive(Topology.of(row));
        Packet packet = worldToA(walker.mac(first).orElseThrow());
        Verdict verdict =
                walker.conversation((port, address) -> Optional.of(STATION_MAC)).send(first, packet);
        assertThat(verdict.isDelivered()).isEqualTo(delivered);
        if (!delivered) {
            assertThat(Sketch.why(verdict)).isEqualTo("loop: more than 12 devices");
        }
    }

    private static RouterPort rowPort(String name, Key router, int network, int host) {
        return new RouterPort(
                Key.of(name),
                router,
                Ipv4.of("10.1." + network + "." + host),
                Cidr.of("10.1." + network + ".0/24"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true);
    }
}
