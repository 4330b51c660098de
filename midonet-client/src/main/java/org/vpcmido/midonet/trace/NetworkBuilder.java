// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vpcmido.midonet.resource.ArpEntry;
import org.vpcmido.midonet.resource.BgpPeer;
import org.vpcmido.midonet.resource.Bridge;
import org.vpcmido.midonet.resource.DhcpHost;
import org.vpcmido.midonet.resource.DhcpSubnet;
import org.vpcmido.midonet.resource.Host;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.MacEntry;
import org.vpcmido.midonet.resource.Port;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.midonet.resource.Router;
import org.vpcmido.midonet.resource.RouterPort;
import org.vpcmido.midonet.resource.TunnelZoneHost;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;

/** Prepares a topology for packets. */
final class NetworkBuilder {
    private static final Key ANY_ZONE = Key.of("any-zone");

    private final Topology topology;
    private final boolean allAlive;
    private final ChainIndex chains;
    private final Map<Key, PortNode> ports;
    private final Map<Key, String> unusable = new HashMap<>();

    /** With {@code allAlive}, every bound port counts as active and every host as alive and reachable. */
    NetworkBuilder(Topology topology, boolean allAlive) {
        this.topology = topology;
        this.allAlive = allAlive;
        this.chains = new ChainIndex(topology);
        this.ports = new PortIndex(topology, chains).ports();
    }

    Network build() {
        Map<Key, List<PortNode>> byDevice = ports.values().stream().collect(Collectors.groupingBy(PortNode::device));
        Map<Key, BridgeNode> bridges = new HashMap<>();
        Map<Key, RouterNode> routers = new HashMap<>();
        topology.all(Kind.BRIDGE, Bridge.class)
                .forEach(bridge ->
                        bridges.put(bridge.key(), bridge(bridge, byDevice.getOrDefault(bridge.key(), List.of()))));
        topology.all(Kind.ROUTER, Router.class)
                .forEach(router ->
                        routers.put(router.key(), router(router, byDevice.getOrDefault(router.key(), List.of()))));
        return new Network(ports, bridges, routers, chains.chains(), unusable, zones(), deadHosts());
    }

    private BridgeNode bridge(Bridge bridge, List<PortNode> own) {
        // Usable only with all its ports and their peers (midonet-datapath-semantics.md 14, observed).
        Stream<PortNode> peers = own.stream().flatMap(port -> peer(port).stream());
        checkUsable(bridge.key(), bridge.inboundFilter(), bridge.outboundFilter(), Stream.concat(own.stream(), peers));
        Map<MacAddress, Key> routerMacs = new HashMap<>();
        Map<Ipv4, MacAddress> routerAddresses = new HashMap<>();
        for (PortNode port : own) {
            peer(port).flatMap(PortNode::address).ifPresent(address -> {
                routerMacs.put(address.mac(), port.key());
                routerAddresses.put(address.ip(), address.mac());
            });
        }
        return new BridgeNode(
                bridge.key(),
                bridge.adminStateUp(),
                chains.chain(bridge.inboundFilter()),
                chains.chain(bridge.outboundFilter()),
                macs(bridge.key()),
                arp(bridge.key()),
                routerMacs,
                routerAddresses,
                own.stream()
                        .filter(PortNode::isExterior)
                        .map(PortNode::key)
                        .sorted()
                        .toList(),
                leases(bridge.key()));
    }

    private Map<BridgeNode.Station, Key> macs(Key bridge) {
        return topology.referringTo(bridge, MacEntry.class)
                .collect(Collectors.toMap(
                        entry -> new BridgeNode.Station(entry.mac(), entry.vlanId()),
                        MacEntry::port,
                        (first, second) -> first));
    }

    private Map<Ipv4, MacAddress> arp(Key bridge) {
        return topology.referringTo(bridge, ArpEntry.class)
                .collect(Collectors.toMap(ArpEntry::address, ArpEntry::mac, (first, second) -> first));
    }

    /** The first subnet that has the client and an address for it wins. */
    private Map<MacAddress, BridgeNode.Lease> leases(Key bridge) {
        Map<MacAddress, BridgeNode.Lease> leases = new LinkedHashMap<>();
        topology.referringTo(bridge, DhcpSubnet.class)
                .filter(DhcpSubnet::enabled)
                .forEach(subnet -> topology.referringTo(subnet.key(), DhcpHost.class)
                        .forEach(host -> host.address()
                                .ifPresent(address ->
                                        leases.putIfAbsent(host.mac(), new BridgeNode.Lease(subnet, host, address)))));
        return leases;
    }

    private RouterNode router(Router router, List<PortNode> own) {
        checkUsable(router.key(), router.inboundFilter(), router.outboundFilter(), own.stream());
        return new RouterNode(
                router.key(),
                router.adminStateUp(),
                chains.chain(router.inboundFilter()),
                chains.chain(router.outboundFilter()),
                RouteTable.of(activeRoutes(router.key(), own)),
                topology.referringTo(router.key(), BgpPeer.class)
                        .map(BgpPeer::address)
                        .collect(Collectors.toSet()));
    }

    /** A port that is down, unplugged, or exterior and not active contributes no routes; it still takes packets. */
    private Collection<Route> activeRoutes(Key router, List<PortNode> own) {
        Set<Key> contributing = own.stream()
                .filter(port -> port.up() && (port.isInterior() || isActive(port)))
                .map(PortNode::key)
                .collect(Collectors.toSet());
        Map<Key, Route> active = new LinkedHashMap<>();
        topology.referringTo(router, Route.class)
                .filter(route -> route.nextHopPort().isEmpty()
                        || contributing.contains(route.nextHopPort().get()))
                .forEach(route -> active.put(route.key(), route));
        Set<Ipv4> local = active.values().stream()
                .filter(route -> route.type() == Route.Type.LOCAL)
                .map(route -> route.destination().network())
                .collect(Collectors.toSet());
        for (PortNode port : own) {
            port.address()
                    .filter(address -> contributing.contains(port.key()) && !local.contains(address.ip()))
                    .map(address -> localRoute(router, port.key(), address.ip()))
                    .ifPresent(route -> active.put(route.key(), route));
        }
        return active.values();
    }

    /** MidoNet makes it with the port; a topology that is only wished for does not have it yet. */
    private static Route localRoute(Key router, Key port, Ipv4 address) {
        return new Route(
                port.child("local"),
                router,
                Route.Type.LOCAL,
                Cidr.ANY,
                address.asCidr(),
                Optional.of(port),
                Optional.empty(),
                0,
                false);
    }

    private boolean isActive(PortNode port) {
        return port.isExterior() && (allAlive || topology.activePorts().contains(port.key()));
    }

    private void checkUsable(Key device, Optional<Key> inbound, Optional<Key> outbound, Stream<PortNode> neededPorts) {
        Stream<String> portObstacles = neededPorts
                .flatMap(port -> topology.find(port.key(), Port.class).stream())
                .flatMap(Port::filters)
                .flatMap(filter -> chains.obstacle(Optional.of(filter)).stream());
        Stream.concat(Stream.of(inbound, outbound).flatMap(filter -> chains.obstacle(filter).stream()), portObstacles)
                .findFirst()
                .ifPresent(why -> unusable.put(device, why));
    }

    private Optional<PortNode> peer(PortNode port) {
        return port.peer().flatMap(key -> Optional.ofNullable(ports.get(key)));
    }

    private Map<Key, Set<Key>> zones() {
        Map<Key, Set<Key>> zones = new HashMap<>();
        if (allAlive) {
            ports.values().forEach(port -> port.host().ifPresent(host -> zones.put(host, Set.of(ANY_ZONE))));
            return zones;
        }
        topology.all(Kind.TUNNEL_ZONE_HOST, TunnelZoneHost.class)
                .forEach(member -> zones.computeIfAbsent(member.host(), none -> new HashSet<>())
                        .add(member.zone()));
        return zones;
    }

    private Set<Key> deadHosts() {
        return topology.all(Kind.HOST, Host.class)
                .filter(host -> !allAlive && !host.alive())
                .map(Host::key)
                .collect(Collectors.toSet());
    }

    /** For the keys of router ports that lost their MAC, or were never given one. */
    static MacAddress macOf(RouterPort port) {
        return port.mac().orElseGet(() -> computedMac(port.key()));
    }

    private static MacAddress computedMac(Key port) {
        long hash = 0;
        for (int i = 0; i < port.path().length(); i++) {
            hash = hash * 1_000_003 + port.path().charAt(i);
        }
        return new MacAddress(0xACCA_0000_0000L | (hash & 0xFFFF_FFFFL));
    }
}
