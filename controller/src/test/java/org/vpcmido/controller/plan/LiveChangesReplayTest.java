// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vpcmido.cloud.gni.GniDocuments;
import org.vpcmido.controller.adopt.Adopter;
import org.vpcmido.controller.adopt.Adoption;
import org.vpcmido.controller.compile.CompileContext;
import org.vpcmido.controller.compile.Corrections;
import org.vpcmido.controller.compile.Desired;
import org.vpcmido.controller.compile.LayoutSettings;
import org.vpcmido.controller.compile.ServerLimits;
import org.vpcmido.controller.compile.TopologyCompiler;
import org.vpcmido.controller.golden.LiveChanges;
import org.vpcmido.controller.golden.Observed;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.finding.Checked;

@DisplayName("On the way from one cloud to the next, in whatever order the writes of a wave end,")
class LiveChangesReplayTest {
    private static final LayoutSettings SETTINGS = LayoutSettings.defaults();
    private static final int ORDERS = Integer.getInteger("vpcmido.replay.orders", 3);

    static Stream<List<String>> sequences() {
        return LiveChanges.sequences().stream().map(LiveChanges::andBack);
    }

    @ParameterizedTest
    @MethodSource("sequences")
    @DisplayName("no address has two owners, no chain is open or torn, and nothing dangles")
    void isSafeAfterEveryWrite(List<String> documents) {
        for (int seed = 0; seed < ORDERS; seed++) {
            Topology midonet = Topology.of(documents.stream()
                    .flatMap(each -> Observed.machines(cloud(each).state()).stream())
                    .distinct());
            boolean isThere = false;
            for (String next : documents) {
                midonet = reach(midonet, next, seed, isThere);
                isThere = true;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"multi-vpc.xml", "small-bgp.xml", "overlapping-vpcs.xml", "natgw-only-vpc.xml"})
    @DisplayName("and from nothing and back to nothing, it is the same")
    void isSafeFromNothing(String document) {
        Topology machines = Topology.of(Observed.machines(cloud(document).state()));
        Topology built = reach(machines, document, 1, true);
        reach(built, "minimal.xml", 1, true);
    }

    @Test
    @DisplayName("which is seen at once: of a chain in use, no rule may be missing")
    void missingRulesAreNoticed() {
        Checked cloud = cloud("single-vpc.xml");
        Adoption adoption = Adopter.adopt(Topology.of(Observed.machines(cloud.state())), cloud, SETTINGS);
        Topology whole = compile(cloud, adoption).topology();
        SafetyWatch watch = new SafetyWatch(adoption.topology(), whole);
        watch.check(whole);
        List<Rule> rules = whole.all(Kind.RULE, Rule.class).toList();
        assertThat(rules).isNotEmpty().allSatisfy(missing -> {
            Topology torn = Topology.of(whole.resources().stream().filter(each -> !each.equals(missing)));
            assertThatThrownBy(() -> watch.check(torn)).isInstanceOf(AssertionError.class);
        });
    }

    private static Topology reach(Topology observed, String document, int seed, boolean watched) {
        Checked cloud = cloud(document);
        Adoption adoption = Adopter.adopt(observed, cloud, SETTINGS);
        Desired desired = compile(cloud, adoption);
        ReplayedMidonet midonet = new ReplayedMidonet(adoption.topology());
        ChangePlan plan = Planner.plan(desired, adoption.topology());
        SafetyWatch watch = new SafetyWatch(adoption.topology(), desired.topology());
        Replay replay = new Replay(midonet, new Random(seed), 0);
        if (watched) {
            replay.watching(written -> watch.check(midonet.read()));
        }
        replay.apply(plan);
        Topology written = Observed.of(midonet.read());
        Adoption again = Adopter.adopt(written, cloud, SETTINGS);
        assertThat(Planner.plan(compile(cloud, again), again.topology()).changes())
                .as("second pass of %s", document)
                .isEmpty();
        return written;
    }

    private static Desired compile(Checked cloud, Adoption adoption) {
        return TopologyCompiler.compile(
                cloud, new CompileContext(adoption.facts(), SETTINGS, Corrections.all(), ServerLimits.strict()));
    }

    private static Checked cloud(String document) {
        return GniDocuments.read(document).checked();
    }
}
