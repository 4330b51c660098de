// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vpcmido.cloud.gni.GniDocuments;
import org.vpcmido.controller.compile.Corrections;
import org.vpcmido.model.given.RandomClouds;
import org.vpcmido.model.given.ReferenceCloud;

/**
 * The two judges share no code. Run it long with {@code -Dvpcmido.agreement.clouds=1000 -Dvpcmido.agreement.probes=1000},
 * and again where it failed with {@code -Dvpcmido.agreement.seed=N -Dvpcmido.agreement.clouds=1}.
 */
@DisplayName("The rules of a VPC and the topology that is compiled from them")
class AgreementPropertyTest {
    private static final int CLOUDS = Integer.getInteger("vpcmido.agreement.clouds", 100);
    private static final int PROBES = Integer.getInteger("vpcmido.agreement.probes", 200);
    private static final long FIRST_SEED = Long.getLong("vpcmido.agreement.seed", 0);

    @Test
    @DisplayName("agree on random packets in random clouds")
    void agreeInRandomClouds() {
        Set<KnownDifference> met = new TreeSet<>();
        int delivered = 0;
        for (long seed = FIRST_SEED; seed < FIRST_SEED + CLOUDS; seed++) {
            Built built = Built.of(RandomClouds.cloud(seed), Corrections.all());
            VerifyReport report = built.verify(PROBES, seed);
            assertThat(report.disagreements())
                    .as("seed %d:%n%s", seed, built.shown(report))
                    .isZero();
            met.addAll(report.known().keySet());
            delivered += report.delivered();
        }
        // What is never met needs no exception, and would hide a defect some day.
        assertThat(met).contains(KnownDifference.TOLD_OFF);
        assertThat(delivered).isGreaterThan(CLOUDS * PROBES / 10);
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
