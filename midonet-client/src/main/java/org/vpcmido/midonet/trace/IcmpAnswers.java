// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import java.util.Optional;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;
import org.vpcmido.model.net.Protocol;

/** The ICMP packets that routers make (midonet-datapath-semantics.md 8.5). */
final class IcmpAnswers {
    static final int NETWORK = 0;
    static final int HOST = 1;
    static final int FRAGMENTATION_NEEDED = 4;
    static final int PROHIBITED = 13;

    private static final int MULTICAST_PREFIX = 0xE;

    /** Sends an error back out of the port by which the packet came, quoting it as it came to the router. */
    void error(Passage passage, int type, int code) {
        Optional<PortNode> port = passage.inPort();
        Optional<PortNode.RouterAddress> own = port.flatMap(PortNode::address);
        Packet about = passage.arrived();
        if (own.isEmpty() || !mayCauseError(about, own.get())) {
            return;
        }
        Packet error = Packet.ip(
                        own.get().mac(),
                        about.sourceMac(),
                        own.get().ip(),
                        about.source().orElse(Ipv4.ANY),
                        Protocol.ICMP)
                .icmp(type, code)
                .quote(quote(about))
                .build();
        passage.simulation().queue(port.get(), passage.simulation().generate(error));
    }

    /** Swaps addresses and says 0 instead of 8. */
    static Packet echoReply(Packet request) {
        return request.edit()
                .source(request.destination().orElse(Ipv4.ANY))
                .destination(request.source().orElse(Ipv4.ANY))
                .ttl(PacketBuilder.TTL)
                .tos(0)
                .echo(Packet.ECHO_REPLY, request.icmpId())
                .build();
    }

    private static boolean mayCauseError(Packet about, PortNode.RouterAddress own) {
        Ipv4 destination = about.destination().orElse(Ipv4.ANY);
        MacAddress mac = about.destinationMac();
        return about.isIpv4()
                && (!about.isIcmp() || about.isEcho()) // Observed: about no other type, be it an error or not.
                && about.fragment() != Fragment.LATER
                && !mac.isMulticast()
                && destination.bits() >>> 28 != MULTICAST_PREFIX
                && destination.bits() != -1
                && !destination.equals(own.network().broadcast());
    }

    private static Quote quote(Packet packet) {
        return new Quote(
                packet.source().orElse(Ipv4.ANY),
                packet.destination().orElse(Ipv4.ANY),
                new Protocol(packet.protocol()),
                packet.sourcePort(),
                packet.destinationPort(),
                packet.icmpId());
    }
}
