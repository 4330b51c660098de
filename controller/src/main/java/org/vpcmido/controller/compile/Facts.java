// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;
import org.vpcmido.model.vpc.CloudId;

/**
 * What adoption learned from MidoNet and the compiler must respect, since eucanetd had no other database than MidoNet.
 *
 * @param hosts MidoNet's host for a node's name, a gateway's host or the cloud controller's address, as the cloud
 *     writes them; what was asked for and not found, or is in no tunnel zone, is absent
 * @param routerIds the number of each VPC's and NAT gateway's router, by {@code VpcId} or {@code NatGatewayId}
 * @param reservedRouterIds further router numbers that something in MidoNet uses
 * @param identityIds the number of each interface's metadata identity, by its name in MidoNet
 * @param reservedIdentityIds further identity numbers that something in MidoNet uses
 * @param portMacs the Ethernet addresses of router ports that exist
 * @param version the one address in group {@code euca_version}
 * @param edgeAsNumber the AS number of the edge router, 0 for none
 * @param footprints what else MidoNet has for a cloud id (for an interface: its name in MidoNet), so that all of it
 *     can be held when the cloud says nothing valid about it
 */
public record Facts(
        Map<String, Key> hosts,
        Map<CloudId, Integer> routerIds,
        Set<Integer> reservedRouterIds,
        Map<CloudId, Integer> identityIds,
        Set<Integer> reservedIdentityIds,
        Map<Key, MacAddress> portMacs,
        Optional<Ipv4> version,
        int edgeAsNumber,
        Map<CloudId, Footprint> footprints) {
    private static final Facts NONE =
            new Facts(Map.of(), Map.of(), Set.of(), Map.of(), Set.of(), Map.of(), Optional.empty(), 0, Map.of());

    public Facts {
        hosts = Map.copyOf(hosts);
        routerIds = Map.copyOf(routerIds);
        reservedRouterIds = Set.copyOf(reservedRouterIds);
        identityIds = Map.copyOf(identityIds);
        reservedIdentityIds = Set.copyOf(reservedIdentityIds);
        portMacs = Map.copyOf(portMacs);
        requireNonNull(version, "version");
        footprints = Map.copyOf(footprints);
    }

    /** MidoNet has nothing, not even hosts. */
    public static Facts none() {
        return NONE;
    }

    /** The same, with other hosts. */
    public Facts withHosts(Map<String, Key> newHosts) {
        return new Facts(
                newHosts,
                routerIds,
                reservedRouterIds,
                identityIds,
                reservedIdentityIds,
                portMacs,
                version,
                edgeAsNumber,
                footprints);
    }

    /**
     * What MidoNet has for one cloud id.
     *
     * @param within what contains it: a subnet's or network ACL's VPC, an interface's or NAT gateway's subnet; empty
     *     for a VPC or security group
     * @param addresses the addresses it goes by, private and public; empty for what is not an interface or NAT gateway
     * @param block a subnet's block; empty for everything else
     */
    public record Footprint(Optional<CloudId> within, Set<Ipv4> addresses, Optional<Cidr> block) {
        public Footprint {
            requireNonNull(within, "within");
            addresses = Set.copyOf(addresses);
            requireNonNull(block, "block");
        }
    }
}
