// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.vpcmido.controller.apply.Outcome;
import org.vpcmido.controller.compile.Corrections;
import org.vpcmido.controller.golden.Renumbered;
import org.vpcmido.midonet.simulator.Personality;
import org.vpcmido.model.finding.Finding;

@DisplayName("A cloud")
class HardCloudsTest {
    @ParameterizedTest
    @CsvSource({
        "multi-vpc, ''",
        "sg-forms, ''",
        "nacl-forms, ''",
        "nacl-protocol-0, ''",
        "six-gateways-asn32, as-number-too-high"
    })
    @DisplayName("over which eucanetd fails on MidoNet 5.4 is built whole, and what cannot be is reported")
    void isBuiltWhole(String document, String expected) {
        try (SimulatedMidonet midonet = new SimulatedMidonet(Personality.V5_4).withMachinesOf(document + ".xml")) {
            ApplyResult result = midonet.apply(document + ".xml");
            assertDone(result);
            assertThat(result.first().findings().stream().map(Finding::code).distinct())
                    .isEqualTo(Arrays.stream(expected.split(" "))
                            .filter(code -> !code.isEmpty())
                            .toList());
        }
    }

    @ParameterizedTest
    @EnumSource(Personality.class)
    @DisplayName("is built alike on every release, with one accepted request for each write")
    void isBuiltOnEveryRelease(Personality personality) {
        for (String document : List.of("small-bgp.xml", "multi-vpc-complete.xml", "poc-proxyarp.xml")) {
            for (Corrections corrections : List.of(Corrections.none(), Corrections.all())) {
                try (SimulatedMidonet midonet = new SimulatedMidonet(personality)
                                .withMachinesOf(document)
                                .correcting(corrections);
                        SimulatedMidonet latest = new SimulatedMidonet(Personality.V5_4)
                                .withMachinesOf(document)
                                .correcting(corrections)) {
                    assertDone(midonet.apply(document));
                    assertDone(latest.apply(document));
                    assertThat(Renumbered.lines(midonet.observed())).isEqualTo(Renumbered.lines(latest.observed()));
                }
            }
        }
    }

    /** Nothing refused, nothing repeated, and all of it found again. */
    private static void assertDone(ApplyResult result) {
        assertThat(result.written()
                        .orElseThrow()
                        .outcomes()
                        .map(Outcome::status)
                        .collect(Collectors.toSet()))
                .containsExactly(Outcome.Status.APPLIED);
        assertThat(result.requests().writes().total())
                .isEqualTo(result.first().plan().changes().count());
        assertThat(result.hasConverged()).isTrue();
    }
}
