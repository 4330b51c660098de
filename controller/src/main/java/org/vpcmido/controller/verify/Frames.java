// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.verify;

import java.util.Optional;
import org.vpcmido.midonet.trace.DhcpMessage;
import org.vpcmido.midonet.trace.Fragment;
import org.vpcmido.midonet.trace.PacketBuilder;
import org.vpcmido.midonet.trace.Quote;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;
import org.vpcmido.model.net.PortRange;
import org.vpcmido.model.net.Protocol;
import org.vpcmido.model.verdict.Packet;
import org.vpcmido.model.verdict.Transport;

/** One packet in the words of both judges: the oracle's packets have no Ethernet header, the walker's frames have. */
final class Frames {
    /** Any number does, as long as question and answer have the same. */
    private static final int ECHO_ID = 77;

    private static final int ECHO_REPLY = 0;
    private static final int ECHO_REQUEST = 8;
    private static final int DHCP_CLIENT_PORT = 68;
    private static final int DHCP_SERVER_PORT = 67;

    private Frames() {}

    /** A frame that carries {@code packet}; of a range of ports the first is taken. */
    static org.vpcmido.midonet.trace.Packet frame(Packet packet, MacAddress from, MacAddress to) {
        PacketBuilder frame =
                org.vpcmido.midonet.trace.Packet.ip(from, to, packet.source(), packet.destination(), packet.protocol());
        Transport transport = packet.transport();
        if (transport instanceof Transport.Ports ports) {
            int source = ports.source().first();
            int destination = ports.destination().first();
            frame.ports(source, destination);
            boolean asksForAnAddress = packet.protocol().equals(Protocol.UDP)
                    && source == DHCP_CLIENT_PORT
                    && destination == DHCP_SERVER_PORT;
            if (asksForAnAddress) {
                frame.dhcp(DhcpMessage.discover(from));
            }
        } else if (transport instanceof Transport.Icmp icmp) {
            boolean isEcho = icmp.type() == ECHO_REQUEST || icmp.type() == ECHO_REPLY;
            if (isEcho) {
                frame.echo(icmp.type(), ECHO_ID);
            }
            frame.icmp(icmp.type(), icmp.code());
        } else if (transport instanceof Transport.LaterFragment) {
            frame.fragment(Fragment.LATER);
        }
        return frame.build();
    }

    /** The same frame as an ICMP error, with the beginning of the packet that it is about. */
    static org.vpcmido.midonet.trace.Packet quoting(org.vpcmido.midonet.trace.Packet frame, Packet about) {
        int echoId = about.isEchoRequest() || about.isEchoReply() ? ECHO_ID : 0;
        Optional<Transport.Ports> ports = about.ports();
        Optional<Transport.Icmp> icmp = about.icmp();
        return frame.edit()
                .quote(new Quote(
                        about.source(),
                        about.destination(),
                        about.protocol(),
                        ports.map(each -> each.source().first())
                                .orElse(icmp.map(Transport.Icmp::type).orElse(0)),
                        ports.map(each -> each.destination().first())
                                .orElse(icmp.map(Transport.Icmp::code).orElse(0)),
                        echoId))
                .build();
    }

    /** What a frame carries; empty for anything but IPv4. */
    static Optional<Packet> packet(org.vpcmido.midonet.trace.Packet frame) {
        if (!frame.isIpv4()) {
            return Optional.empty();
        }
        Ipv4 source = frame.source().orElse(Ipv4.ANY);
        Ipv4 destination = frame.destination().orElse(Ipv4.ANY);
        return Optional.of(new Packet(source, destination, new Protocol(frame.protocol()), transport(frame)));
    }

    private static Transport transport(org.vpcmido.midonet.trace.Packet frame) {
        Protocol protocol = new Protocol(frame.protocol());
        if (frame.fragment() == Fragment.LATER) {
            return new Transport.LaterFragment();
        } else if (protocol.hasPorts()) {
            return new Transport.Ports(PortRange.of(frame.sourcePort()), PortRange.of(frame.destinationPort()));
        }
        return protocol.equals(Protocol.ICMP)
                ? new Transport.Icmp(frame.sourcePort(), frame.destinationPort())
                : new Transport.Opaque();
    }
}
