// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile;

import java.util.List;
import java.util.Optional;
import org.vpcmido.midonet.resource.BridgePort;
import org.vpcmido.midonet.resource.Chain;
import org.vpcmido.midonet.resource.IpAddrGroup;
import org.vpcmido.midonet.resource.IpAddrGroupAddr;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Match;
import org.vpcmido.midonet.resource.NatTarget;
import org.vpcmido.midonet.resource.PortLink;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.midonet.resource.Router;
import org.vpcmido.midonet.resource.RouterPort;
import org.vpcmido.midonet.resource.RuleAction.FlowAction;
import org.vpcmido.midonet.resource.RuleAction.Nat;
import org.vpcmido.midonet.resource.RuleAction.NatDirection;
import org.vpcmido.midonet.resource.RuleAction.ReverseNat;
import org.vpcmido.midonet.resource.RuleAction.Verdict;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.vpc.NatGateway;
import org.vpcmido.model.vpc.NatGatewayId;
import org.vpcmido.model.vpc.Subnet;

/**
 * A NAT gateway is a router between its subnet and the edge that rewrites sources (eucanetd-vpcmido.md 3.4). Without a
 * public address it would let private sources pass as they are, so it is not built before it has one.
 */
final class NatGatewayCompiler implements ConceptCompiler {
    private static final int WEIGHT_PUBLIC_ADDRESS = 100;
    private static final int PORT_FIRST = 1024;
    private static final int PORT_LAST = 65535;

    @Override
    public void compile(Blueprint blueprint, Draft draft) {
        for (NatGateway gateway : blueprint.natGateways()) {
            gateway.publicAddress().ifPresent(address -> compile(gateway, address, blueprint, draft));
        }
    }

    private static void compile(NatGateway gateway, Ipv4 publicAddress, Blueprint blueprint, Draft draft) {
        NatGatewayId id = gateway.id();
        draft.because(Keys.natGateway(id), id + " is in " + gateway.subnetId());
        draft.add(
                new Router(
                        Keys.natGatewayRouter(id),
                        Names.TENANT,
                        Names.natGatewayRouter(gateway, blueprint.routerId(id)),
                        true,
                        Optional.of(Keys.natGatewayInChain(id)),
                        Optional.of(Keys.natGatewayOutChain(id)),
                        0),
                new IpAddrGroup(Keys.natGatewayPublicAddress(id), Names.publicAddress(id)),
                new IpAddrGroupAddr(Keys.natGatewayPublicAddress(id), publicAddress));
        compileUplink(gateway, publicAddress, blueprint, draft);
        compileSubnetSide(gateway, blueprint, draft);
        compileChains(gateway, publicAddress, blueprint, draft);
    }

    private static void compileUplink(NatGateway gateway, Ipv4 publicAddress, Blueprint blueprint, Draft draft) {
        LayoutSettings settings = blueprint.settings();
        Ipv4 address = settings.transitAddress(blueprint.routerId(gateway.id()));
        Key router = Keys.natGatewayRouter(gateway.id());
        Key uplink = Keys.natGatewayUplink(gateway.id());
        Key edgePort = Keys.natGatewayEdgePort(gateway.id());
        draft.add(
                new RouterPort(
                        uplink,
                        router,
                        address,
                        settings.transit(),
                        Optional.of(blueprint.portMac(uplink)),
                        Optional.empty(),
                        Optional.empty(),
                        true),
                Route.normal(router, Cidr.ANY, settings.transit(), uplink, Optional.empty(), 0),
                new BridgePort(edgePort, Keys.EDGE_BRIDGE, Optional.empty(), Optional.empty(), true, 0),
                new PortLink(uplink, edgePort));
        compileWays(gateway, publicAddress, blueprint, draft);
        if (blueprint.corrections().include(Correction.NAT_LOOP)) {
            draft.add(
                    Route.ending(router, Route.Type.BLACK_HOLE, Cidr.ANY, publicAddress.asCidr(), 0),
                    Correction.NAT_LOOP.because());
        }
    }

    /** The way out, and the way of the answers. */
    private static void compileWays(NatGateway gateway, Ipv4 publicAddress, Blueprint blueprint, Draft draft) {
        LayoutSettings settings = blueprint.settings();
        Key router = Keys.natGatewayRouter(gateway.id());
        Route out = Route.normal(
                router,
                Cidr.ANY,
                Cidr.ANY,
                Keys.natGatewayUplink(gateway.id()),
                Optional.of(settings.edgeRouterAddress()),
                0);
        Route back = Route.normal(
                Keys.EDGE_ROUTER,
                Cidr.ANY,
                publicAddress.asCidr(),
                Keys.EDGE_ROUTER_INNER_PORT,
                Optional.of(settings.transitAddress(blueprint.routerId(gateway.id()))),
                WEIGHT_PUBLIC_ADDRESS);
        if (blueprint.corrections().include(Correction.DETACHED_GATEWAY) && blueprint.isDetached(gateway.vpcId())) {
            String cause = Correction.DETACHED_GATEWAY.because();
            draft.add(Route.ending(router, Route.Type.BLACK_HOLE, Cidr.ANY, Cidr.ANY, 0), cause);
            draft.leaveOut(out, cause);
            draft.leaveOut(back, cause);
        } else {
            draft.add(out);
            draft.add(back, "public address " + publicAddress + " of " + gateway.id());
        }
    }

    private static void compileSubnetSide(NatGateway gateway, Blueprint blueprint, Draft draft) {
        Subnet subnet = blueprint.subnet(gateway.subnetId());
        Key router = Keys.natGatewayRouter(gateway.id());
        Key port = Keys.natGatewaySubnetPort(gateway.id());
        Key bridgePort = Keys.natGatewayBridgePort(gateway.id());
        draft.add(
                new RouterPort(
                        port,
                        router,
                        gateway.privateAddress(),
                        subnet.cidr(),
                        Optional.of(gateway.mac().orElseGet(() -> blueprint.portMac(port))),
                        Optional.empty(),
                        Optional.empty(),
                        true),
                Route.normal(
                        router, Cidr.ANY, blueprint.vpc(gateway.vpcId()).cidr(), port, Optional.of(subnet.router()), 0),
                new BridgePort(
                        bridgePort, Keys.subnetBridge(gateway.subnetId()), Optional.empty(), Optional.empty(), true, 0),
                new PortLink(port, bridgePort));
    }

    private static void compileChains(NatGateway gateway, Ipv4 publicAddress, Blueprint blueprint, Draft draft) {
        Key in = Keys.natGatewayInChain(gateway.id());
        Key out = Keys.natGatewayOutChain(gateway.id());
        NatTarget target = new NatTarget(publicAddress, publicAddress, PORT_FIRST, PORT_LAST);
        draft.add(
                new Chain(in, Names.TENANT, Names.natGatewayChain(gateway.id(), "rtin")),
                new Chain(out, Names.TENANT, Names.natGatewayChain(gateway.id(), "rtout")));
        draft.add(new RuleList(in)
                .add(
                        Stratum.of(0),
                        new ReverseNat(NatDirection.SNAT, FlowAction.ACCEPT),
                        Match.where().nwDst(publicAddress.asCidr())));
        RuleList outRules = new RuleList(out)
                .add(
                        Stratum.of(0),
                        new Nat(NatDirection.SNAT, FlowAction.ACCEPT, List.of(target)),
                        toOutside(gateway, blueprint));
        if (blueprint.corrections().include(Correction.PRIVATE_LEAK)) {
            // What cannot be translated passes the rule above (midonet-datapath-semantics.md 9.3).
            outRules.add(Stratum.of(1), Verdict.DROP, toOutside(gateway, blueprint), Correction.PRIVATE_LEAK.because());
        }
        draft.add(outRules);
    }

    private static Match.Builder toOutside(NatGateway gateway, Blueprint blueprint) {
        return Match.where().nwSrc(blueprint.vpc(gateway.vpcId()).cidr()).outPorts(Keys.natGatewayUplink(gateway.id()));
    }
}
