// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.vpc;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.vpcmido.model.net.Cidr;

/**
 * The routes of the subnets that are associated with it.
 *
 * @param id cloud identifier
 * @param vpcId the VPC that contains it
 * @param routes its active routes; blackhole routes are absent from the document (gni.md 9)
 */
public record RouteTable(RouteTableId id, VpcId vpcId, List<Route> routes) {
    public RouteTable {
        requireNonNull(id, "id");
        requireNonNull(vpcId, "vpcId");
        routes = List.copyOf(routes);
    }

    /**
     * One route.
     *
     * @param destination the addresses it is for; unique within a table
     * @param target where they are sent
     */
    public record Route(Cidr destination, RouteTarget target) {
        public Route {
            requireNonNull(destination, "destination");
            requireNonNull(target, "target");
        }
    }
}
