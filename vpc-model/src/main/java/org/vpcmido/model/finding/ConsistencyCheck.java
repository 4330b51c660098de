// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.finding;

import java.util.List;
import org.vpcmido.model.vpc.VpcState;

/**
 * Takes out of a state what contradicts itself, as narrowly as possible, and says so. What remains can be built: every
 * reference in it leads somewhere, but for a subnet's network ACL and route table, which may be missing and are then
 * held. {@code DESIGN.md} of this package has the promises.
 */
public final class ConsistencyCheck {
    /** From the outside in: each check may rely on those before it. */
    private static final List<ConceptCheck> CONCEPTS = List.of(
            new GatewayCheck(),
            new VpcCheck(),
            new NetworkAclCheck(),
            new RouteTableCheck(),
            new SubnetCheck(),
            new SecurityGroupCheck(),
            new NatGatewayCheck(),
            new InterfaceCheck(),
            new MembershipCheck(),
            new PeerGroupCheck(),
            new PublicAddressCheck(),
            new RouteCheck(),
            new PlacementCheck());

    private ConsistencyCheck() {}

    /** Checks a state that was read without fault. */
    public static Checked check(VpcState state) {
        return check(new Checked(state, List.of(), java.util.Set.of()));
    }

    /**
     * Checks a state from which its reader has already left out parts. What stands on a part that the reader held is
     * held with it, without a finding of its own.
     */
    public static Checked check(Checked read) {
        return check(read, CloudLimits.DEFAULT);
    }

    /** As {@link #check(Checked)}, of a cloud with limits of its own. */
    public static Checked check(Checked read, CloudLimits limits) {
        Draft draft = new Draft(read, limits);
        CONCEPTS.forEach(concept -> concept.check(draft));
        return draft.checked();
    }
}
