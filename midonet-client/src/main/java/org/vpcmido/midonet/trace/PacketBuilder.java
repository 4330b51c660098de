// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import java.util.List;
import java.util.Optional;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;

/** Collects the fields of a {@link Packet}. */
public final class PacketBuilder {
    static final int TTL = 64;

    private MacAddress sourceMac;
    private MacAddress destinationMac;
    private List<Integer> vlans = List.of();
    private final int etherType;
    private Optional<Ipv4> source = Optional.empty();
    private Optional<Ipv4> destination = Optional.empty();
    private int protocol;
    private int ttl = TTL;
    private int tos;
    private Fragment fragment = Fragment.WHOLE;
    private int sourcePort;
    private int destinationPort;
    private int icmpId;
    private Optional<Quote> quote = Optional.empty();
    private Optional<ArpHardware> arp = Optional.empty();
    private Optional<DhcpMessage> dhcp = Optional.empty();

    PacketBuilder(MacAddress sourceMac, MacAddress destinationMac, int etherType) {
        this.sourceMac = sourceMac;
        this.destinationMac = destinationMac;
        this.etherType = etherType;
    }

    PacketBuilder(Packet packet) {
        this(packet.sourceMac(), packet.destinationMac(), packet.etherType());
        vlans = packet.vlans();
        source = packet.source();
        destination = packet.destination();
        protocol = packet.protocol();
        ttl = packet.ttl();
        tos = packet.tos();
        fragment = packet.fragment();
        sourcePort = packet.sourcePort();
        destinationPort = packet.destinationPort();
        icmpId = packet.icmpId();
        quote = packet.quote();
        arp = packet.arp();
        dhcp = packet.dhcp();
    }

    public PacketBuilder macs(MacAddress newSource, MacAddress newDestination) {
        sourceMac = newSource;
        destinationMac = newDestination;
        return this;
    }

    /** VLAN ids, outermost first. */
    public PacketBuilder vlans(List<Integer> ids) {
        vlans = ids;
        return this;
    }

    public PacketBuilder source(Ipv4 address) {
        source = Optional.of(address);
        return this;
    }

    public PacketBuilder destination(Ipv4 address) {
        destination = Optional.of(address);
        return this;
    }

    PacketBuilder protocol(int number) {
        protocol = number;
        return this;
    }

    public PacketBuilder ttl(int hops) {
        ttl = hops;
        return this;
    }

    public PacketBuilder tos(int value) {
        tos = value;
        return this;
    }

    /** Which part of a datagram; a later one loses its ports. */
    public PacketBuilder fragment(Fragment part) {
        fragment = part;
        return part == Fragment.LATER ? ports(0, 0).icmpId(0) : this;
    }

    /** TCP or UDP ports. */
    public PacketBuilder ports(int newSource, int newDestination) {
        sourcePort = newSource;
        destinationPort = newDestination;
        return this;
    }

    PacketBuilder sourcePort(int port) {
        return ports(port, destinationPort);
    }

    PacketBuilder destinationPort(int port) {
        return ports(sourcePort, port);
    }

    /** ICMP type and code. */
    public PacketBuilder icmp(int type, int code) {
        return ports(type, code);
    }

    /** ICMP echo with its identifier. */
    public PacketBuilder echo(int type, int id) {
        return icmp(type, 0).icmpId(id);
    }

    PacketBuilder icmpId(int id) {
        icmpId = id;
        return this;
    }

    /** What an ICMP error is about. */
    public PacketBuilder quote(Quote packet) {
        quote = Optional.of(packet);
        return this;
    }

    PacketBuilder arp(ArpHardware addresses) {
        arp = Optional.of(addresses);
        return this;
    }

    public PacketBuilder dhcp(DhcpMessage message) {
        dhcp = Optional.of(message);
        return this;
    }

    public Packet build() {
        return new Packet(
                sourceMac,
                destinationMac,
                vlans,
                etherType,
                source,
                destination,
                protocol,
                ttl,
                tos,
                fragment,
                sourcePort,
                destinationPort,
                icmpId,
                quote,
                arp,
                dhcp);
    }
}
