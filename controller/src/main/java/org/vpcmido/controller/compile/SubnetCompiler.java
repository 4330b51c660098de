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
import org.vpcmido.model.net.MacAddress;
import org.vpcmido.model.vpc.Subnet;

/** A subnet is a bridge, and a port on its VPC's router that holds the subnet's router address. */
final class SubnetCompiler implements ConceptCompiler {
    @Override
    public void compile(Blueprint blueprint, Draft draft) {
        for (Subnet subnet : blueprint.subnets()) {
            draft.because(Keys.subnet(subnet.id()), subnet.id() + " is part of " + subnet.vpcId());
            compileRouterSide(subnet, blueprint, draft);
            compileBridge(subnet, draft);
            compileServices(subnet, blueprint, draft);
        }
    }

    private static void compileRouterSide(Subnet subnet, Blueprint blueprint, Draft draft) {
        Key router = Keys.vpcRouter(subnet.vpcId());
        Key port = Keys.subnetRouterPort(subnet.id());
        draft.add(new RouterPort(
                port,
                router,
                subnet.router(),
                subnet.cidr(),
                Optional.of(blueprint.portMac(port)),
                Optional.empty(),
                Optional.empty(),
                true));
        draft.add(
                Route.normal(router, Cidr.ANY, subnet.cidr(), port, Optional.empty(), 0),
                subnet.id() + " is part of " + subnet.vpcId());
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

    private static void compileServices(Subnet subnet, Blueprint blueprint, Draft draft) {
        Key bridge = Keys.subnetBridge(subnet.id());
        Key tap = Keys.subnetMetadataTap(subnet.id());
        MacAddress routerMac = blueprint.portMac(Keys.subnetRouterPort(subnet.id()));
        draft.add(
                new DhcpSubnet(
                        bridge,
                        subnet.cidr(),
                        Optional.of(subnet.router()),
                        Optional.empty(),
                        blueprint.state().configuration().dnsServers(),
                        OptionalInt.empty(),
                        List.of(),
                        true),
                new ArpEntry(bridge, subnet.resolver(), routerMac),
                // Carries nothing since the metadata router is there, but eucanetd calls a subnet without it
                // incomplete.
                new BridgePort(tap, bridge, Optional.empty(), Optional.empty(), true, 0));
        HostBinding.wireToController(tap, Names.metadataTap(subnet.id()), blueprint, draft);
    }
}
