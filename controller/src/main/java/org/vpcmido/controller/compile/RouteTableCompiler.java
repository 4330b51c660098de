// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile;

import java.util.Optional;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.vpc.RouteTable;
import org.vpcmido.model.vpc.RouteTarget;
import org.vpcmido.model.vpc.RouteTarget.ToInterface;
import org.vpcmido.model.vpc.RouteTarget.ToInternetGateway;
import org.vpcmido.model.vpc.RouteTarget.ToNatGateway;
import org.vpcmido.model.vpc.Subnet;
import org.vpcmido.model.vpc.SubnetId;
import org.vpcmido.model.vpc.VpcId;

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
        VpcId vpc = subnet.vpcId();
        if (route.target() instanceof ToInternetGateway gateway) {
            Optional<Ipv4> edge = Optional.of(blueprint.settings().edgeRouterAddress());
            return Optional.of(gateway.id())
                    .filter(blueprint.vpc(vpc).internetGateways()::contains)
                    .map(attached -> by(Keys.vpcUplink(vpc), edge, WEIGHT_INTERNET_GATEWAY, subnet, route));
        } else if (route.target() instanceof ToNatGateway gateway) {
            return Optional.ofNullable(blueprint.state().natGateways().get(gateway.id()))
                    .flatMap(hop ->
                            within(hop.subnetId(), hop.privateAddress(), WEIGHT_NAT_GATEWAY, subnet, route, blueprint));
        } else if (route.target() instanceof ToInterface device) {
            return Optional.ofNullable(blueprint.state().interfaces().get(device.id()))
                    .flatMap(hop ->
                            within(hop.subnetId(), hop.privateAddress(), WEIGHT_INTERFACE, subnet, route, blueprint));
        }
        return Optional.empty();
    }

    /** By a machine in a subnet of the same VPC. */
    private static Optional<Route> within(
            SubnetId subnetOfHop, Ipv4 hop, int weight, Subnet from, RouteTable.Route route, Blueprint blueprint) {
        return Optional.of(subnetOfHop)
                .filter(each -> blueprint.isIn(each, from.vpcId()))
                .map(each -> by(Keys.subnetRouterPort(each), Optional.of(hop), weight, from, route));
    }

    private static Route by(Key port, Optional<Ipv4> hop, int weight, Subnet from, RouteTable.Route route) {
        return Route.normal(Keys.vpcRouter(from.vpcId()), from.cidr(), route.destination(), port, hop, weight);
    }
}
