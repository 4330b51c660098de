// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.verify;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vpcmido.controller.compile.Correction;
import org.vpcmido.controller.compile.Corrections;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.finding.Checked;

/** Which differences are accepted for a topology: none that a wanted correction should have removed. */
final class KnownDifferences {
    private final Checked cloud;
    private final Topology topology;
    private final List<KnownDifference> accepted;

    KnownDifferences(Checked cloud, Topology topology, Corrections corrections) {
        this.cloud = cloud;
        this.topology = topology;
        Set<String> wanted = corrections.wanted().stream().map(Correction::id).collect(Collectors.toUnmodifiableSet());
        this.accepted = Stream.of(KnownDifference.values())
                .filter(each -> each.correction().filter(wanted::contains).isEmpty())
                .toList();
    }

    Optional<KnownDifference> explain(Comparison comparison) {
        Difference difference = new Difference(comparison, cloud, topology);
        return accepted.stream().filter(each -> each.fits(difference)).findFirst();
    }
}
