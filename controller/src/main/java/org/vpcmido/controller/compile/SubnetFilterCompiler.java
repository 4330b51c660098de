// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile;

import java.util.function.BiFunction;
import org.vpcmido.midonet.resource.Chain;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Match;
import org.vpcmido.midonet.resource.RuleAction.Jump;
import org.vpcmido.midonet.resource.RuleAction.Verdict;
import org.vpcmido.model.finding.Hold;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.PortRange;
import org.vpcmido.model.net.Protocol;
import org.vpcmido.model.vpc.NetworkAcl;
import org.vpcmido.model.vpc.Subnet;

/**
 * What enters and leaves a subnet's bridge is judged by the subnet's network ACL, but for what stays in the subnet, DHCP,
 * link-local traffic and the reserved addresses (eucanetd-vpcmido.md 4.8).
 */
final class SubnetFilterCompiler implements ConceptCompiler {
    private static final Cidr LINK_LOCAL = Cidr.of("169.254.0.0/16");
    private static final PortRange DHCP_PORTS = new PortRange(67, 68);
    private static final int RESERVED_PREFIX_BITS = 30;
    private static final Stratum EXEMPTIONS = Stratum.of(0);
    private static final Stratum JUDGEMENT = Stratum.of(1);

    @Override
    public void compile(Blueprint blueprint, Draft draft) {
        for (Subnet subnet : blueprint.subnets()) {
            NetworkAcl acl = blueprint.state().networkAcls().get(subnet.networkAclId());
            Key in = Keys.subnetInChain(subnet.id());
            Key out = Keys.subnetOutChain(subnet.id());
            draft.add(new Chain(in, Names.TENANT, Names.subnetChain(subnet.id(), "in")));
            draft.add(new Chain(out, Names.TENANT, Names.subnetChain(subnet.id(), "out")));
            RuleList inRules = exemptions(in, subnet, (where, block) -> where.nwSrc(block));
            RuleList outRules = exemptions(out, subnet, (where, block) -> where.nwDst(block));
            if (acl != null && !blueprint.isHeld(subnet.id().value(), Hold.Part.NETWORK_ACL_ASSOCIATION)) {
                inRules.add(JUDGEMENT, new Jump(Keys.networkAclIngressChain(acl.id())), Match.where());
                outRules.add(JUDGEMENT, new Jump(Keys.networkAclEgressChain(acl.id())), Match.where());
            } else if (!blueprint.facts().footprints().containsKey(subnet.id())) {
                // A new subnet, and nobody knows its ACL: closed, as an open one could not be closed in hindsight.
                inRules.add(JUDGEMENT, Verdict.DROP, Match.where());
                outRules.add(JUDGEMENT, Verdict.DROP, Match.where());
            }
            draft.add(inRules);
            draft.add(outRules);
        }
    }

    private static RuleList exemptions(
            Key chain, Subnet subnet, BiFunction<Match.Builder, Cidr, Match.Builder> otherEnd) {
        Cidr reserved = new Cidr(subnet.cidr().network(), RESERVED_PREFIX_BITS);
        return new RuleList(chain)
                .add(EXEMPTIONS, Verdict.ACCEPT, otherEnd.apply(Match.where(), subnet.cidr()))
                .add(
                        EXEMPTIONS,
                        Verdict.ACCEPT,
                        Match.where().nwProto(Protocol.UDP.number()).tpDst(DHCP_PORTS))
                .add(EXEMPTIONS, Verdict.ACCEPT, otherEnd.apply(Match.where(), LINK_LOCAL))
                .add(EXEMPTIONS, Verdict.ACCEPT, otherEnd.apply(Match.where(), reserved));
    }
}
