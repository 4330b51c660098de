// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.finding;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.vpcmido.model.vpc.NetworkAcl;

/** Network ACLs: in a VPC, each entry number once per direction. */
final class NetworkAclCheck implements ConceptCheck {
    @Override
    public void check(Draft draft) {
        for (NetworkAcl acl : draft.read.networkAcls().values()) {
            if (Containment.isMissing(draft, acl.vpcId(), acl.id())) {
                draft.networkAcls.remove(acl.id());
                continue;
            }
            draft.networkAcls.put(
                    acl.id(),
                    new NetworkAcl(
                            acl.id(),
                            acl.vpcId(),
                            unique(draft, acl, "ingress", acl.ingress()),
                            unique(draft, acl, "egress", acl.egress())));
        }
    }

    private static List<NetworkAcl.Entry> unique(
            Draft draft, NetworkAcl acl, String direction, List<NetworkAcl.Entry> entries) {
        Map<Integer, NetworkAcl.Entry> byNumber = new TreeMap<>();
        Set<Integer> repeated = new TreeSet<>();
        for (NetworkAcl.Entry entry : entries) {
            if (byNumber.putIfAbsent(entry.number(), entry) != null) {
                repeated.add(entry.number());
            }
        }
        repeated.forEach(number -> draft.report(Finding.error(
                acl.id().value(),
                "duplicate-entry",
                acl.id() + ": " + direction + " entry number " + number + " is given more than once",
                "first entry applied, later ones left out")));
        return List.copyOf(byNumber.values());
    }
}
