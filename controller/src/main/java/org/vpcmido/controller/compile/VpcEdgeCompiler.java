// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile;

import java.util.Optional;
import org.vpcmido.midonet.resource.Chain;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Match;
import org.vpcmido.midonet.resource.RuleAction.Verdict;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.vpc.NetworkInterface;
import org.vpcmido.model.vpc.Vpc;
import org.vpcmido.model.vpc.VpcId;

/**
 * A source in a VPC's own block has no business between the VPC's router and the edge: on the way out it was not
 * translated, on the way in it is forged (eucanetd-packets-observed.md 2.1, 2.2). Both ways are judged by one chain, at
 * the edge bridge's port, where the elastic IP rules have been evaluated whole. Were it one of those rules it could come
 * to stand before one that is held.
 */
final class VpcEdgeCompiler implements ConceptCompiler {
    private static final int ETHERTYPE_IPV4 = 2048;
    private static final Stratum PUBLIC = Stratum.of(0);
    private static final Stratum PRIVATE = Stratum.of(1);

    @Override
    public void compile(Blueprint blueprint, Draft draft) {
        for (Vpc vpc : blueprint.vpcs()) {
            if (outbound(vpc.id(), blueprint)
                    .or(() -> inbound(vpc.id(), blueprint))
                    .isPresent()) {
                compile(vpc, blueprint, draft);
            }
        }
    }

    /** What judges packets from the VPC. */
    static Optional<Key> outbound(VpcId vpc, Blueprint blueprint) {
        return blueprint.corrections().include(Correction.PRIVATE_LEAK)
                ? Optional.of(Keys.vpcEdgeChain(vpc))
                : Optional.empty();
    }

    /** What judges packets to the VPC. */
    static Optional<Key> inbound(VpcId vpc, Blueprint blueprint) {
        return blueprint.corrections().include(Correction.UPLINK_SPOOFING)
                ? Optional.of(Keys.vpcEdgeChain(vpc))
                : Optional.empty();
    }

    private static void compile(Vpc vpc, Blueprint blueprint, Draft draft) {
        Key chain = Keys.vpcEdgeChain(vpc.id());
        draft.add(
                new Chain(chain, Names.TENANT, Names.vpcChain(vpc.id(), "edge")),
                blueprint
                        .corrections()
                        .explain(vpc.id() + " is in the cloud", Correction.PRIVATE_LEAK, Correction.UPLINK_SPOOFING));
        RuleList rules = new RuleList(chain);
        // A VPC's block may hold the very public addresses of its instances.
        for (NetworkInterface each : blueprint.interfaces(vpc.id())) {
            each.publicAddress()
                    .filter(vpc.cidr()::contains)
                    .map(Ipv4::asCidr)
                    .ifPresent(address ->
                            rules.add(PUBLIC, Verdict.ACCEPT, Match.where().nwSrc(address)));
        }
        draft.add(rules.add(
                PRIVATE, Verdict.DROP, Match.where().dlType(ETHERTYPE_IPV4).nwSrc(vpc.cidr())));
    }
}
