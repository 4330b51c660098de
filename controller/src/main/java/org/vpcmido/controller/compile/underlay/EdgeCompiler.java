// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile.underlay;

import java.util.Optional;
import org.vpcmido.controller.compile.Blueprint;
import org.vpcmido.controller.compile.ConceptCompiler;
import org.vpcmido.controller.compile.Draft;
import org.vpcmido.controller.compile.Keys;
import org.vpcmido.controller.compile.LayoutSettings;
import org.vpcmido.controller.compile.Names;
import org.vpcmido.controller.compile.RuleList;
import org.vpcmido.controller.compile.Stratum;
import org.vpcmido.midonet.resource.Bridge;
import org.vpcmido.midonet.resource.BridgePort;
import org.vpcmido.midonet.resource.Chain;
import org.vpcmido.midonet.resource.IpAddrGroup;
import org.vpcmido.midonet.resource.IpAddrGroupAddr;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Match;
import org.vpcmido.midonet.resource.PortGroup;
import org.vpcmido.midonet.resource.PortLink;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.midonet.resource.Router;
import org.vpcmido.midonet.resource.RouterPort;
import org.vpcmido.midonet.resource.RuleAction.Verdict;
import org.vpcmido.model.net.Cidr;

/** The edge: one router that all outside traffic passes, and a bridge that joins it to the VPCs' routers. */
public final class EdgeCompiler implements ConceptCompiler {
    private static final int ETHERTYPE_IPV4 = 2048;

    @Override
    public void compile(Blueprint blueprint, Draft draft) {
        LayoutSettings settings = blueprint.settings();
        draft.because(new Key("core"), "every cloud has an edge");
        draft.add(
                new Router(
                        Keys.EDGE_ROUTER,
                        Names.TENANT,
                        Names.EDGE_ROUTER,
                        true,
                        Optional.empty(),
                        Optional.empty(),
                        LocalAs.of(blueprint)),
                new RouterPort(
                        Keys.EDGE_ROUTER_INNER_PORT,
                        Keys.EDGE_ROUTER,
                        settings.edgeRouterAddress(),
                        settings.transit(),
                        Optional.of(blueprint.portMac(Keys.EDGE_ROUTER_INNER_PORT)),
                        Optional.empty(),
                        Optional.empty(),
                        true),
                Route.normal(
                        Keys.EDGE_ROUTER,
                        Cidr.ANY,
                        settings.transit(),
                        Keys.EDGE_ROUTER_INNER_PORT,
                        Optional.empty(),
                        0),
                // Stateful, so that an answer may come in by another gateway than the question left by.
                new PortGroup(Keys.GATEWAY_PORTS, Names.TENANT, Names.GATEWAY_PORTS, true));
        compileBridge(settings, draft);
        compileGroups(blueprint, draft);
    }

    private static void compileBridge(LayoutSettings settings, Draft draft) {
        draft.add(
                new Chain(Keys.EDGE_BRIDGE_IN_CHAIN, Names.TENANT, Names.EDGE_BRIDGE_IN_CHAIN),
                new Bridge(
                        Keys.EDGE_BRIDGE,
                        Names.TENANT,
                        Names.EDGE_BRIDGE,
                        true,
                        Optional.of(Keys.EDGE_BRIDGE_IN_CHAIN),
                        Optional.empty()),
                new BridgePort(
                        Keys.EDGE_BRIDGE_ROUTER_PORT, Keys.EDGE_BRIDGE, Optional.empty(), Optional.empty(), true, 0),
                new PortLink(Keys.EDGE_ROUTER_INNER_PORT, Keys.EDGE_BRIDGE_ROUTER_PORT));
        // Instances must not reach the routers' own addresses; what is only routed by them has other destinations.
        draft.add(new RuleList(Keys.EDGE_BRIDGE_IN_CHAIN)
                .add(
                        Stratum.of(0),
                        Verdict.DROP,
                        Match.where().dlType(ETHERTYPE_IPV4).nwDst(settings.transit())));
    }

    private static void compileGroups(Blueprint blueprint, Draft draft) {
        LayoutSettings settings = blueprint.settings();
        draft.add(
                new IpAddrGroup(Keys.VERSION, Names.VERSION),
                // What is there is kept: eucanetd refuses to start again when it finds a newer version than its own.
                new IpAddrGroupAddr(Keys.VERSION, blueprint.facts().version().orElse(settings.version())),
                new IpAddrGroup(Keys.METADATA_ADDRESS, Names.METADATA_ADDRESS),
                new IpAddrGroupAddr(Keys.METADATA_ADDRESS, settings.metadataAddress()));
    }
}
