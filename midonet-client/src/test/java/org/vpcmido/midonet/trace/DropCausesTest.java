// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vpcmido.midonet.resource.RuleAction.Verdict.DROP;
import static org.vpcmido.midonet.trace.Sketch.A;
import static org.vpcmido.midonet.trace.Sketch.A_IP;
import static org.vpcmido.midonet.trace.Sketch.A_MAC;
import static org.vpcmido.midonet.trace.Sketch.B;
import static org.vpcmido.midonet.trace.Sketch.B_MAC;
import static org.vpcmido.midonet.trace.Sketch.GW;
import static org.vpcmido.midonet.trace.Sketch.GW_MAC;
import static org.vpcmido.midonet.trace.Sketch.LAN;
import static org.vpcmido.midonet.trace.Sketch.NORTH;
import static org.vpcmido.midonet.trace.Sketch.NORTH_MAC;
import static org.vpcmido.midonet.trace.Sketch.aToB;
import static org.vpcmido.midonet.trace.Sketch.aToWorld;
import static org.vpcmido.midonet.trace.Sketch.bToA;
import static org.vpcmido.midonet.trace.Sketch.rule;
import static org.vpcmido.midonet.trace.Sketch.worldToA;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vpcmido.midonet.resource.ArpEntry;
import org.vpcmido.midonet.resource.DhcpHost;
import org.vpcmido.midonet.resource.DhcpSubnet;
import org.vpcmido.midonet.resource.Host;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.MacEntry;
import org.vpcmido.midonet.resource.Match;
import org.vpcmido.midonet.resource.PortLink;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.midonet.resource.RouterPort;
import org.vpcmido.midonet.resource.RuleAction;
import org.vpcmido.midonet.resource.TunnelZoneHost;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;
import org.vpcmido.model.net.Protocol;

/**
 * A packet for every cause by which a way can end: a cause that is added without a packet does not compile. Sections are
 * those of midonet-datapath-semantics.md.
 */
@DisplayName("A packet's way can end")
class DropCausesTest {
    private static final String ALL = "0.0.0.0/0";
    private static final MacAddress NOBODYS = MacAddress.of("02:00:00:00:00:77");
    private static final Key SPARE = Key.of("spare");
    private static final Ipv4 GATEWAY = Ipv4.of("10.0.0.1");

    /** What happens, and the words for it. */
    private record Scenario(Sketch sketch, Key port, Packet packet, String words) {}

    private static Scenario from(Key port, Packet packet, Sketch sketch, String words) {
        return new Scenario(sketch, port, packet, words);
    }

    private static Scenario fromA(Packet packet, Sketch sketch, String words) {
        return from(A, packet, sketch, words);
    }

    private static Sketch uplink() {
        return new Sketch().route(ALL, ALL, NORTH, "192.0.2.1", 0);
    }

    private static Scenario scenario(Cause cause) {
        return switch (cause) {
            case RULE, PORT_DOWN, IPV6_AT_ROUTER, BACK_AGAIN, LOOP, LEADS_NOWHERE, BRIDGES_LINKED, NO_TUNNEL ->
                atPort(cause);
            case NO_BRIDGE, BRIDGE_DOWN, MULTICAST_SOURCE, MAC_ON_INGRESS, NO_SUCH_PORT, FLOODED_IN_VAIN ->
                atBridge(cause);
            case NO_ROUTER, ROUTER_DOWN, VLAN_AT_ROUTER, OTHER_ETHER_TYPE, BROADCAST_AT_ROUTER, OTHER_MAC ->
                atRouter(cause);
            case NO_ROUTE, BLACK_HOLE, REJECTING_ROUTE, TTL_EXCEEDED, ROUTE_WITHOUT_PORT, OWN_ADDRESS -> byRoute(cause);
            case FOR_ROUTER_ITSELF, OUT_OF_REACH, NO_ARP_ANSWER -> byNextHop(cause);
            case ANSWERED_BY_DHCP, ANSWERED_BY_BRIDGE, ANSWERED_BY_ROUTER, ARP_FOR_ROUTER -> answered(cause);
            case NO_AGENT_THERE, NO_AGENT_HERE, NOT_LOADABLE, VLAN_AWARE_BRIDGES, RULE_NOT_MODELLED -> failed(cause);
        };
    }

    /** 4 and 5. */
    private static Scenario atPort(Cause cause) {
        Sketch sketch = new Sketch();
        return switch (cause) {
            case RULE -> fromA(aToB(), sketch.chain("b/out", rule(DROP, Match.where())), "rule b/out#1");
            case PORT_DOWN -> fromA(aToB(), sketch.down(B), "port b is down");
            case IPV6_AT_ROUTER -> fromA(Packet.other(A_MAC, GW_MAC, Packet.IPV6), sketch, "IPv6 at a router port");
            case BACK_AGAIN -> {
                Packet unknown = aToB().edit().macs(A_MAC, NOBODYS).build();
                yield fromA(unknown, aloneOnLan(), "back to the port that it came by");
            }
            case LOOP -> {
                // Observed in eucanetd's layout: the router's own MAC is seeded for one of the subnet's addresses.
                Packet circling =
                        aToWorld().edit().destination(Ipv4.of("10.0.0.2")).build();
                yield fromA(
                        circling,
                        sketch.with(new ArpEntry(LAN, Ipv4.of("10.0.0.2"), GW_MAC)),
                        "loop: more than 12 devices");
            }
            case LEADS_NOWHERE -> fromA(toSpare(), spare(LAN, 0), "port spare leads nowhere");
            case BRIDGES_LINKED -> fromA(toSpare(), linkedBridges(0), "bridges that are linked without a VLAN");
            default -> fromA(aToB(), sketch.without(zoneOf(B)), "host-of-a and host-of-b share no tunnel zone");
        };
    }

    /** A frame for a MAC that is seeded at port {@link #SPARE}. */
    private static Packet toSpare() {
        return aToB().edit().macs(A_MAC, NOBODYS).build();
    }

    /** A bridge port, neither bound nor linked. */
    private static Sketch spare(Key bridge, int vlanId) {
        Sketch sketch = new Sketch();
        return sketch.with(sketch.bridgePort(SPARE, bridge, vlanId), new MacEntry(LAN, NOBODYS, SPARE, 0));
    }

    private static Sketch linkedBridges(int vlanId) {
        Sketch sketch = spare(LAN, vlanId);
        Key peer = Key.of("peer");
        return sketch.with(sketch.bridgePort(peer, Key.of("other"), 0), new PortLink(SPARE, peer));
    }

    private static Sketch aloneOnLan() {
        return new Sketch().unbound(B);
    }

    private static Key zoneOf(Key port) {
        return new TunnelZoneHost(Key.of("zone"), Sketch.host(port), A_IP).key();
    }

    /** 7. */
    private static Scenario atBridge(Cause cause) {
        Sketch sketch = new Sketch();
        return switch (cause) {
            case NO_BRIDGE -> from(SPARE, aToB(), spare(Key.of("gone"), 0).bind(SPARE), "bridge gone does not exist");
            case BRIDGE_DOWN -> fromA(aToB(), sketch.down(LAN), "bridge lan is down");
            case MULTICAST_SOURCE ->
                fromA(
                        aToB().edit()
                                .macs(MacAddress.of("01:00:5e:00:00:01"), B_MAC)
                                .build(),
                        sketch,
                        "multicast source MAC");
            case MAC_ON_INGRESS ->
                fromA(aToB().edit().macs(A_MAC, A_MAC).build(), sketch, "destination MAC is on the ingress port");
            case NO_SUCH_PORT ->
                fromA(
                        toSpare(),
                        sketch.with(new MacEntry(LAN, NOBODYS, SPARE, 0)),
                        "port spare of the MAC table does not exist");
            default ->
                from(
                        NORTH,
                        worldToA(NORTH_MAC),
                        aloneOnLan().unbound(A).without(new MacEntry(LAN, A_MAC, A, 0).key()),
                        "flooded, and nobody took it");
        };
    }

    /** 8, steps 1 to 5. */
    private static Scenario atRouter(Cause cause) {
        Sketch sketch = uplink();
        return switch (cause) {
            case NO_ROUTER -> {
                RouterPort orphan = new RouterPort(
                        SPARE,
                        Key.of("gone"),
                        Ipv4.of("192.0.2.9"),
                        Cidr.of("192.0.2.0/24"),
                        Optional.of(NOBODYS),
                        Optional.empty(),
                        Optional.empty(),
                        true);
                yield from(SPARE, worldToA(NOBODYS), sketch.with(orphan).bind(SPARE), "router gone does not exist");
            }
            case ROUTER_DOWN -> from(NORTH, later(worldToA(NORTH_MAC)), sketch.down(GW), "router gw is down");
            case VLAN_AT_ROUTER ->
                from(NORTH, worldToA(NORTH_MAC).edit().vlans(List.of(7)).build(), sketch, "VLAN tag at a router");
            case OTHER_ETHER_TYPE ->
                from(
                        NORTH,
                        Packet.other(Sketch.STATION_MAC, NORTH_MAC, 0x88cc),
                        sketch,
                        "neither IPv4 nor ARP at a router");
            case BROADCAST_AT_ROUTER -> from(NORTH, worldToA(Packet.BROADCAST), sketch, "broadcast at a router");
            default -> from(NORTH, worldToA(NOBODYS), sketch, "destination MAC is not the router port's");
        };
    }

    /** A later fragment, which nobody is told anything about. */
    private static Packet later(Packet packet) {
        return packet.edit().fragment(Fragment.LATER).build();
    }

    /** 8.2 and 8.3. */
    private static Scenario byRoute(Cause cause) {
        Sketch sketch = new Sketch();
        Packet silent = later(aToWorld());
        return switch (cause) {
            case NO_ROUTE -> fromA(silent, sketch, "no route");
            case BLACK_HOLE -> fromA(silent, sketch.with(ending(Route.Type.BLACK_HOLE)), "route of type BlackHole");
            case REJECTING_ROUTE -> fromA(silent, sketch.with(ending(Route.Type.REJECT)), "route of type Reject");
            case TTL_EXCEEDED -> fromA(silent.edit().ttl(1).build(), uplink(), "time to live exceeded");
            case ROUTE_WITHOUT_PORT ->
                fromA(silent, sketch.with(ending(Route.Type.NORMAL)), "the route leads to no port with an address");
            default ->
                fromA(
                        // MidoNet's own route to the address is for other senders here.
                        aToWorld().edit().destination(Ipv4.of("192.0.2.2")).build(),
                        sketch.with(localRoute("172.16.0.0/12", "192.0.2.2/32"))
                                .route(ALL, "192.0.2.0/24", NORTH, "", 0),
                        "for the address of the port that it would leave by");
        };
    }

    private static Route ending(Route.Type type) {
        return Route.ending(GW, type, Cidr.ANY, Cidr.ANY, 0);
    }

    private static Route localRoute(String source, String destination) {
        return new Route(
                Key.of("local"),
                GW,
                Route.Type.LOCAL,
                Cidr.of(source),
                Cidr.of(destination),
                Optional.of(NORTH),
                Optional.empty(),
                0,
                false);
    }

    /** 8.3 and 8.4. */
    private static Scenario byNextHop(Cause cause) {
        return switch (cause) {
            case FOR_ROUTER_ITSELF ->
                fromA(
                        aToWorld().edit().destination(GATEWAY).build(),
                        new Sketch(),
                        "for the router itself, and not an ICMP request");
            case OUT_OF_REACH ->
                fromA(
                        later(aToWorld()),
                        new Sketch().route(ALL, ALL, NORTH, "", 0),
                        "next hop 203.0.113.7 is not in the subnet of the port");
            default ->
                fromA(
                        aToWorld().edit().destination(Ipv4.of("10.0.0.99")).build(),
                        new Sketch(),
                        new Fate.Unresolved(Ipv4.of("10.0.0.99")).toString());
        };
    }

    /** 7.1, 8.1, 8.5 and 12. */
    private static Scenario answered(Cause cause) {
        Sketch sketch = new Sketch();
        return switch (cause) {
            case ANSWERED_BY_DHCP ->
                fromA(
                        Packet.ip(A_MAC, Packet.BROADCAST, Ipv4.ANY, new Ipv4(-1), Protocol.UDP)
                                .ports(68, 67)
                                .dhcp(DhcpMessage.discover(A_MAC))
                                .build(),
                        sketch.with(
                                new DhcpSubnet(
                                        LAN,
                                        Cidr.of("10.0.0.0/24"),
                                        Optional.empty(),
                                        Optional.empty(),
                                        List.of(),
                                        OptionalInt.empty(),
                                        List.of(),
                                        true),
                                new DhcpHost(
                                        LAN,
                                        Cidr.of("10.0.0.0/24"),
                                        A_MAC,
                                        Optional.of(A_IP),
                                        Optional.empty(),
                                        List.of())),
                        "answered by DHCP");
            case ANSWERED_BY_BRIDGE -> fromA(Packet.arpRequest(A_MAC, A_IP, GATEWAY), sketch, "answered by the bridge");
            case ANSWERED_BY_ROUTER ->
                fromA(
                        Packet.ip(A_MAC, GW_MAC, A_IP, GATEWAY, Protocol.ICMP)
                                .echo(8, 1)
                                .build(),
                        sketch,
                        "answered by the router");
            default ->
                from(
                        NORTH,
                        Packet.arpRequest(Sketch.STATION_MAC, Ipv4.of("192.0.2.1"), Ipv4.of("192.0.2.2")),
                        sketch,
                        "ARP for a router");
        };
    }

    /** 10 and 14. */
    private static Scenario failed(Cause cause) {
        Sketch sketch = new Sketch();
        return switch (cause) {
            case NO_AGENT_THERE -> fromA(aToB(), agentGone(B), "no agent runs on host-of-b");
            case NO_AGENT_HERE -> from(B, bToA(), agentGone(B), "no agent runs on host-of-b");
            case NOT_LOADABLE ->
                fromA(
                        aToB(),
                        sketch.chain("a/in", rule(DROP, Match.where().ipAddrGroupSrc(Key.of("gone")))),
                        "lan cannot be loaded: rule a/in#1 names address group gone, which does not exist");
            case VLAN_AWARE_BRIDGES ->
                fromA(toSpare(), linkedBridges(7), "VLAN-aware bridges, as behind spare, are not modelled");
            default ->
                fromA(
                        aToB(),
                        sketch.chain("a/in", rule(new RuleAction.Other("l2_transform", ""), Match.where())),
                        "rule a/in#1 is of type l2_transform, which is not modelled");
        };
    }

    private static Sketch agentGone(Key port) {
        Key host = Sketch.host(port);
        return new Sketch().without(host).with(new Host(host, host.path(), List.of(), false, List.of()));
    }

    @ParameterizedTest(name = "by {0}")
    @EnumSource
    void ends(Cause cause) {
        Scenario scenario = scenario(cause);
        Verdict verdict = scenario.sketch().conversation().send(scenario.port(), scenario.packet());
        assertThat(Sketch.why(verdict)).isEqualTo(scenario.words());
        assertThat(verdict.arrivals()).isEmpty();
        if (verdict.fate() instanceof Fate.Dropped dropped) {
            assertThat(cause.kind()).isIn(Result.Kind.DROPPED, Result.Kind.SHORT_DROP, Result.Kind.ERROR_DROP);
            assertThat(dropped.temporary()).isEqualTo(cause.kind() != Result.Kind.DROPPED);
        }
    }
}
