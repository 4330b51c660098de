// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.reconcile;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.vpcmido.cloud.source.CloudSnapshot;
import org.vpcmido.controller.adopt.Adoption;
import org.vpcmido.controller.compile.Desired;
import org.vpcmido.controller.plan.ChangePlan;
import org.vpcmido.controller.plan.Guard;
import org.vpcmido.model.finding.Finding;

/**
 * What a plan was made of, and the plan.
 *
 * @param cloud what the cloud asks for
 * @param adoption what MidoNet has
 * @param desired what MidoNet should have
 * @param plan what to write
 * @param ruling whether it may be written
 * @param findings what is wrong with the cloud, with MidoNet, or with both together
 */
public record PlanResult(
        CloudSnapshot cloud,
        Adoption adoption,
        Desired desired,
        ChangePlan plan,
        Guard.Ruling ruling,
        List<Finding> findings) {
    public PlanResult {
        requireNonNull(cloud, "cloud");
        requireNonNull(adoption, "adoption");
        requireNonNull(desired, "desired");
        requireNonNull(plan, "plan");
        requireNonNull(ruling, "ruling");
        findings = List.copyOf(findings);
    }
}
