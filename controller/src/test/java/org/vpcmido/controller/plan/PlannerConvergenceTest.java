// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.controller.compile.Desired;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.topology.Topology;

@DisplayName("A plan, for random clouds")
class PlannerConvergenceTest {
    private static final long SEEDS = Long.getLong("vpcmido.convergence.seeds", 250);
    private static final int ROUNDS_MAX = 60;

    @Test
    @DisplayName("leads from every topology to every other, over allowed states only, and then there is nothing to do")
    void everyTopologyIsReachedFromEveryOther() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Desired first = RandomTopologies.desired(2 * seed);
            Desired second = RandomTopologies.desired(2 * seed + 1);
            try {
                ReplayedMidonet midonet = new ReplayedMidonet(Topology.of(RandomTopologies.hosts()));
                converge(midonet, first, new Random(seed));
                converge(midonet, second, new Random(seed));
                converge(midonet, first, new Random(seed));
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    @Test
    @DisplayName("reaches its goal although one write in ten fails, before or after it took effect")
    void convergesInSpiteOfFailures() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Desired first = RandomTopologies.desired(2 * seed);
            Desired second = RandomTopologies.desired(2 * seed + 1);
            try {
                Random random = new Random(seed);
                ReplayedMidonet midonet = new ReplayedMidonet(Topology.of(RandomTopologies.hosts()));
                int rounds =
                        convergeWithFailures(midonet, first, random) + convergeWithFailures(midonet, second, random);
                assertThat(rounds).isLessThan(ROUNDS_MAX);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    private static void converge(ReplayedMidonet midonet, Desired desired, Random random) {
        Topology before = midonet.read();
        ChangePlan plan = Planner.plan(desired, before);
        new Replay(midonet, random, 0).apply(plan);
        assertThat(shape(new ReplayedMidonet(PlannedTopology.after(before, plan)).read()))
                .as("what was planned")
                .isEqualTo(shape(midonet.read()));
        ChangePlan again = Planner.plan(desired, midonet.read());
        assertThat(describe(again)).isEmpty();
        assertThat(again.unchanged()).isEqualTo(desired.topology().size());
    }

    /** Without the Ethernet addresses that MidoNet gives to ports. */
    private static List<String> shape(Topology topology) {
        return topology.resources().stream()
                .map(each -> each.kind() == Kind.PORT ? each.key().toString() : each.toString())
                .sorted()
                .toList();
    }

    private static int convergeWithFailures(ReplayedMidonet midonet, Desired desired, Random random) {
        int rounds = 0;
        for (ChangePlan plan = Planner.plan(desired, midonet.read());
                !plan.isEmpty() && rounds < ROUNDS_MAX;
                plan = Planner.plan(desired, midonet.read())) {
            new Replay(midonet, random, 0.1).apply(plan);
            rounds++;
        }
        return rounds;
    }

    private static List<String> describe(ChangePlan plan) {
        return plan.changes()
                .map(change -> change.action() + " " + change.key() + ": " + change.because())
                .collect(Collectors.toList());
    }
}
