// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vpcmido.controller.compile.CompileContext;
import org.vpcmido.controller.compile.Correction;
import org.vpcmido.controller.compile.Corrections;
import org.vpcmido.controller.compile.LayoutSettings;
import org.vpcmido.controller.compile.ServerLimits;
import org.vpcmido.controller.compile.TopologyCompiler;
import org.vpcmido.controller.golden.GoldenFacts;
import org.vpcmido.controller.golden.GoldenTopology;
import org.vpcmido.controller.golden.NamedTopology;
import org.vpcmido.controller.golden.Renumbered;
import org.vpcmido.controller.golden.ReviewedFile;
import org.vpcmido.controller.plan.Change;
import org.vpcmido.controller.plan.ChangePlan.Summary;
import org.vpcmido.midonet.client.RealTopologies;
import org.vpcmido.midonet.simulator.Personality;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.finding.Checked;

@DisplayName("A MidoNet that eucanetd filled")
class EucanetdCloudsTest {
    @Test
    @DisplayName("is what we build from nothing, and taken over without a write; corrections change what they name")
    void isTakenOver() {
        StringBuilder table = new StringBuilder();
        for (String name : GoldenTopology.COMPLETE) {
            GoldenTopology golden = GoldenTopology.of(name);
            try (SimulatedMidonet midonet = new SimulatedMidonet(personality(golden)).holding(golden.toDump())) {
                PlanResult plan = midonet.correcting(Corrections.none()).plan(golden.document());
                List<String> differences = fromNothing(midonet.observed(), plan);
                Summary summary = plan.plan().summary();
                table.append("%s on %s: %d resources; from nothing %d differences; plan %d/%d/%d\n"
                        .formatted(
                                name,
                                personality(golden),
                                summary.unchanged(),
                                differences.size(),
                                summary.create(),
                                summary.update(),
                                summary.delete()));
                assertThat(differences).as(name).isEmpty();
                assertNothingToDo(plan);
                assertCorrectsByName(midonet.correcting(Corrections.all()).plan(golden.document()));
            }
        }
        ReviewedFile.assertHolds("golden/taken-over.txt", table.toString());
    }

    /** What differs between what is there and what we would build on an empty MidoNet, were the numbers the same. */
    private static List<String> fromNothing(Topology there, PlanResult plan) {
        Checked cloud = plan.cloud().checked();
        CompileContext context = new CompileContext(
                GoldenFacts.of(there, cloud.state()),
                LayoutSettings.defaults(),
                Corrections.none(),
                ServerLimits.lenient());
        Topology built = TopologyCompiler.compile(cloud, context).topology();
        return NamedTopology.differences(new NamedTopology(there), new NamedTopology(built));
    }

    @ParameterizedTest
    @ValueSource(strings = {"minimal", "single-vpc", "small-bgp", "sg-forms-complete", "multi-vpc-complete"})
    @DisplayName("and a real one was, is taken over without a write; corrections change nothing but what they name")
    void realIsTakenOver(String name) {
        try (SimulatedMidonet midonet = new SimulatedMidonet(Personality.V5_4).holding(RealTopologies.json(name))) {
            assertNothingToDo(midonet.correcting(Corrections.none()).plan(name + ".xml"));
            assertCorrectsByName(midonet.correcting(Corrections.all()).plan(name + ".xml"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sg-forms", "multi-vpc"})
    @DisplayName("with port 0 is taken over without a word by an old server, as what it holds proves what it takes")
    void rulesWithZeroProveTheServer(String name) {
        GoldenTopology golden = GoldenTopology.of(name);
        try (SimulatedMidonet midonet = new SimulatedMidonet(Personality.V5_2).holding(golden.toDump())) {
            PlanResult plan = midonet.correcting(Corrections.none()).plan(golden.document());
            assertThat(text(plan)).isEmpty();
            assertThat(plan.findings()).isEmpty();
        }
    }

    @Test
    @DisplayName("with port 0 keeps those rules on a server that would not take them any more, and says so")
    void rulesWithZeroStay() {
        GoldenTopology golden = GoldenTopology.of("multi-vpc");
        try (SimulatedMidonet midonet = new SimulatedMidonet(Personality.V5_4).holding(golden.toDump())) {
            PlanResult plan = midonet.correcting(Corrections.none()).plan(golden.document());
            assertThat(text(plan)).isEmpty();
            assertThat(plan.findings())
                    .isNotEmpty()
                    .allMatch(each -> each.code().equals("zero-refused"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sg-forms", "multi-vpc"})
    @DisplayName("half, as it refused port 0, gets what it lacks; what is there is not touched")
    void halfBuiltIsCompleted(String name) {
        try (SimulatedMidonet midonet = new SimulatedMidonet(Personality.V5_4).holding(RealTopologies.json(name))) {
            assertIsCompleted(midonet.correcting(Corrections.parse("port-zero")), name + ".xml");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "change-eip-move-3-after, eip-move-1-before",
        "change-instance-start-after, instance-start-before",
        "change-migration-after, migration-before",
        "change-nacl-after, nacl-before",
        "change-routes-after, routes-before",
        "change-sg-rules-after, sg-rules-before",
        "multi-vpc, subnet-add-after",
        "multi-vpc, natgw-delete-after",
        "multi-vpc, vpc-idle-after",
        "small-bgp, gateway-static-to-bgp-before",
        "small-bgp, gateway-edit-after"
    })
    @DisplayName("is maintained from then on: after a change and back again it is what eucanetd built")
    void isMaintained(String there, String change) {
        GoldenTopology golden = GoldenTopology.of(there);
        try (SimulatedMidonet midonet = new SimulatedMidonet(personality(golden)).holding(golden.toDump())) {
            SortedMap<String, Integer> before = Renumbered.lines(midonet.observed());
            midonet.correcting(Corrections.none());
            ApplyResult changed = midonet.applyUnguarded("change/" + change + ".xml");
            assertThat(changed.first().plan().isEmpty()).isFalse();
            assertThat(changed.hasConverged()).isTrue();
            assertThat(midonet.applyUnguarded(golden.document()).hasConverged()).isTrue();
            assertThat(Renumbered.lines(midonet.observed())).isEqualTo(before);
        }
    }

    private static void assertIsCompleted(SimulatedMidonet midonet, String document) {
        NamedTopology before = new NamedTopology(midonet.observed());
        ApplyResult result = midonet.apply(document);
        assertThat(result.first().plan().changes().map(Change::action)).containsOnly(Change.Action.CREATE);
        assertThat(result.hasConverged()).isTrue();
        assertThat(NamedTopology.differences(before, new NamedTopology(midonet.observed())))
                .isNotEmpty()
                .noneMatch(line -> line.startsWith("missing"));
    }

    private static Personality personality(GoldenTopology golden) {
        return golden.namesZero() ? Personality.V5_0 : Personality.V5_4;
    }

    private static void assertNothingToDo(PlanResult result) {
        assertThat(text(result)).isEmpty();
        Summary summary = result.plan().summary();
        assertThat(summary).isEqualTo(new Summary(0, 0, 0, summary.unchanged()));
        assertThat(result.plan().kept()).isEmpty();
        assertThat(result.findings()).isEmpty();
    }

    private static void assertCorrectsByName(PlanResult result) {
        Set<String> names = new TreeSet<>();
        Stream.of(Correction.values()).forEach(each -> names.add(each.id()));
        assertThat(result.plan()
                        .changes()
                        .filter(change -> names.stream()
                                .noneMatch(name -> change.because().contains(name))))
                .isEmpty();
    }

    private static List<String> text(PlanResult result) {
        return result.plan()
                .changes()
                .map(change -> change.action() + " " + change.key())
                .toList();
    }
}
