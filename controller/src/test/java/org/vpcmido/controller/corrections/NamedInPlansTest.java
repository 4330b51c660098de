// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.corrections;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.vpcmido.cloud.gni.GniDocuments;
import org.vpcmido.controller.adopt.Adopter;
import org.vpcmido.controller.adopt.Adoption;
import org.vpcmido.controller.compile.CompileContext;
import org.vpcmido.controller.compile.Correction;
import org.vpcmido.controller.compile.Corrections;
import org.vpcmido.controller.compile.LayoutSettings;
import org.vpcmido.controller.compile.ServerLimits;
import org.vpcmido.controller.compile.TopologyCompiler;
import org.vpcmido.controller.golden.GoldenTopology;
import org.vpcmido.controller.plan.Change;
import org.vpcmido.controller.plan.ChangePlan;
import org.vpcmido.controller.plan.Planner;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.model.finding.Checked;

@DisplayName("Where eucanetd has built a cloud,")
class NamedInPlansTest {
    static List<String> complete() {
        return GoldenTopology.COMPLETE;
    }

    @ParameterizedTest
    @MethodSource("complete")
    @DisplayName("every change of a plan with all corrections names one")
    void everyChangeNamesACorrection(String name) {
        GoldenTopology golden = GoldenTopology.of(name);
        Checked cloud = GniDocuments.read(golden.document()).checked();
        Adoption adoption = Adopter.adopt(golden.observation().topology(), cloud, LayoutSettings.defaults());
        ChangePlan plan = Planner.plan(
                TopologyCompiler.compile(cloud, context(adoption, Corrections.all())), adoption.topology());
        assertThat(plan.impossible()).isEmpty();
        assertThat(plan.changes())
                .allSatisfy(change -> assertThat(change.because()).contains("correction "));
        // Only a rule cannot be changed in place.
        assertThat(plan.changes())
                .filteredOn(change -> change.action() == Change.Action.DELETE)
                .allMatch(change -> change.subject().kind() == Kind.RULE);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"GROUP_REFERENCES_PRIVATE", "PORT_ZERO", "ALL_PORTS", "METADATA_PROTOCOLS"})
    @DisplayName("a correction changes only what is named after it, and switched off it leaves nothing behind")
    void switchesOnAndOff(Correction correction) {
        Checked cloud = GniDocuments.read("multi-vpc.xml").checked();
        Adoption adoption = Adopter.adopt(
                GoldenTopology.of("multi-vpc").observation().topology(), cloud, LayoutSettings.defaults());
        var without = TopologyCompiler.compile(cloud, context(adoption, Corrections.none()));
        var with = TopologyCompiler.compile(cloud, context(adoption, new Corrections(Set.of(correction))));
        assertThat(Planner.plan(with, adoption.topology()).changes())
                .allSatisfy(change -> assertThat(change.because()).contains("correction " + correction.id() + ": "));
        assertThat(Planner.plan(without, adoption.topology()).changes()).isEmpty();
        ChangePlan back = Planner.plan(without, with.topology());
        assertThat(back.changes()).extracting(Change::action).doesNotContain(Change.Action.CREATE);
    }

    private static CompileContext context(Adoption adoption, Corrections corrections) {
        return new CompileContext(adoption.facts(), LayoutSettings.defaults(), corrections, ServerLimits.lenient());
    }
}
