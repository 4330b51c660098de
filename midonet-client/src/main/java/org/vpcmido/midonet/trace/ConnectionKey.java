// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import java.util.Optional;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.Protocol;

/**
 * What connection tracking remembers of a connection: the packet by which it would be answered, and the device where
 * that would enter (midonet-datapath-semantics.md 9.1). The echo identifier stands for both ports of ICMP.
 */
record ConnectionKey(Ipv4 source, int sourcePort, Ipv4 destination, int destinationPort, int protocol, Key device) {
    /** The key of a packet that enters at {@code device}; absent for what is not tracked. */
    static Optional<ConnectionKey> of(Packet packet, Key device) {
        if (!isTracked(packet)) {
            return Optional.empty();
        }
        boolean icmp = packet.protocol() == Protocol.ICMP.number();
        return Optional.of(new ConnectionKey(
                packet.source().orElse(Ipv4.ANY),
                icmp ? packet.icmpId() : packet.sourcePort(),
                packet.destination().orElse(Ipv4.ANY),
                icmp ? packet.icmpId() : packet.destinationPort(),
                packet.protocol(),
                device));
    }

    static boolean isTracked(Packet packet) {
        return packet.isIpv4()
                && (packet.protocol() == Protocol.TCP.number()
                        || packet.protocol() == Protocol.UDP.number()
                        || packet.protocol() == Protocol.ICMP.number());
    }

    ConnectionKey reversed() {
        return new ConnectionKey(destination, destinationPort, source, sourcePort, protocol, device);
    }
}
