// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.verdict;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;
import org.vpcmido.model.vpc.NatGatewayId;
import org.vpcmido.model.vpc.NetworkInterfaceId;

/**
 * What stateful things remember of a delivered packet until it is answered.
 *
 * @param opening the packet as its sender sent it, and the sender
 * @param admittedBy the interfaces whose security groups admitted it and admit its answers; empty if its protocol is
 *     not tracked
 * @param natGateway the NAT gateway that translated it
 */
public record Conversation(Probe opening, Set<NetworkInterfaceId> admittedBy, Optional<NatGatewayId> natGateway) {
    public Conversation {
        requireNonNull(opening, "opening");
        admittedBy = Set.copyOf(admittedBy);
        requireNonNull(natGateway, "natGateway");
    }
}
