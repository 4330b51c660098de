// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vpcmido.cloud.gni.GniDocuments;
import org.vpcmido.controller.compile.CompileContext;
import org.vpcmido.controller.compile.Corrections;
import org.vpcmido.controller.compile.LayoutSettings;
import org.vpcmido.controller.compile.ServerLimits;
import org.vpcmido.controller.compile.TopologyCompiler;
import org.vpcmido.controller.golden.GoldenTopology;
import org.vpcmido.controller.plan.Change;
import org.vpcmido.controller.plan.ChangePlan;
import org.vpcmido.controller.plan.Planner;
import org.vpcmido.midonet.resource.BgpPeer;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.finding.Checked;
import org.vpcmido.model.vpc.CloudConfiguration;
import org.vpcmido.model.vpc.UplinkGateway;
import org.vpcmido.model.vpc.VpcState;

@DisplayName("Without corrections, against what eucanetd built for the same document,")
class AdoptsWithoutAWriteTest {
    private static ChangePlan plan(Topology observed, Checked cloud, ServerLimits limits) {
        LayoutSettings settings = LayoutSettings.defaults();
        Adoption adoption = Adopter.adopt(observed, cloud, settings);
        assertThat(adoption.findings()).isEmpty();
        CompileContext context = new CompileContext(adoption.facts(), settings, Corrections.none(), limits);
        return Planner.plan(TopologyCompiler.compile(cloud, context), adoption.topology());
    }

    private static ChangePlan plan(String document) {
        Scene scene = new Scene(document);
        return plan(scene.observed(), scene.cloud(), ServerLimits.strict());
    }

    private static ChangePlan plan(GoldenTopology golden, ServerLimits limits) {
        Checked cloud = GniDocuments.read(golden.document()).checked();
        return plan(golden.observation().topology(), cloud, limits);
    }

    static List<String> complete() {
        return GoldenTopology.COMPLETE;
    }

    static List<String> halfBuilt() {
        return GoldenTopology.HALF_BUILT;
    }

    private static List<String> text(ChangePlan plan) {
        return plan.changes()
                .map(change -> change.action() + " " + change.key())
                .toList();
    }

    private static void assertNothingToDo(ChangePlan plan) {
        assertThat(text(plan)).isEmpty();
        assertThat(plan.kept()).isEmpty();
        assertThat(plan.impossible()).isEmpty();
    }

    private static void assertOnlyCreates(ChangePlan plan) {
        assertThat(plan.changes().map(Change::action)).isNotEmpty().containsOnly(Change.Action.CREATE);
        assertThat(plan.impossible()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"minimal", "single-vpc", "small-bgp", "sg-forms-complete", "multi-vpc-complete"})
    @DisplayName("on a real MidoNet, there is nothing to do")
    void nothingToDoOnRealMidonet(String document) {
        assertNothingToDo(plan(document));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sg-forms", "multi-vpc"})
    @DisplayName("on a real MidoNet where it never got ready, what lacks is made, and nothing there is touched")
    void onlyCreatesOnRealMidonet(String document) {
        assertOnlyCreates(plan(document));
    }

    @ParameterizedTest
    @MethodSource("complete")
    @DisplayName("there is nothing to do")
    void nothingToDo(String name) {
        assertNothingToDo(plan(GoldenTopology.of(name), ServerLimits.lenient()));
    }

    @ParameterizedTest
    @MethodSource("halfBuilt")
    @DisplayName("where it never got ready, what lacks is made, and nothing there is touched")
    void onlyCreates(String name) {
        assertOnlyCreates(plan(GoldenTopology.of(name), ServerLimits.strict()));
    }

    @Test
    @DisplayName("BGP sessions that somebody set up by hand stay, with their AS number, while the cloud names none")
    void foreignSessionsStay() {
        Scene scene = new Scene("small-bgp");
        VpcState state = scene.cloud().state();
        CloudConfiguration configuration = state.configuration();
        List<UplinkGateway> gateways = configuration.gateways().stream()
                .map(each -> new UplinkGateway(
                        each.host(), each.device(), each.address(), each.network(), each.nextHop(), Optional.empty()))
                .toList();
        VpcState withoutBgp =
                state.edit().configuration(configuration.withGateways(gateways)).build();
        Checked cloud = new Checked(withoutBgp, List.of(), Set.of());
        assertThat(scene.observed().all(Kind.BGP_PEER, BgpPeer.class)).isNotEmpty();
        assertNothingToDo(plan(scene.observed(), cloud, ServerLimits.strict()));
    }
}
