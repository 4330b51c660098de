// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.verdict;

import java.util.List;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.vpc.VpcId;

/**
 * Which addresses can lie beyond the uplinks: none that nobody may use, none of the cloud's public pool, and no private
 * address (RFC 1918) of any VPC. A VPC of other addresses hides nothing of the outside from other tenants.
 *
 * @param hidesPrivate whether private addresses of VPCs are kept apart from the outside
 */
record OutsideWorld(CloudIndex cloud, boolean hidesPrivate) {
    private static final Cidr LINK_LOCAL = Cidr.of("169.254.0.0/16");
    private static final List<Cidr> NOT_UNICAST = List.of(Cidr.of("224.0.0.0/4"), Cidr.of("240.0.0.0/4"));
    private static final List<Cidr> NOBODY = List.of(Cidr.of("0.0.0.0/8"), Cidr.of("127.0.0.0/8"));
    private static final List<Cidr> PRIVATE =
            List.of(Cidr.of("10.0.0.0/8"), Cidr.of("172.16.0.0/12"), Cidr.of("192.168.0.0/16"));

    /** Whether a VPC carries packets to {@code destination} at all. */
    static Judgement carries(Ipv4 destination) {
        if (isIn(NOT_UNICAST, destination)) {
            return Judgement.refuse(
                    Reason.NOT_UNICAST, "vpc", destination + " is a broadcast, multicast or reserved address");
        } else if (LINK_LOCAL.contains(destination)) {
            return Judgement.refuse(
                    Reason.LINK_LOCAL_ADDRESS, "vpc", destination + " is link-local and offers no such service");
        } else if (isIn(NOBODY, destination)) {
            return Judgement.refuse(Reason.UNASSIGNED_ADDRESS, "vpc", destination + " can be nobody's address");
        }
        return Judgement.pass("vpc", destination + " is an address that packets can go to");
    }

    /** Whether a packet that an internet gateway has translated, and that is for nobody in the cloud, goes out. */
    Judgement receives(Ipv4 destination) {
        if (cloud.isOfPublicPool(destination)) {
            return Judgement.refuse(
                    Reason.UNASSIGNED_ADDRESS, "the outside", "nobody has the public address " + destination);
        }
        return isPrivate(destination)
                ? Judgement.refuse(
                        Reason.OTHER_VPC, "the outside", destination + " is a private address of another VPC")
                : Judgement.pass("the outside", "receives it");
    }

    /** Whether the outside can send from {@code source} to something in {@code receiver}. */
    Judgement sends(Ipv4 source, VpcId receiver) {
        boolean impossible = isIn(NOT_UNICAST, source)
                || isIn(NOBODY, source)
                || LINK_LOCAL.contains(source)
                || cloud.hasPublicAddress(source)
                || cloud.isOfPublicPool(source)
                || isPrivate(source)
                || cloud.vpc(receiver).cidr().contains(source);
        return impossible
                ? Judgement.refuse(Reason.IMPOSSIBLE_SOURCE, "the outside", source + " cannot be outside")
                : Judgement.pass("the outside", "may send from " + source);
    }

    private boolean isPrivate(Ipv4 address) {
        return hidesPrivate && isIn(PRIVATE, address) && cloud.isInSomeVpc(address);
    }

    private static boolean isIn(List<Cidr> blocks, Ipv4 address) {
        return blocks.stream().anyMatch(block -> block.contains(address));
    }
}
