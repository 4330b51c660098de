// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.verify;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vpcmido.controller.compile.Correction;
import org.vpcmido.controller.compile.Corrections;
import org.vpcmido.model.finding.Checked;
import org.vpcmido.model.vpc.VpcState;

/** Which differences are accepted for a topology: none that a wanted correction should have removed. */
final class KnownDifferences {
    private final VpcState cloud;
    private final HeldSubjects held;
    private final List<KnownDifference> accepted;

    KnownDifferences(Checked cloud, Corrections corrections) {
        this.cloud = cloud.state();
        this.held = HeldSubjects.of(cloud);
        Set<String> wanted = corrections.wanted().stream().map(Correction::id).collect(Collectors.toUnmodifiableSet());
        this.accepted = Stream.of(KnownDifference.values())
                .filter(each -> each.correction().filter(wanted::contains).isEmpty())
                .toList();
    }

    /** Those that are rules left out. */
    List<KnownDifference> deviations() {
        return accepted.stream().filter(each -> each.deviation().isPresent()).toList();
    }

    /** The difference that is none of these, if one fits. */
    Optional<KnownDifference> explain(Comparison comparison) {
        Difference difference = new Difference(comparison, cloud, held);
        return accepted.stream().filter(each -> each.fits(difference)).findFirst();
    }
}
