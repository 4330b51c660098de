// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.cloud.gni.GniReader;
import org.vpcmido.controller.compile.Corrections;
import org.vpcmido.controller.compile.LayoutSettings;
import org.vpcmido.controller.golden.Renumbered;
import org.vpcmido.controller.lab.GniDocument;
import org.vpcmido.controller.plan.Moments;
import org.vpcmido.controller.verify.Judges;
import org.vpcmido.controller.verify.Verifier;
import org.vpcmido.model.finding.Checked;
import org.vpcmido.model.given.RandomClouds;
import org.vpcmido.model.vpc.VpcState;

/** Run it long with {@code -Dvpcmido.httppaths.clouds=100}, and again where it failed with its seed and one cloud. */
@DisplayName("Random lives of random clouds, from documents over HTTP and back,")
class RandomPathsTest {
    private static final int CLOUDS = Integer.getInteger("vpcmido.httppaths.clouds", 2);
    private static final long FIRST_SEED = Long.getLong("vpcmido.httppaths.seed", 0);
    private static final int MOMENTS = 3;
    private static final int PROBES = 200;

    /** Step by step, twice, back again, and in one leap. */
    private static final List<Integer> PATH = List.of(0, 1, 2, 2, 1, 0, 2);

    @Test
    @DisplayName("lead at every moment to what a fresh build has, and to what the rules of the VPCs say of packets")
    void leadToTheSame() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + CLOUDS; seed++) {
            walk(seed);
        }
    }

    private static void walk(long seed) {
        VpcState whole = RandomClouds.cloud(seed);
        Random random = new Random(seed);
        List<Checked> moments = Stream.generate(() -> read(Moments.of(whole, random)))
                .limit(MOMENTS)
                .toList();
        List<SortedMap<String, Integer>> fresh = new ArrayList<>();
        for (Checked moment : moments) {
            try (SimulatedMidonet other = new SimulatedMidonet().withMachinesOf(whole)) {
                reach(moment, other, seed);
                fresh.add(Renumbered.lines(other.observed()));
            }
        }
        try (SimulatedMidonet midonet =
                new SimulatedMidonet().withMachinesOf(whole).unguarded()) {
            for (int moment : PATH) {
                reach(moments.get(moment), midonet, seed);
                assertThat(Renumbered.lines(midonet.observed()))
                        .as("seed %d, moment %d", seed, moment)
                        .isEqualTo(fresh.get(moment));
            }
        }
    }

    private static void reach(Checked cloud, SimulatedMidonet midonet, long seed) {
        ApplyResult result = midonet.apply(cloud);
        assertThat(result.hasConverged()).as("seed %d", seed).isTrue();
        Judges judges = Judges.ofConfiguration(
                cloud,
                result.second().orElse(result.first()).adoption().topology(),
                LayoutSettings.defaults(),
                Corrections.all());
        assertThat(Verifier.verify(judges, cloud.state(), PROBES, seed).samples())
                .as("seed %d", seed)
                .isEmpty();
    }

    private static Checked read(VpcState cloud) {
        byte[] document = GniDocument.of(cloud, "1").getBytes(StandardCharsets.UTF_8);
        return new GniReader().read(document, "a moment").checked();
    }
}
