// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.controller.compile.Corrections;
import org.vpcmido.controller.golden.Observed;
import org.vpcmido.controller.golden.Renumbered;
import org.vpcmido.controller.verify.PacketFates;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.finding.Checked;
import org.vpcmido.model.finding.ConsistencyCheck;
import org.vpcmido.model.given.RandomClouds;
import org.vpcmido.model.verdict.Probe;
import org.vpcmido.model.verdict.ProbeSampler;
import org.vpcmido.model.vpc.VpcState;

/**
 * Run it long with {@code -Dvpcmido.paths.clouds=500}, and again where it failed with {@code -Dvpcmido.paths.seed=N
 * -Dvpcmido.paths.clouds=1}.
 */
@DisplayName("What MidoNet has in the end depends on the cloud alone,")
class PathIndependenceTest {
    private static final int CLOUDS = Integer.getInteger("vpcmido.paths.clouds", 6);
    private static final long FIRST_SEED = Long.getLong("vpcmido.paths.seed", 0);
    private static final int MOMENTS = 4;
    private static final int PACKETS = 25;

    @Test
    @DisplayName("whichever way led there: step by step, back again, in one leap, from nothing, or twice")
    void anyPathLeadsToTheSame() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + CLOUDS; seed++) {
            try {
                new Paths(seed).walk();
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("seed " + seed, failure);
            }
        }
    }

    private static final class Paths {
        private final long seed;
        private final Random random;
        private final Corrections corrections;
        private final List<Checked> moments = new ArrayList<>();
        private final Map<Integer, Topology> fresh = new HashMap<>();

        Paths(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
            this.corrections = seed % 2 == 0 ? Corrections.all() : Corrections.parse("port-zero");
            VpcState whole = RandomClouds.cloud(seed);
            for (int moment = 0; moment < MOMENTS; moment++) {
                Checked cloud = ConsistencyCheck.check(Moments.of(whole, random));
                assertThat(cloud.findings()).as("of moment " + moment).isEmpty();
                moments.add(cloud);
            }
        }

        void walk() {
            Topology empty = CloudStep.machinesOf(moments.stream());
            for (int moment = 0; moment < MOMENTS; moment++) {
                fresh.put(moment, reach(empty, moment));
            }
            IntStream back = IntStream.iterate(MOMENTS - 2, moment -> moment >= 0, moment -> moment - 1);
            List<Integer> path = Stream.of(IntStream.range(0, MOMENTS), back, IntStream.of(MOMENTS - 1))
                    .flatMap(IntStream::boxed)
                    .toList();
            Topology there = empty;
            for (int moment : path) {
                there = reach(there, moment);
                assertSame(moment, there);
            }
        }

        /** Applied, and asked for again. */
        private Topology reach(Topology there, int moment) {
            CloudStep step = CloudStep.of(there, moments.get(moment), corrections);
            assertThat(step.plan().impossible()).isEmpty();
            Topology reached = Observed.of(step.replay(random).read());
            assertThat(CloudStep.of(reached, moments.get(moment), corrections)
                            .plan()
                            .changes())
                    .as("second pass of moment %d", moment)
                    .isEmpty();
            return reached;
        }

        private void assertSame(int moment, Topology there) {
            Topology expected = fresh.getOrDefault(moment, there);
            assertThat(Renumbered.lines(there)).as("moment %d", moment).isEqualTo(Renumbered.lines(expected));
            VpcState cloud = moments.get(moment).state();
            PacketFates here = fates(moment, there);
            PacketFates afresh = fates(moment, expected);
            ProbeSampler sampler = new ProbeSampler(cloud, seed);
            for (int packet = 0; packet < PACKETS; packet++) {
                Probe probe = sampler.next();
                assertThat(unnumbered(here, probe))
                        .as("%s at moment %d", probe, moment)
                        .isEqualTo(unnumbered(afresh, probe));
            }
        }

        /** Metadata identities are given out in the order of requests. */
        private static String unnumbered(PacketFates fates, Probe probe) {
            return fates.open(probe).fate().toString().replaceAll("\\b255\\.0\\.\\d+\\.\\d+\\b", "an identity");
        }

        private PacketFates fates(int moment, Topology observed) {
            CloudStep nothingToDo = CloudStep.of(observed, moments.get(moment), corrections);
            return new PacketFates(moments.get(moment).state(), nothingToDo.actual());
        }
    }
}
