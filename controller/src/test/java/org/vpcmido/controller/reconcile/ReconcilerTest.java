// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.controller.apply.Leadership;
import org.vpcmido.model.finding.ConsistencyCheck;
import org.vpcmido.model.given.GivenCloud;
import org.vpcmido.model.given.ReferenceCloud;

@DisplayName("A reconciliation over HTTP")
class ReconcilerTest {
    private SimulatedMidonet midonet;

    @BeforeEach
    void start() {
        midonet = new SimulatedMidonet().withMachinesOf(ReferenceCloud.given().state());
    }

    @AfterEach
    void stop() {
        midonet.close();
    }

    @Test
    @DisplayName("builds a cloud from nothing, and finds nothing to do afterwards")
    void buildsFromNothing() {
        ApplyResult result = apply(ReferenceCloud.given(), Leadership.ALWAYS);

        assertThat(result.written()
                        .orElseThrow()
                        .outcomes()
                        .filter(each -> !each.reason().isEmpty()))
                .isEmpty();
        assertThat(result.hasConverged()).isTrue();
        assertThat(result.requests().writes().total())
                .isEqualTo(result.first().plan().changes().count());

        ApplyResult again = apply(ReferenceCloud.given(), Leadership.ALWAYS);
        assertThat(again.requests().writes().total()).isZero();
    }

    @Test
    @DisplayName("follows the cloud: an elastic IP moves, a rule changes, an instance goes, and all comes back")
    void followsTheCloud() {
        apply(ReferenceCloud.given(), Leadership.ALWAYS);
        for (GivenCloud next : List.of(
                ReferenceCloud.given().elasticIp("a2", "203.0.113.10"),
                ReferenceCloud.given().elasticIp("b2", "203.0.113.10"),
                ReferenceCloud.given().revokeIn("web"),
                ReferenceCloud.given().remove("a1"),
                ReferenceCloud.given())) {
            ApplyResult result = apply(next, Leadership.ALWAYS);
            assertThat(result.first().ruling().reason()).isEmpty();
            assertThat(result.first().plan().isEmpty()).isFalse();
            assertThat(result.written().orElseThrow().isComplete()).isTrue();
            assertThat(result.hasConverged()).isTrue();
        }
    }

    @Test
    @DisplayName("is held by the guard when the cloud went empty")
    void guardsAgainstEmptiness() {
        apply(ReferenceCloud.given(), Leadership.ALWAYS);
        ApplyResult result = apply(ReferenceCloud.empty(), Leadership.ALWAYS);

        assertThat(result.written()).isEmpty();
        assertThat(result.first().ruling().reason()).contains("no VPC");
        assertThat(ResultJson.write(result).at("/guard/verdict").asText()).isEqualTo("hold");
    }

    @Test
    @DisplayName("writes nothing without leadership, and says so for each change")
    void writesNothingWithoutLeadership() {
        ApplyResult result = apply(ReferenceCloud.given(), () -> false);

        assertThat(result.requests().writes().total()).isZero();
        assertThat(result.hasConverged()).isFalse();
        for (JsonNode change : ResultJson.write(result).path("changes")) {
            assertThat(change.path("outcome").asText()).isEqualTo("dropped");
        }
    }

    @Test
    @DisplayName("fails, and leaves nobody waiting, when a plan cannot even be begun")
    void endsWithADefect() {
        PlanResult plan =
                midonet.plan(ConsistencyCheck.check(ReferenceCloud.given().state()));
        assertThatThrownBy(() -> midonet.write(plan, change -> {
                    throw new IllegalArgumentException("a defect");
                }))
                .rootCause()
                .hasMessage("a defect");
    }

    private ApplyResult apply(GivenCloud cloud, Leadership leadership) {
        return midonet.apply(ConsistencyCheck.check(cloud.state()), leadership);
    }
}
