// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.adopt;

import java.util.Map;
import java.util.Optional;
import org.vpcmido.controller.compile.Keys;
import org.vpcmido.controller.compile.LayoutSettings;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.midonet.resource.RouterPort;
import org.vpcmido.model.net.Cidr;

/**
 * Tells the routes of our layout from those that an operator has added to our routers (eucanetd-vpcmido.md 7.3). A
 * route is ours by its form, not by whether the cloud still asks for it.
 */
final class Routes {
    private static final int PUBLIC_ADDRESS_WEIGHT = 100;
    private static final int INTERNET_GATEWAY_WEIGHT = 10;
    private static final int NAT_GATEWAY_WEIGHT = 20;
    private static final int INTERFACE_WEIGHT = 30;
    private static final int ONE_ADDRESS_BITS = 32;
    private static final Key GATEWAYS = new Key("gateway");

    private final Recognition recognition;
    private final Map<Key, Device> devices;
    private final Subnets subnets;
    private final LayoutSettings settings;

    Routes(Recognition recognition, Map<Key, Device> devices, Subnets subnets, LayoutSettings settings) {
        this.recognition = recognition;
        this.devices = devices;
        this.subnets = subnets;
        this.settings = settings;
    }

    /** Whether an observed route has the form of one of ours. */
    boolean isOurs(Route route) {
        Device router = devices.get(route.router());
        if (router == null || route.learned() || route.type() == Route.Type.LOCAL) {
            return false;
        } else if (router instanceof Device.VpcRouter vpc
                && subnets.of(vpc.vpc(), route.source()).isPresent()) {
            return true;
        }
        return route.type() == Route.Type.NORMAL
                && route.nextHopPort()
                        .filter(port -> isOurs(router, route, port))
                        .isPresent();
    }

    private boolean isOurs(Device router, Route route, Key nextHopPort) {
        Optional<Key> port = recognition.claimed(nextHopPort);
        Optional<Cidr> network =
                recognition.observed().find(nextHopPort, RouterPort.class).map(RouterPort::network);
        if (port.isEmpty() || network.isEmpty()) {
            return false;
        } else if (router == Device.Core.EDGE_ROUTER) {
            return port.get().equals(Keys.EDGE_ROUTER_INNER_PORT)
                    ? isTo(network.get(), route) || isToPublicAddress(route)
                    : port.get().isWithin(GATEWAYS) && isToOutside(network.get(), route);
        } else if (router == Device.Core.METADATA_ROUTER) {
            return isTo(network.get(), route) || isToIdentity(route);
        } else if (router instanceof Device.VpcRouter) {
            return isTo(network.get(), route) || isToMetadata(route) || isOfFormerSubnet(network.get(), route);
        }
        return isFromAnywhere(route);
    }

    private static boolean isFromAnywhere(Route route) {
        return route.source().equals(Cidr.ANY);
    }

    /** To what is on the link. */
    private static boolean isTo(Cidr network, Route route) {
        return isFromAnywhere(route)
                && route.destination().equals(network)
                && route.nextHopGateway().isEmpty();
    }

    private boolean isToPublicAddress(Route route) {
        return isFromAnywhere(route)
                && route.weight() == PUBLIC_ADDRESS_WEIGHT
                && route.destination().prefixBits() == ONE_ADDRESS_BITS
                && route.nextHopGateway().filter(settings.transit()::contains).isPresent();
    }

    private static boolean isToOutside(Cidr network, Route route) {
        boolean onLink =
                route.destination().equals(network) || route.destination().prefixBits() == ONE_ADDRESS_BITS;
        return isFromAnywhere(route)
                && route.weight() == 0
                && (route.nextHopGateway().isPresent() ? route.destination().equals(Cidr.ANY) : onLink);
    }

    private boolean isToIdentity(Route route) {
        return isFromAnywhere(route)
                && route.destination().prefixBits() == ONE_ADDRESS_BITS
                && settings.identities().contains(route.destination())
                && route.nextHopGateway()
                        .filter(settings.metadataTransit()::contains)
                        .isPresent();
    }

    private boolean isToMetadata(Route route) {
        return isFromAnywhere(route)
                && route.destination().prefixBits() == ONE_ADDRESS_BITS
                && settings.metadataLink().contains(route.destination())
                && route.nextHopGateway()
                        .filter(settings.metadataRouterAddress()::equals)
                        .isPresent();
    }

    /** From a block that is no subnet any more; eucanetd leaves such routes behind. */
    private boolean isOfFormerSubnet(Cidr network, Route route) {
        if (isFromAnywhere(route)) {
            return false;
        }
        return switch (route.weight()) {
            case INTERNET_GATEWAY_WEIGHT ->
                route.nextHopGateway()
                        .filter(settings.edgeRouterAddress()::equals)
                        .isPresent();
            case NAT_GATEWAY_WEIGHT, INTERFACE_WEIGHT ->
                route.nextHopGateway().filter(network::contains).isPresent();
            default -> false;
        };
    }
}
