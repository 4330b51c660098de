// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.vpcmido.model.vpc.SecurityGroup;
import org.vpcmido.model.vpc.SecurityGroupId;

/** Security groups: rules name peers that exist. */
final class SecurityGroupCheck implements ConceptCheck {
    @Override
    public void check(Draft draft) {
        for (SecurityGroup group : draft.read.securityGroups().values()) {
            draft.securityGroups.put(
                    group.id(),
                    new SecurityGroup(
                            group.id(),
                            answerable(draft, group, group.ingress(), Hold.Part.INGRESS),
                            answerable(draft, group, group.egress(), Hold.Part.EGRESS)));
        }
    }

    private static List<SecurityGroup.Rule> answerable(
            Draft draft, SecurityGroup group, List<SecurityGroup.Rule> rules, Hold.Part part) {
        List<SecurityGroup.Rule> kept = new ArrayList<>();
        TreeSet<SecurityGroupId> missing = new TreeSet<>();
        for (SecurityGroup.Rule rule : rules) {
            if (rule.peer() instanceof SecurityGroup.PeerGroup peer
                    && !draft.read.securityGroups().containsKey(peer.id())) {
                missing.add(peer.id());
            } else {
                kept.add(rule);
            }
        }
        for (SecurityGroupId peer : missing) {
            if (draft.isHeld(peer)) {
                draft.holdWith(peer, group.id(), part);
            } else {
                draft.reportDangling(group.id(), "peer group", peer, "rules with this peer held");
                draft.hold(group.id(), part);
            }
        }
        return kept;
    }
}
