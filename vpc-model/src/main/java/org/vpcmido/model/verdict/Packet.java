// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.verdict;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.PortRange;
import org.vpcmido.model.net.Protocol;
import org.vpcmido.model.verdict.Transport.Icmp;
import org.vpcmido.model.verdict.Transport.LaterFragment;
import org.vpcmido.model.verdict.Transport.Opaque;
import org.vpcmido.model.verdict.Transport.Ports;

/**
 * An IPv4 packet, as far as a VPC can tell packets apart.
 *
 * @param source its source address
 * @param destination its destination address
 * @param protocol what it carries
 * @param transport ports with TCP and UDP, type and code with ICMP, nothing with others or in a later fragment
 */
public record Packet(Ipv4 source, Ipv4 destination, Protocol protocol, Transport transport) {
    public Packet {
        requireNonNull(source, "source");
        requireNonNull(destination, "destination");
        requireNonNull(protocol, "protocol");
        requireNonNull(transport, "transport");
        boolean portsFit = (transport instanceof Ports) == protocol.hasPorts();
        boolean icmpFits = (transport instanceof Icmp) == protocol.equals(Protocol.ICMP);
        boolean fits = transport instanceof LaterFragment || (portsFit && icmpFits);
        if (!fits) {
            throw new IllegalArgumentException("a packet of protocol " + protocol + " does not carry " + transport);
        }
    }

    public static Packet tcp(Ipv4 source, int sourcePort, Ipv4 destination, int destinationPort) {
        return withPorts(Protocol.TCP, source, sourcePort, destination, destinationPort);
    }

    public static Packet udp(Ipv4 source, int sourcePort, Ipv4 destination, int destinationPort) {
        return withPorts(Protocol.UDP, source, sourcePort, destination, destinationPort);
    }

    public static Packet icmp(Ipv4 source, Ipv4 destination, int type, int code) {
        return new Packet(source, destination, Protocol.ICMP, new Icmp(type, code));
    }

    /** An ICMP echo request, which asks for an echo reply. */
    public static Packet echo(Ipv4 source, Ipv4 destination) {
        return icmp(source, destination, Icmp.ECHO_REQUEST, 0);
    }

    /** A packet of a protocol other than TCP, UDP and ICMP. */
    public static Packet opaque(Protocol protocol, Ipv4 source, Ipv4 destination) {
        return new Packet(source, destination, protocol, new Opaque());
    }

    /** The second or a later fragment of a packet. */
    public static Packet laterFragment(Protocol protocol, Ipv4 source, Ipv4 destination) {
        return new Packet(source, destination, protocol, new LaterFragment());
    }

    public Packet withSource(Ipv4 address) {
        return new Packet(address, destination, protocol, transport);
    }

    public Packet withDestination(Ipv4 address) {
        return new Packet(source, address, protocol, transport);
    }

    /** The same packet with another transport of the same kind. */
    public Packet with(Transport changed) {
        return new Packet(source, destination, protocol, changed);
    }

    public Optional<Ports> ports() {
        return transport instanceof Ports ports ? Optional.of(ports) : Optional.empty();
    }

    public Optional<Icmp> icmp() {
        return transport instanceof Icmp icmp ? Optional.of(icmp) : Optional.empty();
    }

    public boolean isLaterFragment() {
        return transport instanceof LaterFragment;
    }

    public boolean isEchoRequest() {
        return icmp().filter(icmp -> icmp.type() == Icmp.ECHO_REQUEST).isPresent();
    }

    public boolean isEchoReply() {
        return icmp().filter(icmp -> icmp.type() == Icmp.ECHO_REPLY).isPresent();
    }

    /** Whether it tells that another packet could not be delivered: unreachable, time exceeded, parameter problem. */
    public boolean isError() {
        return icmp().filter(icmp -> Icmp.ERRORS.contains(icmp.type())).isPresent();
    }

    /**
     * What the receiver sends back: addresses and ports exchanged, an ICMP request answered. Empty for ICMP messages
     * that ask for nothing, and for later fragments, which are answered with their packet.
     */
    public Optional<Packet> answer() {
        return answerTransport()
                .map(answer -> with(answer).withSource(destination).withDestination(source));
    }

    /** An ICMP error about this packet, as its receiver sends it. */
    public Packet error(int type, int code) {
        Packet toSender = new Packet(source, destination, Protocol.ICMP, new Icmp(type, code));
        return toSender.withSource(destination).withDestination(source);
    }

    private Optional<Transport> answerTransport() {
        if (transport instanceof Ports ports) {
            return Optional.of(ports.reversed());
        } else if (transport instanceof Icmp icmp) {
            return switch (icmp.type()) {
                case Icmp.ECHO_REQUEST -> Optional.of(new Icmp(Icmp.ECHO_REPLY, 0));
                case Icmp.TIMESTAMP_REQUEST -> Optional.of(new Icmp(Icmp.TIMESTAMP_REPLY, 0));
                default -> Optional.empty();
            };
        }
        return transport instanceof Opaque ? Optional.of(transport) : Optional.empty();
    }

    private static Packet withPorts(
            Protocol protocol, Ipv4 source, int sourcePort, Ipv4 destination, int destinationPort) {
        Ports ports = new Ports(PortRange.of(sourcePort), PortRange.of(destinationPort));
        return new Packet(source, destination, protocol, ports);
    }

    /** For example {@code tcp 10.0.1.10:40000 -> 10.0.2.10:3306}. */
    @Override
    public String toString() {
        String from = source + ports().map(ports -> ":" + ports.source()).orElse("");
        String to =
                destination + ports().map(ports -> ":" + ports.destination()).orElse("");
        String kind = icmp().map(icmp -> " type " + icmp.type() + " code " + icmp.code())
                .orElse(isLaterFragment() ? " later fragment" : "");
        return protocol + kind + " " + from + " -> " + to;
    }
}
