// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import static java.util.Objects.requireNonNull;

import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.Protocol;

/**
 * The beginning of the packet that an ICMP error is about: IP header and eight bytes.
 *
 * @param source its source address
 * @param destination its destination address
 * @param protocol its protocol
 * @param sourcePort its source port, or its ICMP type; 0 without
 * @param destinationPort its destination port, or its ICMP code; 0 without
 * @param icmpId its ICMP echo identifier; 0 without
 */
public record Quote(Ipv4 source, Ipv4 destination, Protocol protocol, int sourcePort, int destinationPort, int icmpId) {
    public Quote {
        requireNonNull(source, "source");
        requireNonNull(destination, "destination");
        requireNonNull(protocol, "protocol");
    }

    /** With both ends swapped. */
    Quote reversed() {
        return new Quote(destination, source, protocol, destinationPort, sourcePort, icmpId);
    }

    Quote from(Ipv4 newSource, int newPort) {
        return protocol.equals(Protocol.ICMP)
                ? new Quote(newSource, destination, protocol, sourcePort, destinationPort, icmpId)
                : new Quote(newSource, destination, protocol, newPort, destinationPort, icmpId);
    }

    Quote to(Ipv4 newDestination, int newPort) {
        return protocol.equals(Protocol.ICMP)
                ? new Quote(source, newDestination, protocol, sourcePort, destinationPort, icmpId)
                : new Quote(source, newDestination, protocol, sourcePort, newPort, icmpId);
    }
}
