// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.vpc;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.vpcmido.model.net.Cidr;

/**
 * A tenant's private network.
 *
 * @param id cloud identifier
 * @param cidr its address space; the API allows prefixes of 16 to 28 bits
 * @param dhcpOptionSet the options its instances get, or empty for the cloud's defaults
 * @param internetGateways ids of the attached internet gateways; the API allows one at most
 */
public record Vpc(
        VpcId id, Cidr cidr, Optional<DhcpOptionSetId> dhcpOptionSet, List<InternetGatewayId> internetGateways) {
    public Vpc {
        requireNonNull(id, "id");
        requireNonNull(cidr, "cidr");
        requireNonNull(dhcpOptionSet, "dhcpOptionSet");
        internetGateways = List.copyOf(internetGateways);
    }
}
