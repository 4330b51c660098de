// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile;

import java.util.List;
import java.util.Optional;
import org.vpcmido.midonet.resource.Chain;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Match;
import org.vpcmido.midonet.resource.NatTarget;
import org.vpcmido.midonet.resource.RuleAction.FlowAction;
import org.vpcmido.midonet.resource.RuleAction.Nat;
import org.vpcmido.midonet.resource.RuleAction.NatDirection;
import org.vpcmido.midonet.resource.RuleAction.ReverseNat;
import org.vpcmido.midonet.resource.RuleAction.Verdict;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.PortRange;
import org.vpcmido.model.net.Protocol;
import org.vpcmido.model.vpc.Subnet;
import org.vpcmido.model.vpc.SubnetId;

/**
 * The second address of a subnet stands for the cloud's resolver. The bridge's ARP table gives it the router's Ethernet
 * address, so packets to it come to the router, which rewrites their destination before it looks at routes. The rewrite
 * is dynamic: a static one could not tell answers to those who asked the second address from answers to those who asked
 * the resolver itself.
 */
final class ResolverCompiler implements ConceptCompiler {
    private static final int ETHERTYPE_IPV4 = 2048;
    private static final int DNS = 53;
    private static final List<Protocol> PROTOCOLS = List.of(Protocol.UDP, Protocol.TCP);
    private static final Stratum QUESTIONS = Stratum.of(0);
    private static final Stratum THE_REST = Stratum.of(1);
    private static final Stratum ANSWERS = Stratum.of(0);

    @Override
    public void compile(Blueprint blueprint, Draft draft) {
        for (Subnet subnet : blueprint.subnets()) {
            inbound(subnet.id(), blueprint).ifPresent(chain -> {
                add(chain, subnet, "rtin", draft);
                draft.add(questions(chain, subnet, blueprint.settings().dnsAddress()));
            });
            outbound(subnet.id(), blueprint).ifPresent(chain -> {
                add(chain, subnet, "rtout", draft);
                draft.add(answers(chain, blueprint.settings().dnsAddress()));
            });
        }
    }

    /** What rewrites packets from the subnet to its router. */
    static Optional<Key> inbound(SubnetId subnet, Blueprint blueprint) {
        return isWanted(blueprint) ? Optional.of(Keys.subnetRouterInChain(subnet)) : Optional.empty();
    }

    /** What rewrites packets from the router to the subnet. */
    static Optional<Key> outbound(SubnetId subnet, Blueprint blueprint) {
        return isWanted(blueprint) ? Optional.of(Keys.subnetRouterOutChain(subnet)) : Optional.empty();
    }

    /** The way to the resolver leads through the metadata router. */
    private static boolean isWanted(Blueprint blueprint) {
        return blueprint.corrections().include(Correction.RESOLVER_ADDRESS)
                && blueprint.settings().metadataRouter();
    }

    private static void add(Key chain, Subnet subnet, String role, Draft draft) {
        draft.add(
                new Chain(chain, Names.TENANT, Names.subnetChain(subnet.id(), role)),
                Correction.RESOLVER_ADDRESS.because());
    }

    private static RuleList questions(Key chain, Subnet subnet, Ipv4 resolver) {
        RuleList rules = new RuleList(chain);
        Cidr asked = subnet.resolver().asCidr();
        Nat toResolver =
                new Nat(NatDirection.DNAT, FlowAction.ACCEPT, List.of(new NatTarget(resolver, resolver, DNS, DNS)));
        for (Protocol protocol : PROTOCOLS) {
            rules.add(
                    QUESTIONS,
                    toResolver,
                    Match.where().nwProto(protocol.number()).nwDst(asked).tpDst(PortRange.of(DNS)));
        }
        return rules.add(
                THE_REST, Verdict.DROP, Match.where().dlType(ETHERTYPE_IPV4).nwDst(asked));
    }

    private static RuleList answers(Key chain, Ipv4 resolver) {
        RuleList rules = new RuleList(chain);
        for (Protocol protocol : PROTOCOLS) {
            rules.add(
                    ANSWERS,
                    new ReverseNat(NatDirection.DNAT, FlowAction.ACCEPT),
                    Match.where()
                            .nwProto(protocol.number())
                            .nwSrc(resolver.asCidr())
                            .tpSrc(PortRange.of(DNS)));
        }
        return rules;
    }
}
