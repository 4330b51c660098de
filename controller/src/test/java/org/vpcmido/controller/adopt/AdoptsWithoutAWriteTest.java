// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vpcmido.controller.compile.CompileContext;
import org.vpcmido.controller.compile.Corrections;
import org.vpcmido.controller.compile.LayoutSettings;
import org.vpcmido.controller.compile.ServerLimits;
import org.vpcmido.controller.compile.TopologyCompiler;
import org.vpcmido.controller.plan.Change;
import org.vpcmido.controller.plan.ChangePlan;
import org.vpcmido.controller.plan.Planner;

@DisplayName("Without corrections, against what eucanetd built for the same document on a real MidoNet,")
class AdoptsWithoutAWriteTest {
    private static ChangePlan plan(Scene scene) {
        Adoption adoption = scene.adopt();
        CompileContext context = new CompileContext(
                adoption.facts(), LayoutSettings.defaults(), Corrections.none(), ServerLimits.strict());
        return Planner.plan(TopologyCompiler.compile(scene.cloud(), context), adoption.topology());
    }

    private static List<String> text(ChangePlan plan) {
        return plan.changes()
                .map(change -> change.action() + " " + change.key())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"minimal", "single-vpc", "small-bgp", "sg-forms-complete", "multi-vpc-complete"})
    @DisplayName("there is nothing to do")
    void nothingToDo(String document) {
        ChangePlan plan = plan(new Scene(document));
        assertThat(text(plan)).isEmpty();
        assertThat(plan.kept()).isEmpty();
        assertThat(plan.impossible()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sg-forms", "multi-vpc"})
    @DisplayName("a cloud that it left half-built gets what it lacks, and nothing there is touched")
    void onlyCreates(String document) {
        ChangePlan plan = plan(new Scene(document));
        assertThat(plan.changes().filter(change -> change.action() != Change.Action.CREATE))
                .isEmpty();
        assertThat(plan.changes().filter(change -> change.action() == Change.Action.CREATE))
                .isNotEmpty();
        assertThat(plan.impossible()).isEmpty();
    }
}
