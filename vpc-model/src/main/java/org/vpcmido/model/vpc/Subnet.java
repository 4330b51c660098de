// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.vpc;

import static java.util.Objects.requireNonNull;

import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;

/**
 * A slice of one VPC's address space, in one zone.
 *
 * @param id cloud identifier
 * @param vpcId the VPC that contains it
 * @param cidr its block; the API allows prefixes of 16 to 28 bits, this record up to 29, as four addresses are reserved
 * @param zone availability zone, which is the name of a cluster
 * @param networkAclId the ACL judged at its boundary
 * @param routeTableId its route table, explicit or the VPC's main one (the document does not tell which)
 */
public record Subnet(
        SubnetId id, VpcId vpcId, Cidr cidr, String zone, NetworkAclId networkAclId, RouteTableId routeTableId) {
    private static final int PREFIX_BITS_MAX = 29;

    public Subnet {
        requireNonNull(id, "id");
        requireNonNull(vpcId, "vpcId");
        requireNonNull(cidr, "cidr");
        requireNonNull(zone, "zone");
        requireNonNull(networkAclId, "networkAclId");
        requireNonNull(routeTableId, "routeTableId");
        if (cidr.prefixBits() > PREFIX_BITS_MAX) {
            throw new IllegalArgumentException(
                    id + ": prefix length of " + cidr + " is above " + PREFIX_BITS_MAX + " bits");
        }
    }

    /** The subnet's router: the network address plus one. */
    public Ipv4 router() {
        return cidr.address(1);
    }

    /** The address reserved for the VPC's resolver: the network address plus two. */
    public Ipv4 resolver() {
        return cidr.address(2);
    }

    /** Whether an interface may have {@code address}: inside, but none of the first four nor the last. */
    public boolean isAssignable(Ipv4 address) {
        return cidr.contains(address) && address.compareTo(cidr.address(3)) > 0 && !address.equals(cidr.broadcast());
    }
}
