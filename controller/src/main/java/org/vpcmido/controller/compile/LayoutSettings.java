// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.Protocol;

/**
 * The settings that shape the topology, by eucanetd's names in {@code eucalyptus.conf}.
 *
 * @param transit {@code MIDO_INTRT_CIDR}: between the edge router and the routers of VPCs and NAT gateways
 * @param metadataTransit {@code MIDO_INTMD_CIDR}: between the metadata router and the VPC routers
 * @param metadataLink {@code MIDO_EXTMD_CIDR}: between the metadata router and the cloud controller's host
 * @param identities {@code MIDO_MD_CIDR}: the addresses by which the metadata service knows interfaces
 * @param routerIdLimit {@code MIDO_MAX_RTID}: router ids stay below it, 3 to 32750
 * @param identityIdLimit {@code MIDO_MAX_ENIID}: identity ids stay below it, 11 to 16777215
 * @param l2Isolation not {@code DISABLE_L2_ISOLATION}: whether interfaces are kept from forging addresses
 * @param staticTables {@code MIDO_ENABLE_ARPTABLE}: whether bridges are told where interfaces are
 * @param metadataRouter {@code MIDO_ENABLE_MIDOMD}: metadata by way of MidoNet, instead of a proxy in each VPC
 * @param metadataEgress {@code MIDO_MD_254_EGRESS}: what may pass to 169.254.169.254
 * @param dnsEgress {@code MIDO_MD_253_EGRESS}: what may pass to 169.254.169.253
 * @param version the product version to put into a MidoNet that has none; never below 4.4.0.0, as eucanetd would not
 *     start again
 */
public record LayoutSettings(
        Cidr transit,
        Cidr metadataTransit,
        Cidr metadataLink,
        Cidr identities,
        int routerIdLimit,
        int identityIdLimit,
        boolean l2Isolation,
        boolean staticTables,
        boolean metadataRouter,
        List<Opening> metadataEgress,
        List<Opening> dnsEgress,
        Ipv4 version) {
    private static final int ROUTER_ID_LIMIT_MAX = 32750;
    private static final int IDENTITY_ID_LIMIT_MAX = 16777215;
    private static final LayoutSettings DEFAULTS = new LayoutSettings(
            Cidr.of("169.254.0.0/17"),
            Cidr.of("169.254.128.0/17"),
            Cidr.of("169.254.169.248/29"),
            Cidr.of("255.0.0.0/8"),
            10240,
            1048576,
            true,
            true,
            true,
            Opening.list("tcp:80"),
            Opening.list("udp:53 tcp:53 udp:5353 tcp:5353"),
            Ipv4.of("4.4.2.0"));

    public LayoutSettings {
        requireNonNull(transit, "transit");
        requireNonNull(metadataTransit, "metadataTransit");
        requireNonNull(metadataLink, "metadataLink");
        requireNonNull(identities, "identities");
        requireNonNull(version, "version");
        metadataEgress = List.copyOf(metadataEgress);
        dnsEgress = List.copyOf(dnsEgress);
        requireLimit("MIDO_MAX_RTID", routerIdLimit, IdRange.ROUTER_ID_FIRST, ROUTER_ID_LIMIT_MAX);
        requireLimit("MIDO_MAX_ENIID", identityIdLimit, IdRange.IDENTITY_ID_FIRST, IDENTITY_ID_LIMIT_MAX);
        requireRoom("MIDO_INTRT_CIDR", transit, routerIdLimit);
        requireRoom("MIDO_INTMD_CIDR", metadataTransit, routerIdLimit);
        requireRoom("MIDO_MD_CIDR", identities, identityIdLimit);
    }

    /** What eucanetd does without a setting. */
    public static LayoutSettings defaults() {
        return DEFAULTS;
    }

    /** The edge router's address towards the VPCs. */
    public Ipv4 edgeRouterAddress() {
        return transit.address(1);
    }

    /** The address towards the edge of the router with an id. */
    public Ipv4 transitAddress(int routerId) {
        return transit.address(routerId);
    }

    /** The metadata router's address towards the VPCs. */
    public Ipv4 metadataRouterAddress() {
        return metadataTransit.address(1);
    }

    /** The address towards the metadata router of the VPC router with an id. */
    public Ipv4 metadataTransitAddress(int routerId) {
        return metadataTransit.address(routerId);
    }

    /** The metadata router's address towards the cloud controller's host. */
    public Ipv4 metadataLinkAddress() {
        return metadataLink.address(1);
    }

    /** Where instances reach the metadata service. */
    public Ipv4 metadataAddress() {
        return metadataLink.broadcast().plus(-1);
    }

    /** Where instances reach the cloud's resolver. */
    public Ipv4 dnsAddress() {
        return metadataLink.broadcast().plus(-2);
    }

    /** The address by which the metadata service knows the interface with an id. */
    public Ipv4 identity(int identityId) {
        return identities.address(identityId);
    }

    private static void requireLimit(String name, int limit, int first, int max) {
        if (limit <= first || limit > max) {
            throw new IllegalArgumentException(name + ": " + limit + " is outside " + (first + 1) + " to " + max);
        }
    }

    private static void requireRoom(String name, Cidr block, int limit) {
        if (block.size() < limit) {
            throw new IllegalArgumentException(
                    name + ": " + block + " has " + block.size() + " addresses, fewer than the " + limit + " ids");
        }
    }

    /**
     * A service that instances may reach.
     *
     * @param protocol TCP or UDP
     * @param port destination port, 1 to 65535
     */
    public record Opening(Protocol protocol, int port) {
        private static final int PORT_MAX = 65535;

        public Opening {
            if (!protocol.hasPorts() || port < 1 || port > PORT_MAX) {
                throw new IllegalArgumentException("'" + protocol + ":" + port
                        + "' is not a protocol (tcp, udp) and a port (1 to " + PORT_MAX + ")");
            }
        }

        /**
         * Reads openings in the form {@code udp:53 tcp:53}.
         *
         * @throws IllegalArgumentException naming the one that has another form
         */
        public static List<Opening> list(String text) {
            return text.isBlank()
                    ? List.of()
                    : List.of(text.trim().split("\\s+")).stream()
                            .map(Opening::of)
                            .toList();
        }

        private static Opening of(String text) {
            String[] parts = text.toLowerCase(Locale.ROOT).split(":", -1);
            if (parts.length != 2 || !parts[0].matches("tcp|udp") || !parts[1].matches("[0-9]{1,5}")) {
                throw new IllegalArgumentException("'" + text + "' is not of the form tcp:PORT or udp:PORT");
            }
            return new Opening(Protocol.parse(parts[0]).orElseThrow(), Integer.parseInt(parts[1]));
        }
    }
}
