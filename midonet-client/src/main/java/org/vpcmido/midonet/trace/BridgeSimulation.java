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
            return Result.errorDrop("bridge " + port.device() + " does not exist");
        }
        passage.reach(bridge.key());
        Packet packet = passage.packet();
        if (packet.sourceMac().isMulticast()) {
            return Result.dropped("multicast source MAC");
        }
        if (!bridge.up()) {
            return Result.dropped("bridge " + bridge.key() + " is down");
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
        if (packet.vlans().isEmpty() && !bridge.routerMacs().containsKey(mac)) {
            learned.learnPort(bridge.key(), mac, port.key());
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
        Optional<Key> known = Optional.ofNullable(bridge.routerMacs().get(destination))
                .or(() -> Optional.ofNullable(bridge.macs().get(destination)))
                .or(() -> learned.port(bridge.key(), destination));
        if (known.isEmpty()) {
            return flood(passage, bridge);
        }
        return known.get().equals(port.key())
                ? Result.errorDrop("destination MAC is on the ingress port")
                : unicast(passage, bridge, known.get());
    }

    /** 7.1: answered by the bridge itself if it knows, else passed to the router or to everybody. */
    private Result broadcastArp(Passage passage, BridgeNode bridge, PortNode port) {
        Packet packet = passage.packet();
        Ipv4 sender = packet.source().orElse(Ipv4.ANY);
        Ipv4 target = packet.destination().orElse(Ipv4.ANY);
        boolean gratuitous = sender.equals(target);
        if (packet.protocol() == Packet.ARP_REQUEST && packet.vlans().isEmpty() && !gratuitous) {
            Optional<MacAddress> answer = mac(bridge, target);
            if (answer.isPresent()) {
                Packet reply = Packet.arpReply(packet, answer.get());
                passage.simulation().queue(port, passage.simulation().generate(reply));
                return Result.consumed("answered by the bridge");
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

    /** Who has an address, as far as a bridge knows: linked router ports, seeded and learned entries. */
    Optional<MacAddress> mac(BridgeNode bridge, Ipv4 address) {
        return Optional.ofNullable(bridge.routerAddresses().get(address))
                .or(() -> Optional.ofNullable(bridge.arp().get(address)))
                .or(() -> learned.mac(bridge.key(), address));
    }

    private Result unicast(Passage passage, BridgeNode bridge, Key outPort) {
        Optional<PortNode> port = network.find(outPort);
        if (port.isEmpty()) {
            return Result.errorDrop("port " + outPort + " of the MAC table does not exist");
        }
        passage.leaveBy(port, Set.of());
        ChainEvaluator.Filtered filtered = chains.filter(passage, tagged(passage.packet(), bridge.outbound()));
        return filtered.passes() ? ports.egress(passage, port.get()) : filtered.result();
    }

    /** To exterior ports only, never to routers; the bridge's filter is asked once. */
    private Result flood(Passage passage, BridgeNode bridge) {
        passage.leaveBy(Optional.empty(), Set.of());
        ChainEvaluator.Filtered filtered = chains.filter(passage, tagged(passage.packet(), bridge.outbound()));
        if (!filtered.passes()) {
            return filtered.result();
        }
        Result merged = Result.dropped("flooded, and nobody took it");
        for (Key key : bridge.exteriorPorts()) {
            if (passage.inPort().filter(in -> in.key().equals(key)).isEmpty()) {
                merged = merge(merged, ports.egress(passage.fork(), network.port(key)));
            }
        }
        return merged;
    }

    /** Losses do not count beside what is forwarded; an error spoils the whole (7, step 8). */
    private static Result merge(Result one, Result other) {
        if (one.kind() == Result.Kind.ERROR_DROP || other.kind() == Result.Kind.ERROR_DROP) {
            return one.kind() == Result.Kind.ERROR_DROP ? one : other;
        }
        return one.kind() == Result.Kind.FORWARDED ? one : other;
    }
}
