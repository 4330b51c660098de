// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.finding;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.vpc.CloudId;
import org.vpcmido.model.vpc.NatGateway;
import org.vpcmido.model.vpc.NetworkInterface;
import org.vpcmido.model.vpc.RouteTable;
import org.vpcmido.model.vpc.RouteTarget;
import org.vpcmido.model.vpc.Vpc;
import org.vpcmido.model.vpc.VpcId;

/** Routes: each destination once per table, and a target in the table's own VPC. */
final class RouteCheck implements ConceptCheck {
    @Override
    public void check(Draft draft) {
        draft.routeTables.replaceAll((id, table) -> new RouteTable(table.id(), table.vpcId(), passable(draft, table)));
    }

    private static List<RouteTable.Route> passable(Draft draft, RouteTable table) {
        List<RouteTable.Route> kept = new ArrayList<>();
        Set<Cidr> destinations = new HashSet<>();
        Set<Cidr> repeated = new TreeSet<>();
        for (RouteTable.Route route : table.routes()) {
            if (!destinations.add(route.destination())) {
                repeated.add(route.destination());
            } else {
                kept.add(
                        leadsSomewhere(draft, table, route)
                                ? route
                                : new RouteTable.Route(
                                        route.destination(),
                                        new RouteTarget.Unresolvable(
                                                route.target().toString())));
            }
        }
        repeated.forEach(destination -> draft.report(Finding.error(
                table.id().value(),
                "duplicate-route",
                table.id() + ": there is more than one route to " + destination,
                "first one applied, later ones left out")));
        return kept;
    }

    private static boolean leadsSomewhere(Draft draft, RouteTable table, RouteTable.Route route) {
        if (route.target() instanceof RouteTarget.ToInternetGateway target) {
            Vpc vpc = draft.vpcs.get(table.vpcId());
            boolean attached = vpc != null && vpc.internetGateways().contains(target.id());
            return attached || refuse(draft, table, route, target.id(), Optional.empty());
        } else if (route.target() instanceof RouteTarget.ToNatGateway target) {
            Optional<VpcId> vpc =
                    Optional.ofNullable(draft.natGateways.get(target.id())).map(NatGateway::vpcId);
            return vpc.filter(table.vpcId()::equals).isPresent() || refuse(draft, table, route, target.id(), vpc);
        } else if (route.target() instanceof RouteTarget.ToInterface target) {
            Optional<VpcId> vpc =
                    Optional.ofNullable(draft.interfaces.get(target.id())).map(NetworkInterface::vpcId);
            return vpc.filter(table.vpcId()::equals).isPresent() || refuse(draft, table, route, target.id(), vpc);
        }
        return true; // local
    }

    private static boolean refuse(
            Draft draft, RouteTable table, RouteTable.Route route, CloudId target, Optional<VpcId> targetVpc) {
        if (targetVpc.isPresent()) {
            draft.report(Finding.error(
                    table.id().value(),
                    "vpc-mismatch",
                    table.id() + ": its VPC is " + table.vpcId() + ", but " + target + ", the target for "
                            + route.destination() + ", is in " + targetVpc.get(),
                    "route held"));
        } else if (draft.isHeld(target)) {
            draft.holdWith(target, table.id(), Hold.Part.ROUTES);
        } else {
            draft.reportDangling(table.id(), "target of " + route.destination(), target, "route held");
        }
        draft.hold(table.id(), Hold.Part.ROUTES);
        return false;
    }
}
