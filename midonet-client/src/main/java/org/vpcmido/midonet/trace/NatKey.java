// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import java.util.Optional;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.Protocol;

/**
 * What dynamic NAT remembers a flow by (midonet-datapath-semantics.md 9.3): the packet, and the device that translates.
 */
record NatKey(Kind kind, Ipv4 source, int sourcePort, Ipv4 destination, int destinationPort, int protocol, Key device) {
    enum Kind {
        SNAT,
        DNAT,
        REVERSE_SNAT,
        REVERSE_DNAT
    }

    /** What an address and a port become. */
    record Binding(Ipv4 address, int port) {}

    /** The key of a packet; absent for what dynamic NAT leaves alone. */
    static Optional<NatKey> of(Kind kind, Packet packet, Key device) {
        if (!packet.isIpv4()) {
            return Optional.empty();
        }
        if (packet.isTranslatableError()) {
            return packet.quote().map(quote -> ofQuoted(kind, quote, device));
        }
        if (packet.isEcho()) {
            return Optional.of(of(kind, packet, packet.icmpId(), packet.icmpId(), device));
        }
        return packet.protocol() == Protocol.TCP.number() || packet.protocol() == Protocol.UDP.number()
                ? Optional.of(of(kind, packet, packet.sourcePort(), packet.destinationPort(), device))
                : Optional.empty();
    }

    private static NatKey of(Kind kind, Packet packet, int sourcePort, int destinationPort, Key device) {
        return new NatKey(
                kind,
                packet.source().orElse(Ipv4.ANY),
                sourcePort,
                packet.destination().orElse(Ipv4.ANY),
                destinationPort,
                packet.protocol(),
                device);
    }

    /** An error travels against the packet that it quotes, so that packet's ends are swapped. */
    private static NatKey ofQuoted(Kind kind, Quote quote, Key device) {
        Quote answer = quote.reversed();
        boolean icmp = quote.protocol().equals(Protocol.ICMP);
        return new NatKey(
                kind,
                answer.source(),
                icmp ? quote.icmpId() : answer.sourcePort(),
                answer.destination(),
                icmp ? quote.icmpId() : answer.destinationPort(),
                quote.protocol().number(),
                device);
    }

    /** The key of the answer, once this packet's own address has become {@code binding}. */
    NatKey answered(Binding binding) {
        return kind == Kind.SNAT
                ? new NatKey(
                        Kind.REVERSE_SNAT,
                        destination,
                        destinationPort,
                        binding.address(),
                        binding.port(),
                        protocol,
                        device)
                : new NatKey(
                        Kind.REVERSE_DNAT, binding.address(), binding.port(), source, sourcePort, protocol, device);
    }

    /** What the answer has to be turned back to. */
    Binding original() {
        return kind == Kind.SNAT ? new Binding(source, sourcePort) : new Binding(destination, destinationPort);
    }

    boolean isReverse() {
        return kind == Kind.REVERSE_SNAT || kind == Kind.REVERSE_DNAT;
    }

    /** Whether the source of packets is rewritten, rather than the destination. */
    boolean rewritesSource() {
        return kind == Kind.SNAT || kind == Kind.REVERSE_DNAT;
    }
}
