// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile;

import java.util.List;
import java.util.Optional;
import org.vpcmido.midonet.resource.Chain;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Match;
import org.vpcmido.midonet.resource.RuleAction.Verdict;
import org.vpcmido.model.finding.Finding;
import org.vpcmido.model.finding.Hold;
import org.vpcmido.model.vpc.NetworkAcl;
import org.vpcmido.model.vpc.NetworkAcl.Action;
import org.vpcmido.model.vpc.NetworkAcl.Entry;

/** A network ACL is a chain for each direction, with its entries in their order. */
final class NetworkAclCompiler implements ConceptCompiler {
    @Override
    public void compile(Blueprint blueprint, Draft draft) {
        for (NetworkAcl acl : blueprint.networkAcls()) {
            draft.because(Keys.networkAcl(acl.id()), acl.id() + " is part of " + acl.vpcId());
            compile(acl, Direction.INGRESS, acl.ingress(), blueprint, draft);
            compile(acl, Direction.EGRESS, acl.egress(), blueprint, draft);
        }
    }

    private static void compile(
            NetworkAcl acl, Direction direction, List<Entry> entries, Blueprint blueprint, Draft draft) {
        Key chain = direction == Direction.INGRESS
                ? Keys.networkAclIngressChain(acl.id())
                : Keys.networkAclEgressChain(acl.id());
        draft.add(new Chain(chain, Names.TENANT, Names.networkAclChain(acl, direction.word())));
        Hold.Part part = direction == Direction.INGRESS ? Hold.Part.INGRESS : Hold.Part.EGRESS;
        RuleList rules = new RuleList(chain);
        if (!blueprint.isHeld(acl.id().value(), part)) {
            entries.forEach(entry -> compile(acl, direction, entry, rules, blueprint, draft));
        } else if (!blueprint.facts().footprints().containsKey(acl.id())) {
            // A new ACL whose entries cannot be read: an empty chain would let everything pass.
            rules.addInOrder(Verdict.DROP, Match.where());
        }
        draft.add(rules);
    }

    private static Verdict verdict(Entry entry) {
        return entry.action() == Action.ALLOW ? Verdict.ACCEPT : Verdict.DROP;
    }

    private static void compile(
            NetworkAcl acl, Direction direction, Entry entry, RuleList rules, Blueprint blueprint, Draft draft) {
        TrafficRule rule = new TrafficRule(
                rules.chain(), verdict(entry), where -> direction.peer(where, entry.cidr()), entry.traffic());
        boolean refused = rule.isRefused(blueprint);
        // Leaving out an allow refuses too much, leaving out a deny would let pass too much.
        boolean leftOut = refused && entry.action() == Action.ALLOW;
        if (leftOut) {
            // 5.2.1 took it from eucanetd, and cannot be told from 5.2.2, which would not take it from us.
            draft.hold(rule.plainKey());
        } else {
            rule.addTo(rules, Optional.empty(), acl.id() + " is part of " + acl.vpcId(), blueprint, draft);
        }
        if (refused) {
            String message = acl.id() + ": " + direction.word() + " entry '" + entry
                    + "' names 0, and this MidoNet takes 1 to 65535";
            String correction = "correction " + Correction.PORT_ZERO.id();
            String effect = leftOut
                    ? "entry left out, unless " + correction + " is wanted"
                    : "built as with " + correction + ", as nothing may pass that is denied";
            draft.report(
                    leftOut
                            ? Finding.error(acl.id().value(), "zero-refused", message, effect)
                            : Finding.warning(acl.id().value(), "zero-refused", message, effect));
        }
    }
}
