// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile.underlay;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.vpcmido.controller.compile.Blueprint;
import org.vpcmido.controller.compile.ConceptCompiler;
import org.vpcmido.controller.compile.Correction;
import org.vpcmido.controller.compile.Draft;
import org.vpcmido.controller.compile.Holds;
import org.vpcmido.controller.compile.Keys;
import org.vpcmido.controller.compile.LayoutSettings;
import org.vpcmido.controller.compile.Names;
import org.vpcmido.controller.compile.RuleList;
import org.vpcmido.controller.compile.Stratum;
import org.vpcmido.midonet.resource.Chain;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.Match;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.midonet.resource.RuleAction.Verdict;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.vpc.NatGateway;
import org.vpcmido.model.vpc.NetworkInterface;
import org.vpcmido.model.vpc.UplinkGateway;

/**
 * What may pass the uplinks; eucanetd lets everything pass (eucanetd-packets-observed.md 2.1, 2.4). The rules are for
 * IPv4 alone: ARP carries addresses too, and an uplink needs it.
 */
public final class UplinkFilterCompiler implements ConceptCompiler {
    private static final int ETHERTYPE_IPV4 = 2048;
    private static final Cidr LINK_LOCAL = Cidr.of("169.254.0.0/16");

    /** Above that of every route to an address in use, which may have the same prefix. */
    private static final int WEIGHT_NOBODY = 200;

    private static final Stratum NEXT_HOPS = Stratum.of(0);
    private static final Stratum PUBLIC_SOURCES = Stratum.of(1);
    private static final Stratum UPLINK_NETWORKS = Stratum.of(2);
    private static final Stratum INTERNAL_SOURCES = Stratum.of(3);

    @Override
    public void compile(Blueprint blueprint, Draft draft) {
        inChain(blueprint).ifPresent(chain -> {
            draft.add(new Chain(chain, Names.TENANT, Names.UPLINK_IN_CHAIN), Correction.UPLINK_SPOOFING.because());
            draft.add(sources(chain, blueprint));
            if (LocalAs.isHeld(blueprint)) {
                // A gateway that cannot be read may be one whose network has to be let in.
                draft.hold(chain, new Holds.OfKind(Kind.RULE));
            }
        });
        outChain(blueprint).ifPresent(chain -> {
            draft.add(new Chain(chain, Names.TENANT, Names.UPLINK_OUT_CHAIN), Correction.OPEN_TRANSIT.because());
            draft.add(new RuleList(chain)
                    .add(
                            Stratum.of(0),
                            Verdict.DROP,
                            Match.where().dlType(ETHERTYPE_IPV4).portGroup(Keys.GATEWAY_PORTS)));
            blueprint
                    .publicBlocks()
                    .forEach(block -> draft.add(
                            Route.ending(Keys.EDGE_ROUTER, Route.Type.BLACK_HOLE, Cidr.ANY, block, WEIGHT_NOBODY),
                            Correction.OPEN_TRANSIT.because()));
        });
    }

    /** What judges packets that enter by a gateway port. */
    static Optional<Key> inChain(Blueprint blueprint) {
        return blueprint.corrections().include(Correction.UPLINK_SPOOFING)
                ? Optional.of(Keys.UPLINK_IN_CHAIN)
                : Optional.empty();
    }

    /** What judges packets that leave by a gateway port. */
    static Optional<Key> outChain(Blueprint blueprint) {
        return blueprint.corrections().include(Correction.OPEN_TRANSIT)
                ? Optional.of(Keys.UPLINK_OUT_CHAIN)
                : Optional.empty();
    }

    /** What is outside is let in even if it overlaps with what we call ours: without it the uplink would be dead. */
    private static RuleList sources(Key chain, Blueprint blueprint) {
        List<Cidr> publicSources = publicSources(blueprint);
        List<Cidr> internalSources = internalSources(blueprint.settings());
        List<UplinkGateway> gateways = blueprint.state().configuration().gateways();
        RuleList rules = new RuleList(chain);
        add(
                rules,
                NEXT_HOPS,
                Verdict.ACCEPT,
                gateways.stream()
                        .map(gateway -> gateway.nextHop().asCidr())
                        .filter(hop -> overlaps(hop, publicSources)));
        add(rules, PUBLIC_SOURCES, Verdict.DROP, publicSources.stream());
        add(
                rules,
                UPLINK_NETWORKS,
                Verdict.ACCEPT,
                gateways.stream().map(UplinkGateway::network).filter(network -> overlaps(network, internalSources)));
        add(rules, INTERNAL_SOURCES, Verdict.DROP, internalSources.stream());
        return rules;
    }

    private static void add(RuleList rules, Stratum stratum, Verdict verdict, Stream<Cidr> sources) {
        sources.distinct()
                .sorted()
                .forEach(source -> rules.add(
                        stratum, verdict, Match.where().dlType(ETHERTYPE_IPV4).nwSrc(source)));
    }

    private static boolean overlaps(Cidr block, List<Cidr> others) {
        return others.stream().anyMatch(block::overlaps);
    }

    /** The pool, and what is in use although the pool does not have it. */
    private static List<Cidr> publicSources(Blueprint blueprint) {
        List<Cidr> pool = blueprint.publicBlocks();
        Stream<Ipv4> inUse = Stream.concat(
                blueprint.interfaces().stream()
                        .map(NetworkInterface::publicAddress)
                        .flatMap(Optional::stream),
                blueprint.natGateways().stream().map(NatGateway::publicAddress).flatMap(Optional::stream));
        return Stream.concat(
                        pool.stream(),
                        inUse.filter(address -> pool.stream().noneMatch(block -> block.contains(address)))
                                .map(Ipv4::asCidr))
                .toList();
    }

    private static List<Cidr> internalSources(LayoutSettings settings) {
        Stream<Cidr> others = Stream.of(
                        settings.transit(), settings.metadataTransit(), settings.metadataLink(), settings.identities())
                .filter(block -> !LINK_LOCAL.contains(block));
        return Stream.concat(Stream.of(LINK_LOCAL), others).toList();
    }
}
