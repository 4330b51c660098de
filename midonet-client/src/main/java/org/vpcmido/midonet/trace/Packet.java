// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;
import org.vpcmido.model.net.Protocol;

/**
 * A frame, by the fields that MidoNet's conditions and devices look at (midonet-datapath-semantics.md 2).
 *
 * @param sourceMac Ethernet source
 * @param destinationMac Ethernet destination
 * @param vlans VLAN ids, outermost first, without priority tags
 * @param etherType {@link #IPV4}, {@link #ARP} or another
 * @param source IPv4 source, or the sender's address in ARP; absent in other frames
 * @param destination IPv4 destination, or the target's address in ARP; absent in other frames
 * @param protocol IP protocol, or the operation in ARP (1 request, 2 reply); 0 in other frames
 * @param ttl time to live, in hops
 * @param tos type of service
 * @param fragment which part of a datagram
 * @param sourcePort TCP or UDP source port, or ICMP type; 0 without, as in later fragments
 * @param destinationPort TCP or UDP destination port, or ICMP code; 0 without
 * @param icmpId ICMP echo identifier; 0 without
 * @param quote what an ICMP error quotes
 * @param arp Ethernet addresses inside an ARP frame
 * @param dhcp the DHCP message inside a UDP packet
 */
public record Packet(
        MacAddress sourceMac,
        MacAddress destinationMac,
        List<Integer> vlans,
        int etherType,
        Optional<Ipv4> source,
        Optional<Ipv4> destination,
        int protocol,
        int ttl,
        int tos,
        Fragment fragment,
        int sourcePort,
        int destinationPort,
        int icmpId,
        Optional<Quote> quote,
        Optional<ArpHardware> arp,
        Optional<DhcpMessage> dhcp) {
    public static final int IPV4 = 0x0800;
    public static final int ARP = 0x0806;
    public static final int IPV6 = 0x86dd;
    public static final MacAddress BROADCAST = new MacAddress(0xFFFF_FFFF_FFFFL);

    static final int ARP_REQUEST = 1;
    static final int ARP_REPLY = 2;
    static final int ECHO_REPLY = 0;
    static final int ECHO_REQUEST = 8;
    static final int UNREACHABLE = 3;
    static final int TIME_EXCEEDED = 11;
    static final int PARAMETER_PROBLEM = 12;
    private static final MacAddress NOBODY = new MacAddress(0);

    public Packet {
        requireNonNull(sourceMac, "sourceMac");
        requireNonNull(destinationMac, "destinationMac");
        requireNonNull(source, "source");
        requireNonNull(destination, "destination");
        requireNonNull(fragment, "fragment");
        requireNonNull(quote, "quote");
        requireNonNull(arp, "arp");
        requireNonNull(dhcp, "dhcp");
        vlans = List.copyOf(vlans);
        if (fragment == Fragment.LATER && (sourcePort | destinationPort | icmpId) != 0) {
            throw new IllegalArgumentException("a later fragment has no ports, not " + sourcePort + " and "
                    + destinationPort + ", and no ICMP id, not " + icmpId);
        }
    }

    /** Starts an IPv4 packet with a time to live of 64 hops. */
    public static PacketBuilder ip(
            MacAddress sourceMac, MacAddress destinationMac, Ipv4 source, Ipv4 destination, Protocol protocol) {
        return new PacketBuilder(sourceMac, destinationMac, IPV4)
                .source(source)
                .destination(destination)
                .protocol(protocol.number());
    }

    /** Who has {@code target}? Asked by broadcast. */
    public static Packet arpRequest(MacAddress senderMac, Ipv4 sender, Ipv4 target) {
        return new PacketBuilder(senderMac, BROADCAST, ARP)
                .source(sender)
                .destination(target)
                .protocol(ARP_REQUEST)
                .arp(new ArpHardware(senderMac, NOBODY))
                .build();
    }

    /** The answer to an ARP request: whom it looked for is at {@code mac}. */
    public static Packet arpReply(Packet request, MacAddress mac) {
        return new PacketBuilder(mac, request.arpSender(), ARP)
                .source(request.destination().orElse(Ipv4.ANY))
                .destination(request.source().orElse(Ipv4.ANY))
                .protocol(ARP_REPLY)
                .arp(new ArpHardware(mac, request.arpSender()))
                .build();
    }

    /** A frame that is neither IPv4 nor ARP. */
    public static Packet other(MacAddress sourceMac, MacAddress destinationMac, int etherType) {
        return new PacketBuilder(sourceMac, destinationMac, etherType).build();
    }

    /** A copy to change. */
    public PacketBuilder edit() {
        return new PacketBuilder(this);
    }

    public boolean isIpv4() {
        return etherType == IPV4;
    }

    public boolean isArp() {
        return etherType == ARP;
    }

    /** The sender's Ethernet address inside an ARP frame; the frame's own in others. */
    MacAddress arpSender() {
        return arp.map(ArpHardware::sender).orElse(sourceMac);
    }

    /** Whether it is ICMP and its type can be seen. */
    boolean isIcmp() {
        return isIpv4() && protocol == Protocol.ICMP.number() && fragment != Fragment.LATER;
    }

    boolean isIcmp(int type) {
        return isIcmp() && sourcePort == type;
    }

    boolean isEcho() {
        return isIcmp(ECHO_REQUEST) || isIcmp(ECHO_REPLY);
    }

    /** Whether NAT looks into its quoted packet (NatState, ICMP types 3, 11 and 12). */
    boolean isTranslatableError() {
        return (isIcmp(UNREACHABLE) || isIcmp(TIME_EXCEEDED) || isIcmp(PARAMETER_PROBLEM)) && quote.isPresent();
    }
}
