// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile;

import java.util.Optional;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.vpc.NatGateway;
import org.vpcmido.model.vpc.NetworkInterface;
import org.vpcmido.model.vpc.RouteTable;
import org.vpcmido.model.vpc.RouteTarget;
import org.vpcmido.model.vpc.RouteTarget.ToInterface;
import org.vpcmido.model.vpc.RouteTarget.ToInternetGateway;
import org.vpcmido.model.vpc.RouteTarget.ToNatGateway;
import org.vpcmido.model.vpc.Subnet;

/**
 * A route of a subnet's table is a route on the VPC's router that is for packets from that subnet only. The local route
 * needs none: the routes to the subnets are there for everybody (eucanetd-vpcmido.md 3.3).
 */
final class RouteTableCompiler implements ConceptCompiler {
    private static final int WEIGHT_INTERNET_GATEWAY = 10;
    private static final int WEIGHT_NAT_GATEWAY = 20;
    private static final int WEIGHT_INTERFACE = 30;

    /** Above the others: what MidoNet has for the destination may be held, and works on until it is known better. */
    private static final int WEIGHT_NOWHERE = 40;

    @Override
    public void compile(Blueprint blueprint, Draft draft) {
        for (Subnet subnet : blueprint.subnets()) {
            RouteTable table = blueprint.state().routeTables().get(subnet.routeTableId());
            if (table != null && table.vpcId().equals(subnet.vpcId())) {
                table.routes().stream()
                        .filter(route -> !(route.target() instanceof RouteTarget.Local))
                        .forEach(route -> compile(subnet, route, blueprint, draft));
            }
        }
    }

    private static void compile(Subnet subnet, RouteTable.Route route, Blueprint blueprint, Draft draft) {
        String cause = subnet.routeTableId() + " of " + subnet.id() + " leads " + route.destination() + " to "
                + route.target();
        Optional<Route> built = route(subnet, route, blueprint);
        if (built.isPresent()) {
            draft.add(built.get(), cause);
        } else if (blueprint.corrections().include(Correction.UNRESOLVABLE_ROUTES)) {
            draft.add(
                    Route.ending(
                            Keys.vpcRouter(subnet.vpcId()),
                            Route.Type.BLACK_HOLE,
                            subnet.cidr(),
                            route.destination(),
                            WEIGHT_NOWHERE),
                    blueprint.corrections().explain(cause, Correction.UNRESOLVABLE_ROUTES));
        }
    }

    private static Optional<Route> route(Subnet subnet, RouteTable.Route route, Blueprint blueprint) {
        RouteTarget target = route.target();
        Cidr destination = route.destination();
        if (target instanceof ToInternetGateway gateway) {
            return Optional.of(gateway.id())
                    .filter(blueprint.vpc(subnet.vpcId()).internetGateways()::contains)
                    .map(attached -> Route.normal(
                            Keys.vpcRouter(subnet.vpcId()),
                            subnet.cidr(),
                            destination,
                            Keys.vpcUplink(subnet.vpcId()),
                            Optional.of(blueprint.settings().edgeRouterAddress()),
                            WEIGHT_INTERNET_GATEWAY));
        } else if (target instanceof ToNatGateway gateway) {
            NatGateway hop = blueprint.state().natGateways().get(gateway.id());
            return Optional.ofNullable(hop)
                    .filter(each -> blueprint.isIn(each.subnetId(), subnet.vpcId()))
                    .map(each -> Route.normal(
                            Keys.vpcRouter(subnet.vpcId()),
                            subnet.cidr(),
                            destination,
                            Keys.subnetRouterPort(each.subnetId()),
                            Optional.of(each.privateAddress()),
                            WEIGHT_NAT_GATEWAY));
        } else if (target instanceof ToInterface device) {
            NetworkInterface hop = blueprint.state().interfaces().get(device.id());
            return Optional.ofNullable(hop)
                    .filter(each -> blueprint.isIn(each.subnetId(), subnet.vpcId()))
                    .map(each -> Route.normal(
                            Keys.vpcRouter(subnet.vpcId()),
                            subnet.cidr(),
                            destination,
                            Keys.subnetRouterPort(each.subnetId()),
                            Optional.of(each.privateAddress()),
                            WEIGHT_INTERFACE));
        }
        return Optional.empty();
    }
}
