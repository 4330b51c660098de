// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.vpcmido.controller.adopt.Adopter;
import org.vpcmido.controller.adopt.Adoption;
import org.vpcmido.controller.compile.CompileContext;
import org.vpcmido.controller.compile.Corrections;
import org.vpcmido.controller.compile.Desired;
import org.vpcmido.controller.compile.LayoutSettings;
import org.vpcmido.controller.compile.ServerLimits;
import org.vpcmido.controller.compile.TopologyCompiler;
import org.vpcmido.controller.golden.Observed;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.finding.Checked;

/**
 * From what MidoNet has to what a cloud asks for, without a server.
 *
 * @param actual what is there, adopted
 */
record CloudStep(Checked cloud, Topology actual, Desired desired, ChangePlan plan) {
    private static final LayoutSettings SETTINGS = LayoutSettings.defaults();

    /** @param observed what is there, by the keys of a reader */
    static CloudStep of(Topology observed, Checked cloud, Corrections corrections) {
        Adoption adoption = Adopter.adopt(observed, cloud, SETTINGS);
        Desired desired = TopologyCompiler.compile(
                cloud, new CompileContext(adoption.facts(), SETTINGS, corrections, ServerLimits.strict()));
        return new CloudStep(cloud, adoption.topology(), desired, Planner.plan(desired, adoption.topology()));
    }

    /** An empty MidoNet with the machines of some clouds. */
    static Topology machinesOf(Stream<Checked> clouds) {
        return Topology.of(clouds.flatMap(cloud -> Observed.machines(cloud.state()).stream())
                .distinct());
    }

    /** What is there in the end, if the writes of the plan are made in the order that {@code random} decides. */
    ReplayedMidonet replay(Random random) {
        return replay(random, 0, (change, midonet) -> {});
    }

    /** As {@link #replay(Random)}; a share of the writes fails, and each that took effect is told. */
    ReplayedMidonet replay(Random random, double failureShare, Witness witness) {
        ReplayedMidonet midonet = new ReplayedMidonet(actual);
        Consumer<Change> watcher = change -> witness.written(change, midonet);
        new Replay(midonet, random, failureShare).watching(watcher).apply(plan);
        return midonet;
    }

    /** Who is told of writes. */
    interface Witness {
        /** {@code change} has just taken effect. */
        void written(Change change, ReplayedMidonet midonet);
    }
}
