// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.vpcmido.midonet.resource.ArpEntry;
import org.vpcmido.midonet.resource.Bridge;
import org.vpcmido.midonet.resource.BridgePort;
import org.vpcmido.midonet.resource.Chain;
import org.vpcmido.midonet.resource.Host;
import org.vpcmido.midonet.resource.HostInterfacePort;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.MacEntry;
import org.vpcmido.midonet.resource.Match;
import org.vpcmido.midonet.resource.PortLink;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.midonet.resource.Router;
import org.vpcmido.midonet.resource.RouterPort;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.resource.RuleAction;
import org.vpcmido.midonet.resource.TunnelZone;
import org.vpcmido.midonet.resource.TunnelZoneHost;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;
import org.vpcmido.model.net.Protocol;

/**
 * A small network to draw tests on: guests {@code a} (10.0.0.10) and {@code b} (10.0.0.11) on bridge {@code lan}, router
 * {@code gw} (10.0.0.1), its uplinks {@code north} (192.0.2.2/24) and {@code south} (198.51.100.2/24); each of the four
 * exterior ports on a host of its own.
 */
final class Sketch {
    static final Key LAN = Key.of("lan");
    static final Key GW = Key.of("gw");
    static final Key A = Key.of("a");
    static final Key B = Key.of("b");
    static final Key DOWNLINK = Key.of("downlink");
    static final Key NORTH = Key.of("north");
    static final Key SOUTH = Key.of("south");
    static final Ipv4 A_IP = Ipv4.of("10.0.0.10");
    static final Ipv4 B_IP = Ipv4.of("10.0.0.11");
    static final Ipv4 WORLD = Ipv4.of("203.0.113.7");
    static final MacAddress A_MAC = MacAddress.of("02:00:00:00:00:0a");
    static final MacAddress B_MAC = MacAddress.of("02:00:00:00:00:0b");
    static final MacAddress GW_MAC = MacAddress.of("02:00:00:00:00:01");
    static final MacAddress NORTH_MAC = MacAddress.of("02:00:00:00:00:02");
    static final MacAddress SOUTH_MAC = MacAddress.of("02:00:00:00:00:03");
    static final MacAddress STATION_MAC = MacAddress.of("02:00:00:00:00:fe");

    /** Every uplink has somebody at every address. */
    static final Stations STATIONS =
            (port, address) -> port.equals(NORTH) || port.equals(SOUTH) ? Optional.of(STATION_MAC) : Optional.empty();

    private final List<Resource> resources = new ArrayList<>();
    private final Set<Key> down = new HashSet<>();
    private final Set<Key> active = new HashSet<>(Set.of(A, B, NORTH, SOUTH));

    /** Filters by name of what they filter, {@code a/in} or {@code gw/out}: there if a chain of that name is added. */
    Sketch() {
        for (Key port : List.of(A, B, NORTH, SOUTH)) {
            bind(port);
        }
        resources.add(new TunnelZone(Key.of("zone"), "zone", "gre"));
        resources.add(new PortLink(Key.of("lan-gw"), DOWNLINK));
        resources.add(new MacEntry(LAN, A_MAC, A, 0));
        resources.add(new MacEntry(LAN, B_MAC, B, 0));
        resources.add(new ArpEntry(LAN, A_IP, A_MAC));
        resources.add(new ArpEntry(LAN, B_IP, B_MAC));
        route("0.0.0.0/0", "10.0.0.0/24", DOWNLINK, "", 0);
    }

    /** Binds a port to a host of its own, in the tunnel zone of the others. */
    Sketch bind(Key port) {
        Key host = host(port);
        resources.add(new Host(host, host.path(), List.of(), true, List.of()));
        resources.add(new TunnelZoneHost(Key.of("zone"), host, A_IP));
        resources.add(new HostInterfacePort(port, host, "if_" + port));
        return this;
    }

    Sketch unbound(Key port) {
        resources.removeIf(each ->
                each instanceof HostInterfacePort binding && binding.port().equals(port));
        return this;
    }

    static Key host(Key port) {
        return Key.of("host-of-" + port);
    }

    Sketch with(Resource... more) {
        resources.addAll(List.of(more));
        return this;
    }

    Sketch without(Key key) {
        resources.removeIf(resource -> resource.key().equals(key));
        return this;
    }

    /** Administratively down: a port, the bridge or the router. */
    Sketch down(Key portOrDevice) {
        down.add(portOrDevice);
        return this;
    }

    Sketch inactive(Key port) {
        active.remove(port);
        return this;
    }

    /** A chain with rules in order; the key is the name. */
    Sketch chain(String name, Rule... rules) {
        Key chain = Key.of(name);
        resources.add(new Chain(chain, "", name));
        for (int i = 0; i < rules.length; i++) {
            resources.add(new Rule(chain.child("rule " + (i + 1)), chain, i + 1, rules[i].action(), rules[i].match()));
        }
        return this;
    }

    static Rule rule(RuleAction action, Match.Builder match) {
        return Rule.of(Key.of("to-be-placed"), 1, action, match.build());
    }

    static Rule jump(String chain) {
        return rule(new RuleAction.Jump(Key.of(chain)), Match.where());
    }

    Sketch route(String source, String destination, Key port, String gateway, int weight) {
        resources.add(Route.normal(
                GW,
                Cidr.of(source),
                Cidr.of(destination),
                port,
                gateway.isEmpty() ? Optional.empty() : Optional.of(Ipv4.of(gateway)),
                weight));
        return this;
    }

    /** With the devices and ports of the drawing, but for those that a test has put others in the place of. */
    Topology topology() {
        List<Resource> all = new ArrayList<>(resources);
        Stream.of(
                        new Bridge(LAN, "", "lan", !down.contains(LAN), filter("lan/in"), filter("lan/out")),
                        new Router(GW, "", "gw", !down.contains(GW), filter("gw/in"), filter("gw/out"), 0),
                        bridgePort(A, LAN, 0),
                        bridgePort(B, LAN, 0),
                        bridgePort(Key.of("lan-gw"), LAN, 0),
                        routerPort(DOWNLINK, "10.0.0.1", "10.0.0.0/24", GW_MAC),
                        routerPort(NORTH, "192.0.2.2", "192.0.2.0/24", NORTH_MAC),
                        routerPort(SOUTH, "198.51.100.2", "198.51.100.0/24", SOUTH_MAC))
                .filter(each -> resources.stream().map(Resource::key).noneMatch(each.key()::equals))
                .forEach(all::add);
        return Topology.of(all).withActivePorts(active);
    }

    BridgePort bridgePort(Key key, Key bridge, int vlanId) {
        return new BridgePort(key, bridge, filter(key + "/in"), filter(key + "/out"), !down.contains(key), vlanId);
    }

    private RouterPort routerPort(Key key, String address, String network, MacAddress mac) {
        return new RouterPort(
                key,
                GW,
                Ipv4.of(address),
                Cidr.of(network),
                Optional.of(mac),
                filter(key + "/in"),
                filter(key + "/out"),
                !down.contains(key));
    }

    private Optional<Key> filter(String name) {
        return resources.stream()
                .map(Resource::key)
                .filter(Key.of(name)::equals)
                .findFirst();
    }

    /** The keys of the ports where a packet came out. */
    static List<Key> out(Verdict verdict) {
        return verdict.arrivals().stream().map(Arrival::port).toList();
    }

    /** How a packet looks where it came out, which is one place. */
    static Packet only(Verdict verdict) {
        assertThat(verdict.arrivals()).as("%s", verdict.fate()).hasSize(1);
        return verdict.arrivals().get(0).packet();
    }

    /** Why it was lost, or failed, or ended in an answer. */
    static String why(Verdict verdict) {
        if (verdict.fate() instanceof Fate.Dropped dropped) {
            return dropped.why();
        } else if (verdict.fate() instanceof Fate.Failed failed) {
            return failed.why();
        }
        return verdict.fate() instanceof Fate.Answered answered
                ? answered.why()
                : verdict.fate().toString();
    }

    Conversation conversation() {
        return Walker.of(topology()).conversation(STATIONS);
    }

    /** From a to b, TCP. */
    static Packet aToB() {
        return Packet.ip(A_MAC, B_MAC, A_IP, B_IP, Protocol.TCP)
                .ports(40_000, 80)
                .build();
    }

    /** From b to a, the answer to {@link #aToB}. */
    static Packet bToA() {
        return Packet.ip(B_MAC, A_MAC, B_IP, A_IP, Protocol.TCP)
                .ports(80, 40_000)
                .build();
    }

    /** From the outside to a by an uplink, UDP, the answer to {@link #aToWorld}. */
    static Packet worldToA(MacAddress uplink) {
        return Packet.ip(STATION_MAC, uplink, WORLD, A_IP, Protocol.UDP)
                .ports(53, 5000)
                .build();
    }

    /** From a through the router to the outside, UDP. */
    static Packet aToWorld() {
        return Packet.ip(A_MAC, GW_MAC, A_IP, WORLD, Protocol.UDP)
                .ports(5000, 53)
                .build();
    }
}
