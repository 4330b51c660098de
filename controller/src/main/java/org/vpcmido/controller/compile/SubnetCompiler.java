// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.vpcmido.midonet.resource.ArpEntry;
import org.vpcmido.midonet.resource.Bridge;
import org.vpcmido.midonet.resource.BridgePort;
import org.vpcmido.midonet.resource.DhcpSubnet;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.PortLink;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.midonet.resource.RouterPort;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.vpc.Subnet;

/** A subnet is a bridge, and a port on its VPC's router that holds the subnet's router address. */
final class SubnetCompiler implements ConceptCompiler {
    @Override
    public void compile(Blueprint blueprint, Draft draft) {
        for (Subnet subnet : blueprint.subnets()) {
            draft.because(Keys.subnet(subnet.id()), subnet.id() + " is part of " + subnet.vpcId());
            compileRouterSide(subnet, blueprint, draft);
            compileBridge(subnet, draft);
            compileDhcp(subnet, blueprint, draft);
            compileTap(subnet, blueprint, draft);
        }
    }

    private static void compileRouterSide(Subnet subnet, Blueprint blueprint, Draft draft) {
        Key router = Keys.vpcRouter(subnet.vpcId());
        Key port = Keys.subnetRouterPort(subnet.id());
        String cause = subnet.id() + " is part of " + subnet.vpcId();
        draft.add(
                new RouterPort(
                        port,
                        router,
                        subnet.router(),
                        subnet.cidr(),
                        Optional.of(blueprint.portMac(port)),
                        ResolverCompiler.inbound(subnet.id(), blueprint),
                        ResolverCompiler.outbound(subnet.id(), blueprint),
                        true),
                blueprint.corrections().explain(cause, Correction.RESOLVER_ADDRESS));
        draft.add(Route.normal(router, Cidr.ANY, subnet.cidr(), port, Optional.empty(), 0), cause);
    }

    private static void compileBridge(Subnet subnet, Draft draft) {
        Key bridge = Keys.subnetBridge(subnet.id());
        Key port = Keys.subnetBridgeRouterPort(subnet.id());
        draft.add(
                new Bridge(
                        bridge,
                        Names.TENANT,
                        Names.subnetBridge(subnet),
                        true,
                        Optional.of(Keys.subnetInChain(subnet.id())),
                        Optional.of(Keys.subnetOutChain(subnet.id()))),
                new BridgePort(port, bridge, Optional.empty(), Optional.empty(), true, 0),
                new PortLink(Keys.subnetRouterPort(subnet.id()), port));
    }

    private static void compileDhcp(Subnet subnet, Blueprint blueprint, Draft draft) {
        Key bridge = Keys.subnetBridge(subnet.id());
        draft.add(
                new DhcpSubnet(
                        bridge,
                        subnet.cidr(),
                        Optional.of(subnet.router()),
                        Optional.empty(),
                        DhcpAnswers.of(subnet.vpcId(), blueprint).resolvers(),
                        OptionalInt.empty(),
                        List.of(),
                        true),
                blueprint
                        .corrections()
                        .explain(subnet.id() + " is part of " + subnet.vpcId(), Correction.DHCP_OPTIONS));
        draft.add(new ArpEntry(bridge, subnet.resolver(), blueprint.portMac(Keys.subnetRouterPort(subnet.id()))));
    }

    /** Carries nothing where the metadata router is, but eucanetd calls a subnet without it incomplete. */
    private static void compileTap(Subnet subnet, Blueprint blueprint, Draft draft) {
        Key tap = Keys.subnetMetadataTap(subnet.id());
        boolean inUse = !blueprint.settings().metadataRouter();
        boolean open = inUse || !blueprint.corrections().include(Correction.TAP_FLOODS);
        draft.add(
                new BridgePort(tap, Keys.subnetBridge(subnet.id()), Optional.empty(), Optional.empty(), open, 0),
                blueprint.corrections().explain(subnet.id() + " is part of " + subnet.vpcId(), Correction.TAP_FLOODS));
        HostBinding.wireToController(tap, Names.metadataTap(subnet.id()), blueprint, draft);
    }
}
