// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import java.util.Optional;
import java.util.Set;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;

/** What a bridge does with a frame that passed its port (midonet-datapath-semantics.md 7). */
final class BridgeSimulation {
    private final Network network;
    private final PortSimulation ports;
    private final ChainEvaluator chains;
    private final LearnedTables learned;

    BridgeSimulation(Network network, PortSimulation ports, ChainEvaluator chains, LearnedTables learned) {
        this.network = network;
        this.ports = ports;
        this.chains = chains;
        this.learned = learned;
    }

    Result process(Passage passage, PortNode port) {
        BridgeNode bridge = network.bridges().get(port.device());
        if (bridge == null) {
            return Result.of(Cause.NO_BRIDGE, port.device());
        }
        passage.reach(bridge.key());
        Packet packet = passage.packet();
        if (packet.sourceMac().isMulticast()) {
            return Result.of(Cause.MULTICAST_SOURCE);
        }
        if (!bridge.up()) {
            return Result.of(Cause.BRIDGE_DOWN, bridge.key());
        }
        ChainEvaluator.Filtered filtered = chains.filter(passage, tagged(packet, bridge.inbound()));
        learn(bridge, packet, port); // Also of a frame that the filter drops.
        return filtered.passes() ? forward(passage, bridge, port) : filtered.result();
    }

    /** Tagged frames skip both filters of a bridge (7, step 2). */
    private static Optional<ChainNode> tagged(Packet packet, Optional<ChainNode> filter) {
        return packet.vlans().isEmpty() ? filter : Optional.empty();
    }

    private void learn(BridgeNode bridge, Packet packet, PortNode port) {
        MacAddress mac = packet.sourceMac();
        if (!bridge.routerMacs().containsKey(mac)) {
            learned.learnPort(bridge.key(), BridgeNode.Station.in(packet, mac), port.key());
        }
    }

    private Result forward(Passage passage, BridgeNode bridge, PortNode port) {
        Packet packet = passage.packet();
        MacAddress destination = packet.destinationMac();
        if (packet.isArp() && destination.equals(Packet.BROADCAST)) {
            return broadcastArp(passage, bridge, port);
        }
        if (destination.isMulticast()) {
            return flood(passage, bridge);
        }
        BridgeNode.Station station = BridgeNode.Station.in(packet, destination);
        Optional<Key> known = Optional.ofNullable(bridge.routerMacs().get(destination))
                .or(() -> Optional.ofNullable(bridge.macs().get(station)))
                .or(() -> learned.port(bridge.key(), station));
        if (known.isEmpty()) {
            return flood(passage, bridge);
        }
        return known.get().equals(port.key()) ? Result.of(Cause.MAC_ON_INGRESS) : unicast(passage, bridge, known.get());
    }

    /** 7.1: answered by the bridge itself if it knows, else passed to the router or to everybody. */
    private Result broadcastArp(Passage passage, BridgeNode bridge, PortNode port) {
        Packet packet = passage.packet();
        Ipv4 sender = packet.source().orElse(Ipv4.ANY);
        Ipv4 target = packet.destination().orElse(Ipv4.ANY);
        boolean gratuitous = sender.equals(target);
        if (packet.protocol() == Packet.ARP_REQUEST && packet.vlans().isEmpty() && !gratuitous) {
            Optional<MacAddress> answer = learned.mac(bridge, target);
            if (answer.isPresent()) {
                Packet reply = Packet.arpReply(packet, answer.get());
                passage.simulation().queue(port, passage.simulation().generate(reply));
                return Result.of(Cause.ANSWERED_BY_BRIDGE);
            }
        }
        MacAddress routerMac = bridge.routerAddresses().get(target);
        Key routerPort = routerMac == null ? null : bridge.routerMacs().get(routerMac);
        if (routerPort != null) {
            return unicast(passage, bridge, routerPort);
        }
        if (gratuitous) {
            learned.learnAddress(bridge.key(), sender, packet.arpSender());
        }
        return flood(passage, bridge);
    }

    private Result unicast(Passage passage, BridgeNode bridge, Key outPort) {
        Optional<PortNode> port = network.find(outPort);
        if (port.isEmpty()) {
            return Result.of(Cause.NO_SUCH_PORT, outPort);
        }
        passage.leaveBy(port.get(), Set.of());
        ChainEvaluator.Filtered filtered = chains.filter(passage, tagged(passage.packet(), bridge.outbound()));
        return filtered.passes() ? ports.egress(passage, port.get()) : filtered.result();
    }

    /** To exterior ports only, never to routers; the bridge's filter is asked once, and no port is chosen by then. */
    private Result flood(Passage passage, BridgeNode bridge) {
        ChainEvaluator.Filtered filtered = chains.filter(passage, tagged(passage.packet(), bridge.outbound()));
        if (!filtered.passes()) {
            return filtered.result();
        }
        Result merged = Result.of(Cause.FLOODED_IN_VAIN);
        for (Key key : bridge.exteriorPorts()) { // Of which the one that it came by takes nothing back.
            merged = merge(merged, ports.egress(passage.fork(), network.port(key)));
        }
        return merged;
    }

    /** Losses do not count beside what is forwarded; an error spoils the whole (7, step 8). */
    private static Result merge(Result one, Result other) {
        boolean stands = one.kind() == Result.Kind.ERROR_DROP
                || (one.kind() == Result.Kind.FORWARDED && other.kind() != Result.Kind.ERROR_DROP);
        return stands ? one : other;
    }
}
