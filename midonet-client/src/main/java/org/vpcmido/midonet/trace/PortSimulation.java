// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import java.util.Optional;
import org.vpcmido.midonet.resource.Key;

/** Takes packets into devices and out of them (midonet-datapath-semantics.md 4 and 10). */
final class PortSimulation {
    /** A path may enter so many devices (4.1). */
    static final int DEVICES_MAX = 12;

    private final Network network;
    private final ChainEvaluator chains;
    private final BridgeSimulation bridges;
    private final RouterSimulation routers;

    PortSimulation(Network network, LearnedTables learned, ArpResolver arp, RouteChoice choice) {
        this.network = network;
        this.chains = new ChainEvaluator(network);
        this.bridges = new BridgeSimulation(network, this, chains, learned);
        this.routers = new RouterSimulation(network, this, chains, new RouterArp(network, learned, arp), choice);
    }

    /** A packet comes to a port from outside its device. */
    Result ingress(Passage passage, PortNode port) {
        if (passage.devicesEntered() >= DEVICES_MAX) {
            return looped();
        }
        passage.enter(port);
        String obstacle = network.unusable().get(port.device());
        if (obstacle != null) {
            return Result.of(Result.Kind.FAILED, port.device() + " cannot be loaded: " + obstacle);
        }
        if (port.isRouterPort() && passage.packet().etherType() == Packet.IPV6) {
            return Result.dropped("IPv6 at a router port");
        }
        if (!port.up()) {
            return down(passage, port);
        }
        ChainEvaluator.Filtered filtered = chains.filter(passage, port.inbound());
        if (!filtered.passes()) {
            tellSender(passage, port, filtered);
            return filtered.result();
        }
        return port.isRouterPort() ? routers.process(passage, port) : bridges.process(passage, port);
    }

    /** A packet leaves its device by a port. */
    Result egress(Passage passage, PortNode port) {
        if (passage.devicesEntered() >= DEVICES_MAX) {
            return looped();
        }
        Packet packet = passage.packet();
        if (!port.isRouterPort()) {
            if (passage.inPort().filter(port::equals).isPresent()) {
                return Result.dropped("back to the port that it came by");
            }
            popVlan(passage, port);
        } else if (packet.sourceMac().equals(packet.destinationMac())) {
            return ingress(passage, port); // Observed: it goes round until the device limit.
        }
        passage.simulation().note(new Step.Left(port.key()));
        passage.leaveBy(Optional.of(port), port.groups());
        passage.traversed().add(port.key());
        if (!port.up()) {
            return down(passage, port);
        }
        ChainEvaluator.Filtered filtered = chains.filter(passage, port.outbound());
        if (!filtered.passes()) {
            tellSender(passage, port, filtered);
            return filtered.result();
        }
        return beyond(passage, port);
    }

    private Result beyond(Passage passage, PortNode port) {
        if (port.host().isPresent()) {
            return emit(passage, port, port.host().get());
        }
        Optional<PortNode> peer = network.peer(port);
        if (peer.isEmpty()) {
            return Result.errorDrop("port " + port.key() + " leads nowhere");
        }
        return port.isRouterPort() || peer.get().isRouterPort()
                ? ingress(passage, peer.get())
                : betweenBridges(port, peer.get());
    }

    /** Bridges forward to each other only if one of them is VLAN-aware (7.2), which is not modelled. */
    private static Result betweenBridges(PortNode port, PortNode peer) {
        return port.vlanId() == 0 && peer.vlanId() == 0
                ? Result.dropped("bridges that are linked without a VLAN")
                : Result.of(Result.Kind.FAILED, "VLAN-aware bridges, as behind " + port.key() + ", are not modelled");
    }

    private Result emit(Passage passage, PortNode port, Key host) {
        Key from = passage.simulation().host();
        if (network.deadHosts().contains(host)) {
            return Result.dropped("no agent runs on " + host);
        }
        if (!network.canTunnel(from, host)) {
            return Result.dropped(from + " and " + host + " share no tunnel zone");
        }
        passage.simulation().arrive(port, passage.packet(), false);
        return Result.FORWARDED;
    }

    private static void popVlan(Passage passage, PortNode port) {
        Packet packet = passage.packet();
        if (port.vlanId() != 0 && !packet.vlans().isEmpty() && packet.vlans().get(0) == port.vlanId()) {
            passage.rewrite(packet.edit()
                    .vlans(packet.vlans().subList(1, packet.vlans().size()))
                    .build());
        }
    }

    private Result down(Passage passage, PortNode port) {
        if (port.isRouterPort()) {
            routers.prohibit(passage);
        }
        return Result.dropped("port " + port.key() + " is down");
    }

    /** A refusal is told at routers only; bridges are silent. */
    private void tellSender(Passage passage, PortNode port, ChainEvaluator.Filtered filtered) {
        if (filtered.rejects() && port.isRouterPort()) {
            routers.prohibit(passage);
        }
    }

    private static Result looped() {
        return Result.errorDrop("loop: more than " + DEVICES_MAX + " devices");
    }
}
