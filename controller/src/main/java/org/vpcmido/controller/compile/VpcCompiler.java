// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile;

import java.util.Optional;
import org.vpcmido.midonet.resource.BridgePort;
import org.vpcmido.midonet.resource.Chain;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Match;
import org.vpcmido.midonet.resource.PortLink;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.midonet.resource.Router;
import org.vpcmido.midonet.resource.RouterPort;
import org.vpcmido.midonet.resource.RuleAction;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.vpc.Vpc;
import org.vpcmido.model.vpc.VpcId;

/**
 * A VPC is a router with a port towards the edge and one towards the metadata router. It has no default route: what
 * may leave is decided for each subnet (eucanetd-vpcmido.md 3.1).
 */
final class VpcCompiler implements ConceptCompiler {
    /** Above that of a subnet, which may be as large as its VPC; below that of a route table's routes. */
    private static final int WEIGHT_UNASSIGNED = 1;

    @Override
    public void compile(Blueprint blueprint, Draft draft) {
        for (Vpc vpc : blueprint.vpcs()) {
            draft.because(Keys.vpc(vpc.id()), vpc.id() + " is in the cloud");
            compileRouter(vpc.id(), blueprint, draft);
            if (blueprint.corrections().include(Correction.UNASSIGNED_ADDRESSES)) {
                draft.add(
                        Route.ending(
                                Keys.vpcRouter(vpc.id()),
                                Route.Type.BLACK_HOLE,
                                Cidr.ANY,
                                vpc.cidr(),
                                WEIGHT_UNASSIGNED),
                        Correction.UNASSIGNED_ADDRESSES.because());
            }
            compileChains(vpc.id(), draft);
            if (blueprint.settings().metadataRouter()) {
                compileMetadataUplink(vpc.id(), blueprint, draft);
            }
        }
    }

    private static void compileRouter(VpcId vpc, Blueprint blueprint, Draft draft) {
        LayoutSettings settings = blueprint.settings();
        int routerId = blueprint.routerId(vpc);
        Key router = Keys.vpcRouter(vpc);
        Key uplink = Keys.vpcUplink(vpc);
        Key edgePort = Keys.vpcEdgePort(vpc);
        draft.add(
                new Router(
                        router,
                        Names.TENANT,
                        Names.vpcRouter(vpc, routerId),
                        true,
                        Optional.empty(),
                        Optional.empty(),
                        0),
                new RouterPort(
                        uplink,
                        router,
                        settings.transitAddress(routerId),
                        settings.transit(),
                        Optional.of(blueprint.portMac(uplink)),
                        Optional.of(Keys.vpcPreChain(vpc)),
                        Optional.of(Keys.vpcPostChain(vpc)),
                        true),
                Route.normal(router, Cidr.ANY, settings.transit(), uplink, Optional.empty(), 0),
                new BridgePort(
                        edgePort,
                        Keys.EDGE_BRIDGE,
                        VpcEdgeCompiler.outbound(vpc, blueprint),
                        VpcEdgeCompiler.inbound(vpc, blueprint),
                        true,
                        0),
                new PortLink(uplink, edgePort));
        draft.because(
                edgePort,
                blueprint
                        .corrections()
                        .explain(vpc + " is in the cloud", Correction.PRIVATE_LEAK, Correction.UPLINK_SPOOFING));
    }

    private static void compileChains(VpcId vpc, Draft draft) {
        addChain(Keys.vpcPreChain(vpc), vpc, "prechain", draft);
        addChain(Keys.vpcElasticIpChain(vpc), vpc, "preelip", draft);
        addChain(Keys.vpcPostChain(vpc), vpc, "postchain", draft);
        draft.add(new RuleList(Keys.vpcPreChain(vpc))
                .add(Stratum.of(0), new RuleAction.Jump(Keys.vpcElasticIpChain(vpc)), Match.where()));
    }

    private static void compileMetadataUplink(VpcId vpc, Blueprint blueprint, Draft draft) {
        LayoutSettings settings = blueprint.settings();
        Key router = Keys.vpcRouter(vpc);
        Key uplink = Keys.vpcMetadataUplink(vpc);
        Key bridgePort = Keys.vpcMetadataPort(vpc);
        addChain(Keys.vpcMetadataInChain(vpc), vpc, "mdulin", draft);
        addChain(Keys.vpcMetadataOutChain(vpc), vpc, "mdulout", draft);
        draft.add(
                new RouterPort(
                        uplink,
                        router,
                        settings.metadataTransitAddress(blueprint.routerId(vpc)),
                        settings.metadataTransit(),
                        Optional.of(blueprint.portMac(uplink)),
                        Optional.of(Keys.vpcMetadataInChain(vpc)),
                        Optional.of(Keys.vpcMetadataOutChain(vpc)),
                        true),
                serviceRoute(settings.metadataAddress(), vpc, settings),
                serviceRoute(settings.dnsAddress(), vpc, settings),
                new BridgePort(bridgePort, Keys.METADATA_BRIDGE, Optional.empty(), Optional.empty(), true, 0),
                new PortLink(uplink, bridgePort));
    }

    private static Route serviceRoute(Ipv4 service, VpcId vpc, LayoutSettings settings) {
        return Route.normal(
                Keys.vpcRouter(vpc),
                Cidr.ANY,
                service.asCidr(),
                Keys.vpcMetadataUplink(vpc),
                Optional.of(settings.metadataRouterAddress()),
                0);
    }

    private static void addChain(Key key, VpcId vpc, String role, Draft draft) {
        draft.add(new Chain(key, Names.TENANT, Names.vpcChain(vpc, role)));
    }
}
