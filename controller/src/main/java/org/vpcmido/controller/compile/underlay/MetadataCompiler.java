// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile.underlay;

import java.util.List;
import java.util.Optional;
import org.vpcmido.controller.compile.Blueprint;
import org.vpcmido.controller.compile.ConceptCompiler;
import org.vpcmido.controller.compile.Correction;
import org.vpcmido.controller.compile.Draft;
import org.vpcmido.controller.compile.HostBinding;
import org.vpcmido.controller.compile.Keys;
import org.vpcmido.controller.compile.LayoutSettings;
import org.vpcmido.controller.compile.LayoutSettings.Opening;
import org.vpcmido.controller.compile.Names;
import org.vpcmido.controller.compile.RuleList;
import org.vpcmido.controller.compile.Stratum;
import org.vpcmido.midonet.resource.Bridge;
import org.vpcmido.midonet.resource.BridgePort;
import org.vpcmido.midonet.resource.Chain;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Match;
import org.vpcmido.midonet.resource.PortLink;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.midonet.resource.Router;
import org.vpcmido.midonet.resource.RouterPort;
import org.vpcmido.midonet.resource.RuleAction.Verdict;
import org.vpcmido.midonet.resource.Term;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.PortRange;
import org.vpcmido.model.net.Protocol;

/** The way to the metadata service: a router between the VPCs and a device on the cloud controller's host. */
public final class MetadataCompiler implements ConceptCompiler {
    private static final int ETHERTYPE_ARP = 2054;

    @Override
    public void compile(Blueprint blueprint, Draft draft) {
        if (!blueprint.settings().metadataRouter()) {
            return;
        }
        draft.because(new Key("metadata"), "instances are to reach the metadata service");
        compileInnerSide(blueprint, draft);
        compileOuterSide(blueprint, draft);
        compileChain(blueprint, draft);
    }

    private static void compileInnerSide(Blueprint blueprint, Draft draft) {
        LayoutSettings settings = blueprint.settings();
        draft.add(
                new Router(
                        Keys.METADATA_ROUTER,
                        Names.TENANT,
                        Names.METADATA_ROUTER,
                        true,
                        Optional.empty(),
                        Optional.empty(),
                        0),
                port(
                        Keys.METADATA_ROUTER_INNER_PORT,
                        settings.metadataRouterAddress(),
                        settings.metadataTransit(),
                        Optional.empty(),
                        blueprint),
                route(settings.metadataTransit(), Keys.METADATA_ROUTER_INNER_PORT),
                new Bridge(
                        Keys.METADATA_BRIDGE,
                        Names.TENANT,
                        Names.METADATA_BRIDGE,
                        true,
                        Optional.empty(),
                        Optional.empty()),
                new BridgePort(
                        Keys.METADATA_BRIDGE_ROUTER_PORT,
                        Keys.METADATA_BRIDGE,
                        Optional.empty(),
                        Optional.empty(),
                        true,
                        0),
                new PortLink(Keys.METADATA_ROUTER_INNER_PORT, Keys.METADATA_BRIDGE_ROUTER_PORT));
    }

    private static void compileOuterSide(Blueprint blueprint, Draft draft) {
        LayoutSettings settings = blueprint.settings();
        draft.add(
                port(
                        Keys.METADATA_ROUTER_OUTER_PORT,
                        settings.metadataLinkAddress(),
                        settings.metadataLink(),
                        Optional.of(Keys.METADATA_OUT_CHAIN),
                        blueprint),
                route(settings.metadataLink(), Keys.METADATA_ROUTER_OUTER_PORT));
        HostBinding.wireToController(Keys.METADATA_ROUTER_OUTER_PORT, Names.METADATA_DEVICE, blueprint, draft);
    }

    private static void compileChain(Blueprint blueprint, Draft draft) {
        LayoutSettings settings = blueprint.settings();
        boolean swapped = !blueprint.corrections().include(Correction.METADATA_PROTOCOLS);
        draft.add(new Chain(Keys.METADATA_OUT_CHAIN, Names.TENANT, Names.METADATA_OUT_CHAIN));
        RuleList rules = new RuleList(Keys.METADATA_OUT_CHAIN);
        addOpenings(rules, settings.metadataEgress(), settings.metadataAddress(), false);
        addOpenings(rules, settings.dnsEgress(), settings.dnsAddress(), swapped);
        rules.add(Stratum.of(1), Verdict.DROP, Match.where().dlType(Term.not(ETHERTYPE_ARP)));
        draft.add(rules);
    }

    /** eucanetd takes UDP for TCP and TCP for UDP in one of its two lists (eucanetd-vpcmido.md 5.9, D10). */
    private static void addOpenings(RuleList rules, List<Opening> openings, Ipv4 address, boolean swapped) {
        for (Opening opening : openings) {
            Protocol protocol = opening.protocol();
            if (swapped) {
                protocol = protocol.equals(Protocol.UDP) ? Protocol.TCP : Protocol.UDP;
            }
            rules.add(
                    Stratum.of(0),
                    Verdict.ACCEPT,
                    Match.where()
                            .nwProto(protocol.number())
                            .nwDst(address.asCidr())
                            .tpDst(PortRange.of(opening.port())));
        }
    }

    private static RouterPort port(
            Key key, Ipv4 address, Cidr network, Optional<Key> outboundFilter, Blueprint blueprint) {
        return new RouterPort(
                key,
                Keys.METADATA_ROUTER,
                address,
                network,
                Optional.of(blueprint.portMac(key)),
                Optional.empty(),
                outboundFilter,
                true);
    }

    private static Route route(Cidr destination, Key port) {
        return Route.normal(Keys.METADATA_ROUTER, Cidr.ANY, destination, port, Optional.empty(), 0);
    }
}
