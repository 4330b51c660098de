// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.finding;

import java.util.Optional;
import org.vpcmido.model.vpc.NatGateway;
import org.vpcmido.model.vpc.Subnet;

/** NAT gateways: in a subnet of their VPC, with a private address of it that nobody else has. */
final class NatGatewayCheck implements ConceptCheck {
    @Override
    public void check(Draft draft) {
        for (NatGateway gateway : draft.read.natGateways().values()) {
            if (Containment.isMissing(draft, gateway.vpcId(), gateway.subnetId(), gateway.id())) {
                draft.natGateways.remove(gateway.id());
                continue;
            }
            Subnet subnet = draft.subnets.get(gateway.subnetId());
            Optional<Problem> problem = subnet == null
                    ? Optional.empty()
                    : draft.addresses.admit(subnet, gateway.id(), gateway.privateAddress(), gateway.mac());
            problem.ifPresent(trouble -> {
                draft.natGateways.remove(gateway.id());
                draft.quarantine(gateway.id(), trouble.code(), trouble.message(), "NAT gateway held");
            });
        }
    }
}
