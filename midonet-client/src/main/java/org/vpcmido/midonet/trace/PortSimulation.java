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

    /** A packet comes to a port from outside its device: from outside the overlay, or by an egress that counted. */
    Result ingress(Passage passage, PortNode port) {
        passage.enter(port);
        String obstacle = network.unusable().get(port.device());
        if (obstacle != null) {
            return Result.of(Cause.NOT_LOADABLE, port.device(), obstacle);
        }
        if (port.isRouterPort() && passage.packet().etherType() == Packet.IPV6) {
            return Result.of(Cause.IPV6_AT_ROUTER);
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
            return Result.of(Cause.LOOP);
        }
        Packet packet = passage.packet();
        if (!port.isRouterPort()) {
            if (passage.inPort().filter(port::equals).isPresent()) {
                return Result.of(Cause.BACK_AGAIN);
            }
            popVlan(passage, port);
        } else if (packet.sourceMac().equals(packet.destinationMac())) {
            return ingress(passage, port); // Observed: it goes round until the device limit.
        }
        passage.simulation().note(new Step.Left(port.key()));
        passage.leaveBy(port, port.groups());
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
            return Result.of(Cause.LEADS_NOWHERE, port.key());
        }
        return port.isRouterPort() || peer.get().isRouterPort()
                ? ingress(passage, peer.get())
                : betweenBridges(port, peer.get());
    }

    /** Bridges forward to each other only if one of them is VLAN-aware (7.2), which is not modelled. */
    private static Result betweenBridges(PortNode port, PortNode peer) {
        return port.vlanId() == 0 && peer.vlanId() == 0
                ? Result.of(Cause.BRIDGES_LINKED)
                : Result.of(Cause.VLAN_AWARE_BRIDGES, port.key());
    }

    private Result emit(Passage passage, PortNode port, Key host) {
        Key from = passage.simulation().host();
        if (network.deadHosts().contains(host)) {
            return Result.of(Cause.NO_AGENT_THERE, host);
        }
        if (!network.canTunnel(from, host)) {
            return Result.of(Cause.NO_TUNNEL, from, host);
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
        return Result.of(Cause.PORT_DOWN, port.key());
    }

    /** A refusal is told at routers only; bridges are silent. */
    private void tellSender(Passage passage, PortNode port, ChainEvaluator.Filtered filtered) {
        if (filtered.rejects() && port.isRouterPort()) {
            routers.prohibit(passage);
        }
    }
}
