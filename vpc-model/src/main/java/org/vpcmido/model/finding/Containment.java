// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.finding;

import org.vpcmido.model.vpc.CloudId;
import org.vpcmido.model.vpc.Subnet;
import org.vpcmido.model.vpc.SubnetId;
import org.vpcmido.model.vpc.VpcId;

/** Whether what an entity stands in is there; the entity is held if it is not. */
final class Containment {
    private Containment() {}

    /** Holds {@code subject} and says so if its VPC is not in the draft. */
    static boolean isMissing(Draft draft, VpcId vpc, CloudId subject) {
        if (draft.vpcs.containsKey(vpc)) {
            return false;
        }
        hold(draft, vpc, subject, "VPC");
        return true;
    }

    /** Holds {@code subject} and says so if its VPC or subnet is not in the draft, or they do not belong together. */
    static boolean isMissing(Draft draft, VpcId vpc, SubnetId subnetId, CloudId subject) {
        Subnet subnet = draft.subnets.get(subnetId);
        if (subnet == null && (draft.isHeld(subnetId) || draft.vpcs.containsKey(vpc))) {
            hold(draft, subnetId, subject, "subnet");
            return true;
        }
        if (isMissing(draft, vpc, subject)) {
            return true;
        }
        if (subnet != null && !subnet.vpcId().equals(vpc)) {
            draft.quarantine(
                    subject,
                    "vpc-mismatch",
                    subject + ": its VPC is " + vpc + ", but " + subnetId + " is in " + subnet.vpcId(),
                    "held");
            return true;
        }
        return false;
    }

    private static void hold(Draft draft, CloudId container, CloudId subject, String what) {
        if (draft.isHeld(container)) {
            draft.holdWith(container, subject);
        } else {
            draft.reportDangling(subject, what, container, "held");
            draft.hold(subject, Hold.Part.ALL);
        }
    }
}
