// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.verdict;

import java.util.Locale;
import java.util.Optional;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.PortRange;
import org.vpcmido.model.net.Protocol;
import org.vpcmido.model.verdict.Transport.Ports;
import org.vpcmido.model.vpc.Subnet;

/** What the cloud itself offers at each subnet. Network ACLs never judge packets to or from it. */
public enum Service {
    /** Hands an interface its address: UDP from port 68 to port 67, to the subnet's router or to everybody. */
    DHCP,
    /** Tells an instance about itself: TCP port 80 of 169.254.169.254. */
    METADATA,
    /** Resolves names: UDP and TCP port 53 of 169.254.169.253 and of the subnet's third address. */
    RESOLVER,
    /** The subnet's router itself, which answers an echo request (a deviation from Amazon's, which is silent). */
    ROUTER;

    private static final Ipv4 EVERYBODY = Ipv4.of("255.255.255.255");
    private static final Ipv4 METADATA_ADDRESS = Ipv4.of("169.254.169.254");
    private static final Ipv4 RESOLVER_ADDRESS = Ipv4.of("169.254.169.253");
    private static final int DHCP_CLIENT_PORT = 68;
    private static final int DHCP_SERVER_PORT = 67;
    private static final int DNS_PORT = 53;
    private static final int HTTP_PORT = 80;

    /** The service that {@code packet} is for when it is sent in {@code subnet}. */
    static Optional<Service> of(Subnet subnet, Packet packet) {
        Ipv4 to = packet.destination();
        if (isUdp(packet, DHCP_CLIENT_PORT, DHCP_SERVER_PORT) && (to.equals(EVERYBODY) || to.equals(subnet.router()))) {
            return Optional.of(DHCP);
        } else if (to.equals(METADATA_ADDRESS)
                && isTo(packet, HTTP_PORT)
                && packet.protocol().equals(Protocol.TCP)) {
            return Optional.of(METADATA);
        } else if ((to.equals(RESOLVER_ADDRESS) || to.equals(subnet.resolver())) && isTo(packet, DNS_PORT)) {
            return Optional.of(RESOLVER);
        }
        return packet.isEchoRequest() && to.equals(subnet.router()) ? Optional.of(ROUTER) : Optional.empty();
    }

    /** Whether security groups judge packets to it; Amazon's documentation exempts the first three. */
    boolean isBehindSecurityGroups() {
        return this == ROUTER;
    }

    /** Whether a machine of the cloud offers it, and not the network itself. */
    public boolean isBeyondTheVpc() {
        return this == METADATA || this == RESOLVER;
    }

    private static boolean isUdp(Packet packet, int sourcePort, int destinationPort) {
        Optional<PortRange> from = packet.ports().map(Ports::source);
        return packet.protocol().equals(Protocol.UDP)
                && from.filter(PortRange.of(sourcePort)::equals).isPresent()
                && isTo(packet, destinationPort);
    }

    private static boolean isTo(Packet packet, int port) {
        return packet.ports()
                .map(Ports::destination)
                .filter(PortRange.of(port)::equals)
                .isPresent();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
