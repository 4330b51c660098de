// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.verify;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.Protocol;
import org.vpcmido.model.verdict.Packet;
import org.vpcmido.model.verdict.Probe;
import org.vpcmido.model.vpc.NetworkInterface;
import org.vpcmido.model.vpc.VpcState;

/**
 * One packet, as a person names it.
 *
 * @param from who sends: an interface or instance id, {@code internet}, or {@code internet:ADDRESS}
 * @param to the destination: an address, or an interface or instance id
 * @param source a source address that is not the sender's own
 * @param protocol tcp, udp, icmp or a number
 * @param port the destination port of TCP and UDP
 */
public record PacketQuestion(String from, String to, Optional<String> source, String protocol, int port) {
    public static final String PROTOCOL_DEFAULT = "tcp";
    public static final int PORT_DEFAULT = 80;

    private static final String OUTSIDE = "internet";
    private static final Ipv4 SOMEBODY = Ipv4.of("198.51.100.254");
    private static final int SOURCE_PORT = 40000;
    private static final int PORT_MAX = 65535;

    public PacketQuestion {
        requireNonNull(from, "from");
        requireNonNull(to, "to");
        requireNonNull(source, "source");
        requireNonNull(protocol, "protocol");
    }

    /**
     * The packet in a cloud.
     *
     * @throws IllegalArgumentException if the cloud has nothing of that name, or a value is none; the message begins with
     *     the name of the value
     */
    public Probe in(VpcState cloud) {
        Optional<Ipv4> forged = source.map(text -> address("source", text));
        Ipv4 destination = Ipv4.parse(to)
                .or(() -> named(cloud, to).map(NetworkInterface::privateAddress))
                .orElseThrow(() -> new IllegalArgumentException(
                        "to: '" + to + "' is neither an IPv4 address nor an interface or instance of this cloud"));
        if (from.equals(OUTSIDE) || from.startsWith(OUTSIDE + ":")) {
            Ipv4 own = from.equals(OUTSIDE) ? SOMEBODY : address("from", from.substring(OUTSIDE.length() + 1));
            return Probe.fromOutside(packet(forged.orElse(own), destination));
        }
        NetworkInterface sender = named(cloud, from)
                .orElseThrow(() -> new IllegalArgumentException("from: '" + from
                        + "' is no interface or instance of this cloud; it is one of these, internet, or "
                        + "internet:ADDRESS"));
        return Probe.from(sender.id(), packet(forged.orElse(sender.privateAddress()), destination));
    }

    /** The interface of that id, or the primary interface of the instance. */
    private static Optional<NetworkInterface> named(VpcState cloud, String id) {
        return cloud.interfaces().values().stream()
                .filter(each -> each.id().value().equals(id)
                        || each.nameInMidonet().value().equals(id))
                .findFirst();
    }

    private Packet packet(Ipv4 sourceAddress, Ipv4 destination) {
        Protocol known = Protocol.parse(protocol)
                .orElseThrow(() -> new IllegalArgumentException(
                        "protocol: '" + protocol + "' is not tcp, udp, icmp or a number from 0 to 255"));
        if (port < 0 || port > PORT_MAX) {
            throw new IllegalArgumentException("port: " + port + " is outside 0 to " + PORT_MAX);
        } else if (known.equals(Protocol.TCP)) {
            return Packet.tcp(sourceAddress, SOURCE_PORT, destination, port);
        } else if (known.equals(Protocol.UDP)) {
            return Packet.udp(sourceAddress, SOURCE_PORT, destination, port);
        }
        return known.equals(Protocol.ICMP)
                ? Packet.echo(sourceAddress, destination)
                : Packet.opaque(known, sourceAddress, destination);
    }

    private static Ipv4 address(String name, String text) {
        return Ipv4.parse(text)
                .orElseThrow(() -> new IllegalArgumentException(name + ": '" + text + "' is not an IPv4 address"));
    }
}
