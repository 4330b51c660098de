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

/**
 * Routes: each destination once per table, and a target in the table's own VPC. One that names a target rightly which is
 * not there leads nowhere from now on; one whose target is held, or is another VPC's, is held.
 */
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
                kept.add(new RouteTable.Route(route.destination(), target(draft, table, route)));
            }
        }
        repeated.forEach(destination -> draft.report(Finding.error(
                table.id().value(),
                "duplicate-route",
                table.id() + ": there is more than one route to " + destination,
                "first one applied, later ones left out")));
        return kept;
    }

    private static RouteTarget target(Draft draft, RouteTable table, RouteTable.Route route) {
        if (route.target() instanceof RouteTarget.ToInternetGateway target) {
            Optional<VpcId> vpc = Optional.ofNullable(draft.vpcs.get(table.vpcId()))
                    .filter(each -> each.internetGateways().contains(target.id()))
                    .map(Vpc::id);
            return judged(draft, table, route, target.id(), vpc);
        } else if (route.target() instanceof RouteTarget.ToNatGateway target) {
            Optional<VpcId> vpc =
                    Optional.ofNullable(draft.natGateways.get(target.id())).map(NatGateway::vpcId);
            return judged(draft, table, route, target.id(), vpc);
        } else if (route.target() instanceof RouteTarget.ToInterface target) {
            Optional<VpcId> vpc =
                    Optional.ofNullable(draft.interfaces.get(target.id())).map(NetworkInterface::vpcId);
            return judged(draft, table, route, target.id(), vpc);
        } else if (route.target() instanceof RouteTarget.Gone target) {
            draft.report(Finding.error(
                    table.id().value(),
                    "unsupported-target",
                    table.id() + ": target of " + route.destination() + " " + target
                            + " is of a kind that this cloud does not have",
                    "route leads nowhere"));
        }
        return route.target();
    }

    private static RouteTarget judged(
            Draft draft, RouteTable table, RouteTable.Route route, CloudId target, Optional<VpcId> targetVpc) {
        if (targetVpc.filter(table.vpcId()::equals).isPresent()) {
            return route.target();
        } else if (targetVpc.isEmpty() && !draft.isHeld(target)) {
            draft.report(Finding.error(
                    table.id().value(),
                    "dangling-reference",
                    table.id() + ": target of " + route.destination() + " " + target + " is not there",
                    "route leads nowhere"));
            return new RouteTarget.Gone(target.value());
        } else if (targetVpc.isEmpty()) {
            draft.holdWith(target, table.id(), Hold.Part.ROUTES);
        } else {
            draft.report(Finding.error(
                    table.id().value(),
                    "vpc-mismatch",
                    table.id() + ": its VPC is " + table.vpcId() + ", but " + target + ", the target for "
                            + route.destination() + ", is in " + targetVpc.get(),
                    "route held"));
        }
        draft.hold(table.id(), Hold.Part.ROUTES);
        return new RouteTarget.Unresolvable(target.value());
    }
}
