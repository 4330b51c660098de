// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.finding;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.vpc.CloudId;
import org.vpcmido.model.vpc.NetworkAcl;
import org.vpcmido.model.vpc.RouteTable;
import org.vpcmido.model.vpc.Subnet;
import org.vpcmido.model.vpc.Vpc;
import org.vpcmido.model.vpc.VpcId;

/** Subnets: inside their VPC, apart from each other, with an ACL and a route table of the same VPC. */
final class SubnetCheck implements ConceptCheck {
    @Override
    public void check(Draft draft) {
        // Accepted subnets of a VPC are disjoint, so a newcomer can only overlap its neighbours among them.
        Map<VpcId, NavigableMap<Ipv4, Subnet>> accepted = new HashMap<>();
        for (Subnet subnet : draft.read.subnets().values()) {
            Vpc vpc = draft.vpcs.get(subnet.vpcId());
            if (vpc == null) {
                Containment.isMissing(draft, subnet.vpcId(), subnet.id());
                draft.subnets.remove(subnet.id());
            } else if (!vpc.cidr().contains(subnet.cidr())) {
                quarantine(draft, subnet, "subnet-outside-vpc", "is outside " + vpc.cidr() + " of " + subnet.vpcId());
            } else {
                place(draft, subnet, accepted.computeIfAbsent(vpc.id(), none -> new TreeMap<>()));
            }
        }
    }

    private static void place(Draft draft, Subnet subnet, NavigableMap<Ipv4, Subnet> accepted) {
        Cidr cidr = subnet.cidr();
        Optional<Subnet> other = Stream.of(
                        Optional.ofNullable(accepted.floorEntry(cidr.network())),
                        Optional.ofNullable(accepted.ceilingEntry(cidr.network())))
                .flatMap(Optional::stream)
                .map(Map.Entry::getValue)
                .filter(neighbour -> neighbour.cidr().overlaps(cidr))
                .findFirst();
        if (other.isPresent()) {
            quarantine(
                    draft,
                    subnet,
                    "subnet-overlap",
                    "overlaps " + other.get().cidr() + " of " + other.get().id());
            return;
        }
        accepted.put(cidr.network(), subnet);
        checkAcl(draft, subnet);
        checkRouteTable(draft, subnet);
    }

    private static void quarantine(Draft draft, Subnet subnet, String code, String trouble) {
        draft.subnets.remove(subnet.id());
        draft.quarantine(subnet.id(), code, subnet.id() + ": " + subnet.cidr() + " " + trouble, "subnet held");
    }

    private static void checkAcl(Draft draft, Subnet subnet) {
        NetworkAcl acl = draft.networkAcls.get(subnet.networkAclId());
        checkAssociation(
                draft,
                subnet,
                "network ACL",
                subnet.networkAclId(),
                Optional.ofNullable(acl).map(NetworkAcl::vpcId),
                Hold.Part.NETWORK_ACL_ASSOCIATION);
    }

    private static void checkRouteTable(Draft draft, Subnet subnet) {
        RouteTable table = draft.routeTables.get(subnet.routeTableId());
        checkAssociation(
                draft,
                subnet,
                "route table",
                subnet.routeTableId(),
                Optional.ofNullable(table).map(RouteTable::vpcId),
                Hold.Part.ROUTES);
    }

    private static void checkAssociation(
            Draft draft, Subnet subnet, String what, CloudId partner, Optional<VpcId> partnerVpc, Hold.Part part) {
        if (partnerVpc.isPresent() && !partnerVpc.get().equals(subnet.vpcId())) {
            draft.report(Finding.error(
                    subnet.id().value(),
                    "vpc-mismatch",
                    subnet.id() + ": its VPC is " + subnet.vpcId() + ", but " + what + " " + partner + " is in "
                            + partnerVpc.get(),
                    what + " of the subnet held"));
            draft.hold(subnet.id(), part);
        } else if (partnerVpc.isEmpty() && draft.isHeld(partner)) {
            draft.holdWith(partner, subnet.id(), part);
        } else if (partnerVpc.isEmpty()) {
            draft.reportDangling(subnet.id(), what, partner, what + " of the subnet held");
            draft.hold(subnet.id(), part);
        }
    }
}
