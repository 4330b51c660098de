// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.finding;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vpcmido.model.vpc.SecurityGroup;
import org.vpcmido.model.vpc.SecurityGroupId;
import org.vpcmido.model.vpc.VpcId;

/**
 * Rules that refer to a group refer to one of their own VPC. A group's VPC is where it is used, as documents do not say
 * it. Such a rule can never mean anybody, and is left out rather than held: held, it would keep what the members of the
 * other VPC share by address.
 */
final class PeerGroupCheck implements ConceptCheck {
    @Override
    public void check(Draft draft) {
        Map<SecurityGroupId, VpcId> homes = new HashMap<>();
        draft.interfaces
                .values()
                .forEach(each -> each.securityGroups().forEach(group -> homes.putIfAbsent(group, each.vpcId())));
        draft.securityGroups.replaceAll((id, group) -> Optional.ofNullable(homes.get(id))
                .map(home -> new SecurityGroup(
                        id,
                        ofOneVpc(draft, group, home, group.ingress(), homes),
                        ofOneVpc(draft, group, home, group.egress(), homes)))
                .orElse(group));
    }

    private static List<SecurityGroup.Rule> ofOneVpc(
            Draft draft,
            SecurityGroup group,
            VpcId home,
            List<SecurityGroup.Rule> rules,
            Map<SecurityGroupId, VpcId> homes) {
        return rules.stream()
                .filter(rule -> {
                    if (!(rule.peer() instanceof SecurityGroup.PeerGroup peer)) {
                        return true;
                    }
                    VpcId elsewhere = homes.getOrDefault(peer.id(), home);
                    if (!elsewhere.equals(home)) {
                        draft.report(mismatch(group, home, peer.id(), elsewhere));
                    }
                    return elsewhere.equals(home);
                })
                .toList();
    }

    private static Finding mismatch(SecurityGroup group, VpcId home, SecurityGroupId peer, VpcId elsewhere) {
        return Finding.error(
                group.id().value(),
                "vpc-mismatch",
                group.id() + ": its VPC is " + home + ", but its rule's peer group " + peer + " is used in "
                        + elsewhere,
                "rule left out");
    }
}
