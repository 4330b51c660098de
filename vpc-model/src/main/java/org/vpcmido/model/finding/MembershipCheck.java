// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.finding;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.vpcmido.model.vpc.NetworkInterface;
import org.vpcmido.model.vpc.SecurityGroupId;
import org.vpcmido.model.vpc.VpcId;

/** Which groups an interface holds: each exists, its members are of one VPC, and they are not too many. */
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
            }
            List<SecurityGroupId> counting = firstOf(draft, each, kept);
            if (counting.size() < each.securityGroups().size()) {
                draft.interfaces.put(each.id(), each.withSecurityGroups(counting));
            }
        }
    }

    /** The first by id: the order of a document's list changes from one document to the next (gni.md 1). */
    private static List<SecurityGroupId> firstOf(Draft draft, NetworkInterface each, List<SecurityGroupId> groups) {
        List<SecurityGroupId> ordered = groups.stream().distinct().sorted().toList();
        int most = draft.limits.securityGroupsPerInterface();
        if (ordered.size() <= most) {
            return groups;
        }
        List<SecurityGroupId> beyond = ordered.subList(most, ordered.size());
        beyond.forEach(group -> draft.hold(Hold.membership(each.id(), group)));
        draft.report(Finding.error(
                each.id().value(),
                "too-many-security-groups",
                each.id() + ": it has " + ordered.size() + " security groups, and at most " + most
                        + " count per network interface",
                "membership in " + beyond.stream().map(SecurityGroupId::value).collect(joining(", ")) + " held"));
        return ordered.subList(0, most);
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
