// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("'bench' on its smallest cloud")
class BenchTest {
    private static final Map<String, JsonNode> FIGURES = new LinkedHashMap<>();

    private static Called called;
    private static JsonNode report;

    @BeforeAll
    static void measure() throws Exception {
        called = Called.vpcmido("bench", "--cloud", "small", "--output", "json");
        assertThat(called.exitCode()).as(called.err()).isEqualTo(ExitCode.DONE);
        report = called.json();
        report.path("figures").forEach(each -> FIGURES.put(each.path("name").asText(), each));
    }

    private static long writes(String figure) {
        return FIGURES.getOrDefault(figure, MissingNode.getInstance())
                .path("writes")
                .asLong();
    }

    @Test
    @DisplayName("says for each thing that it measures how long it took, with how many requests")
    void shape() {
        assertThat(report.path("cloud").asText()).isEqualTo("small");
        assertThat(report.at("/counts/vpcs").asInt()).isEqualTo(3);
        assertThat(report.at("/counts/interfaces").asInt()).isEqualTo(22);
        assertThat(report.at("/counts/rules").asInt()).isPositive();
        assertThat(FIGURES)
                .containsOnlyKeys(
                        "first convergence",
                        "pass on an unchanged document",
                        "one rule change",
                        "one instance launch",
                        "one elastic IP move",
                        "cold start to first decision",
                        "the simulator's ceiling for these");
        assertThat(FIGURES.values()).allSatisfy(each -> {
            assertThat(each.path("millis").isIntegralNumber()).isTrue();
            assertThat(each.path("requests").asLong()).isPositive();
            assertThat(each.path("requests_per_second").isIntegralNumber()).isTrue();
        });
        assertThat(report.path("heap_peak_bytes").asLong()).isPositive();
    }

    @Test
    @DisplayName("shows that every change is written once, and that nothing is written where nothing changed")
    void writes() {
        assertThat(writes("first convergence")).isGreaterThan(1_000);
        assertThat(writes("pass on an unchanged document")).isZero();
        assertThat(writes("one rule change")).isEqualTo(1);
        assertThat(writes("one instance launch")).isBetween(10L, 100L);
        assertThat(writes("one elastic IP move")).isBetween(2L, 20L);
        assertThat(writes("cold start to first decision")).isZero();
        assertThat(writes("the simulator's ceiling for these")).isGreaterThanOrEqualTo(writes("first convergence"));
    }

    @Test
    @DisplayName("tells on standard error what it is doing")
    void progress() {
        assertThat(called.err().lines())
                .contains("first convergence ...")
                .anyMatch(line -> line.startsWith("one rule change: "));
    }
}
