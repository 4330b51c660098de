// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.vpc;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;

/**
 * Gives private subnets a way out behind one public address.
 *
 * @param id cloud identifier
 * @param vpcId its VPC
 * @param subnetId the subnet that it stands in
 * @param mac its Ethernet address in that subnet, if the document gives one
 * @param privateAddress its address in that subnet
 * @param publicAddress the elastic IP it hides others behind; absent while the address is in transit (gni.md 8)
 */
public record NatGateway(
        NatGatewayId id,
        VpcId vpcId,
        SubnetId subnetId,
        Optional<MacAddress> mac,
        Ipv4 privateAddress,
        Optional<Ipv4> publicAddress) {
    public NatGateway {
        requireNonNull(id, "id");
        requireNonNull(vpcId, "vpcId");
        requireNonNull(subnetId, "subnetId");
        requireNonNull(mac, "mac");
        requireNonNull(privateAddress, "privateAddress");
        requireNonNull(publicAddress, "publicAddress");
    }

    /** The same NAT gateway with another public address, or none. */
    public NatGateway withPublicAddress(Optional<Ipv4> changed) {
        return new NatGateway(id, vpcId, subnetId, mac, privateAddress, changed);
    }
}
