// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.finding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.vpcmido.model.vpc.NetworkInterface;
import org.vpcmido.model.vpc.SecurityGroupId;
import org.vpcmido.model.vpc.VpcId;

/** Which groups an interface holds: each exists, and its members are of one VPC. */
final class MembershipCheck implements ConceptCheck {
    @Override
    public void check(Draft draft) {
        Map<SecurityGroupId, VpcId> vpcs = new HashMap<>();
        for (NetworkInterface each : List.copyOf(draft.interfaces.values())) {
            List<SecurityGroupId> kept = new ArrayList<>();
            for (SecurityGroupId group : each.securityGroups()) {
                if (isUsable(draft, each, group, vpcs)) {
                    kept.add(group);
                }
            }
            if (kept.size() < each.securityGroups().size()) {
                draft.hold(each.id(), Hold.Part.MEMBERSHIP);
                draft.interfaces.put(each.id(), each.withSecurityGroups(kept));
            }
        }
    }

    private static boolean isUsable(
            Draft draft, NetworkInterface each, SecurityGroupId group, Map<SecurityGroupId, VpcId> vpcs) {
        if (!draft.securityGroups.containsKey(group)) {
            if (draft.isHeld(group)) {
                draft.holdWith(group, each.id(), Hold.Part.MEMBERSHIP);
            } else {
                draft.reportDangling(each.id(), "security group", group, "membership in it held");
            }
            return false;
        }
        VpcId vpc = vpcs.computeIfAbsent(group, none -> each.vpcId());
        if (!vpc.equals(each.vpcId())) {
            draft.report(Finding.error(
                    each.id().value(),
                    "vpc-mismatch",
                    each.id() + ": its VPC is " + each.vpcId() + ", but security group " + group + " is used in " + vpc,
                    "membership in it held"));
            return false;
        }
        return true;
    }
}
