// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.spec;

import java.util.Map;
import java.util.Optional;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.trace.Conversation;
import org.vpcmido.midonet.trace.Packet;
import org.vpcmido.midonet.trace.Verdict;
import org.vpcmido.model.given.ReferenceCloud;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;
import org.vpcmido.model.vpc.NetworkInterface;
import org.vpcmido.model.vpc.Subnet;

/** Packets among machines, with what MidoNet's agents remember of them. It outlives changes of the cloud. */
final class Talk {
    private static final Map<String, Ipv4> OUTSIDE = Map.of("X1", ReferenceCloud.X1, "X2", ReferenceCloud.X2);

    private final World world;
    private Wire wire;
    private Conversation conversation;

    Talk(World world) {
        this.world = world;
        this.wire = world.wire();
        this.conversation = wire.walker().conversation(wire);
    }

    /** The wire as it is now, and the agents with what they know. */
    private Wire present() {
        if (wire != world.wire()) {
            wire = world.wire();
            conversation = wire.walker().resume(conversation, wire);
        }
        return wire;
    }

    Sent send(Outgoing packet) {
        Wire now = present();
        String sender = packet.sender();
        if (now.isGuest(sender)) {
            return fromGuest(packet, now.guest(sender));
        }
        String entry = sender.equals(Wire.METADATA) ? sender : packet.uplink();
        Key port = now.port(entry);
        MacAddress router = now.walker().mac(port).orElseThrow();
        Ipv4 source = Optional.ofNullable(OUTSIDE.get(sender)).orElseGet(() -> Ipv4.of(sender));
        return send(
                sender,
                port,
                packet.frame(source, now.station(entry), packet.nextHop().orElse(router)));
    }

    private Sent fromGuest(Outgoing packet, NetworkInterface guest) {
        Key port = wire.port(packet.sender());
        Optional<MacAddress> nextHop = packet.nextHop().or(() -> nextHop(guest, port, packet.destination()));
        Packet frame = packet.frame(guest.privateAddress(), guest.mac(), nextHop.orElse(Packet.BROADCAST));
        return nextHop.isPresent()
                ? send(packet.sender(), port, frame)
                : new Sent(this, wire, packet.sender(), frame, Optional.empty());
    }

    private Optional<MacAddress> nextHop(NetworkInterface guest, Key port, Ipv4 to) {
        Subnet subnet = wire.subnetOf(guest);
        Ipv4 hop = subnet.cidr().contains(to) ? to : subnet.router();
        return conversation.whoHas(port, guest.mac(), guest.privateAddress(), hop);
    }

    /** Sends a frame as it is. */
    Sent send(String sender, Packet frame) {
        return send(sender, present().port(sender), frame);
    }

    Sent send(String sender, Key port, Packet frame) {
        Verdict verdict = conversation.send(port, frame);
        return new Sent(this, wire, sender, frame, Optional.of(verdict));
    }

    /** A guest asks who has an address. */
    Sent arp(String sender, String address) {
        NetworkInterface guest = present().guest(sender);
        return send(sender, Packet.arpRequest(guest.mac(), guest.privateAddress(), Ipv4.of(address)));
    }
}
