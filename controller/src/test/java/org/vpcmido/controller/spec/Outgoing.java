// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.spec;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.vpcmido.midonet.trace.DhcpMessage;
import org.vpcmido.midonet.trace.Fragment;
import org.vpcmido.midonet.trace.Packet;
import org.vpcmido.midonet.trace.PacketBuilder;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;
import org.vpcmido.model.net.Protocol;

/**
 * A packet that is about to be sent, as a scenario puts it: {@code packetFrom("a1").to("10.0.1.11").tcp(80).in(world)}.
 * What is not said is as a well-behaved machine does it: its own addresses, source port 40000, the next hop by ARP.
 */
final class Outgoing {
    private static final int EPHEMERAL_PORT = 40000;
    private static final int ECHO_REPLY = 0;
    private static final int ECHO_REQUEST = 8;
    private static final int ECHO_ID = 77;
    private static final int DHCP_CLIENT_PORT = 68;
    private static final int DHCP_SERVER_PORT = 67;
    private static final Ipv4 EVERYBODY = Ipv4.of("255.255.255.255");

    private final String sender;
    private String uplink = "GW1";
    private Optional<Ipv4> source = Optional.empty();
    private Ipv4 destination = Ipv4.ANY;
    private Optional<MacAddress> sourceMac = Optional.empty();
    private Optional<MacAddress> nextHop = Optional.empty();
    private Protocol protocol = Protocol.TCP;
    private int sourcePort = EPHEMERAL_PORT;
    private UnaryOperator<PacketBuilder> payload = packet -> packet;

    private Outgoing(String sender) {
        this.sender = sender;
    }

    /** From an instance's interface, the metadata service, {@code X1}, {@code X2}, or an address outside. */
    static Outgoing packetFrom(String sender) {
        return new Outgoing(sender);
    }

    Outgoing to(String address) {
        destination = Ipv4.of(address);
        return this;
    }

    /** With another's source address. */
    Outgoing forging(String address) {
        source = Optional.of(Ipv4.of(address));
        return this;
    }

    /** With another's Ethernet address. */
    Outgoing forging(MacAddress address) {
        sourceMac = Optional.of(address);
        return this;
    }

    /** Handed to this Ethernet address, whatever ARP says. */
    Outgoing handedTo(MacAddress address) {
        nextHop = Optional.of(address);
        return this;
    }

    /** By this uplink, for packets from outside. */
    Outgoing by(String gateway) {
        uplink = gateway;
        return this;
    }

    Outgoing fromPort(int port) {
        sourcePort = port;
        return this;
    }

    Outgoing tcp(int port) {
        return ported(Protocol.TCP, port);
    }

    Outgoing udp(int port) {
        return ported(Protocol.UDP, port);
    }

    private Outgoing ported(Protocol with, int port) {
        protocol = with;
        payload = packet -> packet.ports(sourcePort, port);
        return this;
    }

    /** An ICMP echo request. */
    Outgoing ping() {
        return icmp(ECHO_REQUEST, 0);
    }

    Outgoing icmp(int type, int code) {
        boolean isEcho = type == ECHO_REQUEST || type == ECHO_REPLY;
        protocol = Protocol.ICMP;
        payload = packet -> (isEcho ? packet.echo(type, ECHO_ID) : packet).icmp(type, code);
        return this;
    }

    /** Of a protocol without ports. */
    Outgoing protocol(int number) {
        protocol = new Protocol(number);
        return this;
    }

    /** A part of a datagram that is not its first. */
    Outgoing laterFragment() {
        payload = packet -> packet.fragment(Fragment.LATER);
        return this;
    }

    /** A DHCP client's first message, from no address to everybody. */
    Outgoing dhcpDiscover() {
        return dhcp(DhcpMessage::discover);
    }

    /** A DHCP client's second message. */
    Outgoing dhcpRequest(String address) {
        return dhcp(client -> DhcpMessage.request(client, Optional.of(Ipv4.of(address))));
    }

    private Outgoing dhcp(Function<MacAddress, DhcpMessage> message) {
        source = Optional.of(Ipv4.ANY);
        destination = EVERYBODY;
        protocol = Protocol.UDP;
        nextHop = Optional.of(Packet.BROADCAST);
        payload = packet -> packet.ports(DHCP_CLIENT_PORT, DHCP_SERVER_PORT)
                .dhcp(message.apply(packet.build().sourceMac()));
        return this;
    }

    /** Sends it, the first of a new conversation. */
    Sent in(World world) {
        return in(world.talk());
    }

    /** Sends it to machines that may know each other already. */
    Sent in(Talk talk) {
        return talk.send(this);
    }

    String sender() {
        return sender;
    }

    String uplink() {
        return uplink;
    }

    Ipv4 destination() {
        return destination;
    }

    Optional<MacAddress> nextHop() {
        return nextHop;
    }

    /** The frame of a machine with this address and Ethernet address, unless it forges them. */
    Packet frame(Ipv4 own, MacAddress ownMac, MacAddress to) {
        return payload.apply(Packet.ip(sourceMac.orElse(ownMac), to, source.orElse(own), destination, protocol))
                .build();
    }
}
