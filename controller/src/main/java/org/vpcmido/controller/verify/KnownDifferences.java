// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.verify;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vpcmido.controller.compile.Correction;
import org.vpcmido.controller.compile.Corrections;
import org.vpcmido.controller.compile.LayoutSettings;
import org.vpcmido.controller.compile.ServerLimits;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.finding.Checked;
import org.vpcmido.model.vpc.VpcState;

/** Which differences are accepted for a topology: none that a wanted correction should have removed. */
final class KnownDifferences {
    private static final Set<KnownDifference> ABOUT_ZERO =
            Set.of(KnownDifference.PORT_ZERO, KnownDifference.ALL_PORTS_REFUSED);

    private final VpcState cloud;
    private final HeldSubjects held;
    private final LayoutSettings settings;
    private final List<KnownDifference> accepted;

    /** Of a topology with logical keys, which tells what its server takes. */
    KnownDifferences(Checked cloud, Topology topology, LayoutSettings settings, Corrections corrections) {
        this.cloud = cloud.state();
        this.held = HeldSubjects.of(cloud);
        this.settings = settings;
        boolean isZeroSaid = corrections.include(Correction.PORT_ZERO)
                || ServerLimits.evidentFrom(topology).portsFromZero();
        Set<String> wanted = corrections.wanted().stream().map(Correction::id).collect(Collectors.toUnmodifiableSet());
        this.accepted = Stream.of(KnownDifference.values())
                .filter(each -> each.correction().filter(wanted::contains).isEmpty())
                .filter(each -> !isZeroSaid || !ABOUT_ZERO.contains(each))
                .toList();
    }

    /** Those that are rules left out. */
    List<KnownDifference> deviations() {
        return accepted.stream().filter(each -> each.deviation().isPresent()).toList();
    }

    /** The difference that is none of these, if one fits. */
    Optional<KnownDifference> explain(Comparison comparison) {
        Difference difference = new Difference(comparison, cloud, held, settings);
        return accepted.stream().filter(each -> each.fits(difference)).findFirst();
    }
}
