// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.adopt;

import java.util.Optional;
import org.vpcmido.controller.compile.Keys;
import org.vpcmido.midonet.resource.Key;

/**
 * What the two ports of a link are, by the devices that they join.
 *
 * @param routerPort the router's port
 * @param bridgePort the bridge's port
 */
record Wiring(Key routerPort, Key bridgePort) {
    /** The ports between a router and a bridge; empty if our layout does not join these two. */
    static Optional<Wiring> between(Device router, Device bridge) {
        if (bridge == Device.Core.EDGE_BRIDGE) {
            return toEdge(router);
        } else if (bridge == Device.Core.METADATA_BRIDGE) {
            return toMetadata(router);
        } else if (bridge instanceof Device.SubnetBridge subnet) {
            return toSubnet(router, subnet);
        }
        return Optional.empty();
    }

    private static Optional<Wiring> toEdge(Device router) {
        if (router == Device.Core.EDGE_ROUTER) {
            return Optional.of(new Wiring(Keys.EDGE_ROUTER_INNER_PORT, Keys.EDGE_BRIDGE_ROUTER_PORT));
        } else if (router instanceof Device.VpcRouter vpc) {
            return Optional.of(new Wiring(Keys.vpcUplink(vpc.vpc()), Keys.vpcEdgePort(vpc.vpc())));
        } else if (router instanceof Device.NatRouter nat) {
            return Optional.of(
                    new Wiring(Keys.natGatewayUplink(nat.natGateway()), Keys.natGatewayEdgePort(nat.natGateway())));
        }
        return Optional.empty();
    }

    private static Optional<Wiring> toMetadata(Device router) {
        if (router == Device.Core.METADATA_ROUTER) {
            return Optional.of(new Wiring(Keys.METADATA_ROUTER_INNER_PORT, Keys.METADATA_BRIDGE_ROUTER_PORT));
        } else if (router instanceof Device.VpcRouter vpc) {
            return Optional.of(new Wiring(Keys.vpcMetadataUplink(vpc.vpc()), Keys.vpcMetadataPort(vpc.vpc())));
        }
        return Optional.empty();
    }

    private static Optional<Wiring> toSubnet(Device router, Device.SubnetBridge bridge) {
        if (router instanceof Device.VpcRouter vpc && vpc.vpc().equals(bridge.vpc())) {
            return Optional.of(
                    new Wiring(Keys.subnetRouterPort(bridge.subnet()), Keys.subnetBridgeRouterPort(bridge.subnet())));
        } else if (router instanceof Device.NatRouter nat && nat.subnet().equals(bridge.subnet())) {
            return Optional.of(new Wiring(
                    Keys.natGatewaySubnetPort(nat.natGateway()), Keys.natGatewayBridgePort(nat.natGateway())));
        }
        return Optional.empty();
    }
}
