// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.adopt;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.vpcmido.controller.compile.Facts;
import org.vpcmido.midonet.topology.Identities;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.finding.Finding;

/**
 * What MidoNet has, with ours told from what is not.
 *
 * @param topology all that was observed; ours by logical keys, the rest by observed ones
 * @param identities the ids of ours
 * @param facts what it obliges the compiler to
 * @param findings what an operator should look at
 */
public record Adoption(Topology topology, Identities identities, Facts facts, List<Finding> findings) {
    public Adoption {
        requireNonNull(topology, "topology");
        requireNonNull(identities, "identities");
        requireNonNull(facts, "facts");
        findings = List.copyOf(findings);
    }
}
