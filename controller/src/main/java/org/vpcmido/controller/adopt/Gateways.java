// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.adopt;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.vpcmido.controller.compile.Keys;
import org.vpcmido.midonet.resource.BgpPeer;
import org.vpcmido.midonet.resource.Host;
import org.vpcmido.midonet.resource.HostInterfacePort;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.PortGroupPort;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.RouterPort;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.finding.Finding;
import org.vpcmido.model.vpc.UplinkGateway;

/**
 * Recognises the edge router's ports towards the outside, by host and device (eucanetd-vpcmido.md 2.4), and the BGP
 * sessions by the networks of those ports.
 */
final class Gateways {
    private final Recognition recognition;
    private final Topology observed;
    private final List<UplinkGateway> gateways;
    private final Map<String, Key> hosts;
    /** The recognised ports by the keys of their sessions. */
    private final Map<Key, RouterPort> uplinks = new TreeMap<>();

    private Gateways(Recognition recognition, List<UplinkGateway> gateways, Map<String, Key> hosts) {
        this.recognition = recognition;
        this.observed = recognition.observed();
        this.gateways = gateways;
        this.hosts = hosts;
    }

    /** Claims ports and sessions of gateways that the cloud names, and of those that it named before. */
    static void recognise(Recognition recognition, List<UplinkGateway> gateways, Map<String, Key> hosts) {
        if (recognition.isTaken(Keys.EDGE_ROUTER)) {
            Gateways found = new Gateways(recognition, gateways, hosts);
            found.ports(found::bound);
            found.ports(found::addressed);
            found.ports(found::moved);
            found.former();
            found.remember();
            found.sessions();
        }
    }

    private Stream<RouterPort> edgePorts() {
        return recognition
                .unclaimed(Kind.PORT, RouterPort.class)
                .filter(port -> recognition.name(port.router()).equals(Keys.EDGE_ROUTER));
    }

    private void ports(Function<RouterPort, Optional<UplinkGateway>> read) {
        Map<Key, List<RouterPort>> candidates = new TreeMap<>();
        edgePorts()
                .forEach(port -> read.apply(port)
                        .ifPresent(gateway -> candidates
                                .computeIfAbsent(
                                        Keys.gatewayPort(gateway.host(), gateway.device()), none -> new ArrayList<>())
                                .add(port)));
        Comparator<RouterPort> mostRoutes = Comparator.<RouterPort>comparingLong(
                        port -> observed.referringTo(port.key()).count())
                .reversed();
        candidates.forEach((key, ports) -> recognition.claimBest(key, ports, mostRoutes));
    }

    private Optional<UplinkGateway> bound(RouterPort port) {
        return binding(port)
                .flatMap(binding -> gateways.stream()
                        .filter(gateway -> gateway.device().equals(binding.interfaceName()))
                        .filter(gateway -> binding.host().equals(hosts.get(gateway.host())))
                        .findFirst());
    }

    /** Not bound yet, or to a host that the cloud's name for it does not lead to. */
    private Optional<UplinkGateway> addressed(RouterPort port) {
        Optional<HostInterfacePort> binding = binding(port);
        return gateways.stream()
                .filter(gateway -> gateway.address().equals(port.address()))
                .filter(gateway -> binding.isEmpty()
                        || (!hosts.containsKey(gateway.host())
                                && gateway.device().equals(binding.get().interfaceName())))
                .findFirst();
    }

    /** A gateway that has got another device or host, but kept its address: its port is bound anew, not made anew. */
    private Optional<UplinkGateway> moved(RouterPort port) {
        return gateways.stream()
                .filter(gateway -> gateway.address().equals(port.address())
                        && gateway.network().equals(port.network())
                        && !recognition.isTaken(Keys.gatewayPort(gateway.host(), gateway.device())))
                .filter(gateway -> isGatewayPort(port))
                .findFirst();
    }

    private boolean isGatewayPort(RouterPort port) {
        return observed.referringTo(port.key(), PortGroupPort.class)
                .anyMatch(member -> recognition.name(member.group()).equals(Keys.GATEWAY_PORTS));
    }

    private Optional<HostInterfacePort> binding(RouterPort port) {
        return observed.find(HostInterfacePort.key(port.key()), HostInterfacePort.class);
    }

    /** What is bound and in our port group was a gateway of the cloud. */
    private void former() {
        edgePorts()
                .filter(this::isGatewayPort)
                .toList()
                .forEach(port -> binding(port).ifPresent(binding -> {
                    String host = observed.find(binding.host(), Host.class)
                            .map(Host::name)
                            .orElse(binding.host().path());
                    recognition.claimBest(
                            Keys.gatewayPort(host, binding.interfaceName()),
                            List.of(port),
                            Comparator.comparing(Resource::key));
                }));
    }

    private void remember() {
        observed.all(Kind.PORT, RouterPort.class)
                .forEach(port -> recognition
                        .claimed(port.key())
                        .filter(key -> key.isWithin(new Key("gateway")))
                        .ifPresent(key -> uplinks.put(sessionOf(key), port)));
    }

    private static Key sessionOf(Key port) {
        String path = port.path();
        return new Key(path.substring(0, path.lastIndexOf('/'))).child("bgp-peer");
    }

    /**
     * A session with exactly the wanted neighbour first, then others in the network of an uplink. When the cloud asks
     * for none, then, like eucanetd, only those that we have made ourselves.
     */
    private void sessions() {
        boolean wanted = gateways.stream().anyMatch(gateway -> gateway.bgp().isPresent());
        List<BgpPeer> peers = observed.all(Kind.BGP_PEER, BgpPeer.class)
                .filter(peer -> recognition.name(peer.router()).equals(Keys.EDGE_ROUTER))
                .filter(peer -> wanted || Recognition.mayBeComputed(peer.key()))
                .toList();
        var holders = UplinkGateway.sessionHolders(gateways);
        holders.forEach((peer, gateway) -> claim(
                gateway,
                peers.stream()
                        .filter(each -> each.address().equals(peer.address()) && each.asNumber() == peer.as())
                        .toList()));
        holders.forEach((peer, gateway) -> {
            if (!recognition.isTaken(Keys.gatewayBgpPeer(gateway.host(), gateway.device()))) {
                claim(
                        gateway,
                        peers.stream()
                                .filter(each -> each.address().equals(peer.address()))
                                .toList());
            }
        });
        for (BgpPeer peer : peers) {
            uplinks.entrySet().stream()
                    .filter(uplink -> !recognition.isClaimed(peer.key())
                            && !recognition.isTaken(uplink.getKey())
                            && uplink.getValue().network().contains(peer.address()))
                    .findFirst()
                    .ifPresentOrElse(uplink -> recognition.claim(peer.key(), uplink.getKey()), () -> unknown(peer));
        }
    }

    private void claim(UplinkGateway gateway, List<BgpPeer> candidates) {
        recognition.claimBest(
                Keys.gatewayBgpPeer(gateway.host(), gateway.device()), candidates, Comparator.comparing(Resource::key));
    }

    private void unknown(BgpPeer peer) {
        if (!recognition.isClaimed(peer.key())) {
            recognition.report(
                    peer,
                    Finding.warning(
                            "gateways",
                            "unknown-bgp-peer",
                            "bgp_peer %s with %s, AS %d, belongs to no gateway of the cloud"
                                    .formatted(Recognition.id(peer), peer.address(), peer.asNumber()),
                            "left alone"));
        }
    }
}
