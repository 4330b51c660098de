// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.vpcmido.cloud.gni.GniDocuments;
import org.vpcmido.controller.compile.Corrections;
import org.vpcmido.model.given.RandomClouds;
import org.vpcmido.model.given.ReferenceCloud;
import org.vpcmido.model.verdict.Probe;
import org.vpcmido.model.vpc.VpcState;

/**
 * The two judges share no code. Run it long with {@code -Dvpcmido.agreement.clouds=1000 -Dvpcmido.agreement.probes=1000},
 * and again where it failed with {@code -Dvpcmido.agreement.seed=N -Dvpcmido.agreement.clouds=1}.
 */
@DisplayName("The rules of a VPC and the topology that is compiled from them")
class AgreementPropertyTest {
    private static final int CLOUDS = Integer.getInteger("vpcmido.agreement.clouds", 100);
    private static final int PROBES = Integer.getInteger("vpcmido.agreement.probes", 200);
    private static final int MANY = 500_000;
    private static final long FIRST_SEED = Long.getLong("vpcmido.agreement.seed", 0);

    @Test
    @DisplayName("agree on random packets in random clouds")
    void agreeInRandomClouds() {
        Map<KnownDifference, Integer> met = new EnumMap<>(KnownDifference.class);
        int packets = 0;
        int delivered = 0;
        int leftOut = 0;
        for (long seed = FIRST_SEED; seed < FIRST_SEED + CLOUDS; seed++) {
            VpcState cloud = RandomClouds.cloud(seed);
            VerifyReport report = Built.of(cloud, Corrections.all()).verify(PROBES, seed);
            if (!report.isAgreement()) {
                fail(smallest(cloud, report));
            }
            report.known().forEach((difference, times) -> met.merge(difference, times, Integer::sum));
            packets += report.packets();
            delivered += report.delivered();
            leftOut += report.leftOut();
        }
        String counted = "%,d packets, %,d left out, by difference: %s".formatted(packets, leftOut, met);
        assertThat(leftOut).as(counted).isLessThan(packets / 200);
        assertThat(delivered).as(counted).isGreaterThan(packets / 10);
        if (CLOUDS * PROBES >= MANY) {
            // What is never met needs no exception, and would hide a defect some day.
            assertThat(met.keySet()).as(counted).containsAll(expected());
            LoggerFactory.getLogger(getClass()).info(counted);
        }
    }

    /** Those that a sound cloud of all corrections shows; what is held, and settings of an operator, are not drawn. */
    private static Set<KnownDifference> expected() {
        Set<KnownDifference> expected = EnumSet.allOf(KnownDifference.class);
        expected.removeIf(each -> each.correction().isPresent());
        expected.removeAll(EnumSet.of(KnownDifference.HELD, KnownDifference.RESOLVER_OPENINGS));
        return expected;
    }

    /** The first disagreement, in a cloud of as few entities as show it. */
    private static String smallest(VpcState cloud, VerifyReport report) {
        Probe probe = report.samples().get(0).opening();
        Built small = Built.of(
                Shrinking.whileDisagreeingOn(probe, each -> Built.of(each, Corrections.all()))
                        .shrink(cloud),
                Corrections.all());
        String shown = small.judge(probe).stream()
                .filter(Comparison::isDisagreement)
                .map(small::shown)
                .collect(Collectors.joining("\n"));
        return "seed %d:%n%s%nin %s"
                .formatted(report.seed(), shown, small.cloud().state());
    }

    @Test
    @DisplayName("agree without corrections, but for what the corrections correct")
    void agreeWithoutCorrections() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + Math.min(CLOUDS, 20); seed++) {
            Built built = Built.of(RandomClouds.cloud(seed), Corrections.parse("port-zero"));
            VerifyReport report = built.verify(PROBES, seed);
            assertThat(report.disagreements())
                    .as("seed %d:%n%s", seed, built.shown(report))
                    .isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "single-vpc.xml",
                "multi-vpc-complete.xml",
                "overlapping-vpcs.xml",
                "natgw-only-vpc.xml",
                "poc-static.xml",
                "small-bgp.xml",
                "nacl-forms.xml",
                "sg-forms-complete.xml",
                "unplaced-instance.xml",
                "wire-5.1.xml"
            })
    @DisplayName("agree on the clouds of documents")
    void agreeOnDocuments(String document) {
        Built built = Built.of(GniDocuments.read(document).checked(), Corrections.all());
        VerifyReport report = built.verify(1_000, 1);
        assertThat(report.disagreements()).as(built.shown(report)).isZero();
    }

    @Test
    @DisplayName("agree on the cloud of the scenarios")
    void agreeOnScenarios() {
        Built built = Built.of(ReferenceCloud.given().state(), Corrections.all());
        VerifyReport report = built.verify(5_000, 1);
        assertThat(report.disagreements()).as(built.shown(report)).isZero();
        assertThat(report.delivered()).isGreaterThan(500);
        assertThat(report).isEqualTo(built.verify(5_000, 1));
    }
}
