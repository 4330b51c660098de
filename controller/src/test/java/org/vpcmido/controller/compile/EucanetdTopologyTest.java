// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vpcmido.cloud.gni.GniDocuments;
import org.vpcmido.controller.golden.GoldenFacts;
import org.vpcmido.controller.golden.GoldenTopology;
import org.vpcmido.controller.golden.NamedTopology;
import org.vpcmido.midonet.client.Observation;
import org.vpcmido.midonet.client.RealTopologies;
import org.vpcmido.midonet.resource.Chain;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.finding.Checked;

@DisplayName("Without corrections the compiler builds what eucanetd built")
class EucanetdTopologyTest {
    static List<String> golden() {
        return GoldenTopology.COMPLETE;
    }

    /** Those that eucanetd completed on a MidoNet that refuses port 0, read back from that MidoNet. */
    static Stream<String> real() {
        return Stream.of("minimal", "single-vpc", "small-bgp", "sg-forms-complete", "multi-vpc-complete");
    }

    @ParameterizedTest
    @MethodSource("golden")
    @DisplayName("on a stand-in of MidoNet that took ports from 0")
    void equalsGolden(String name) {
        GoldenTopology golden = GoldenTopology.of(name);
        Observation observation = golden.observation();
        assertThat(observation.unreadable()).isEmpty();
        assertSame(observation.topology(), golden.document(), ServerLimits.lenient());
    }

    @ParameterizedTest
    @MethodSource("real")
    @DisplayName("on a real MidoNet 5.8")
    void equalsReal(String name) {
        assertSame(RealTopologies.observation(name).topology(), name + ".xml", ServerLimits.strict());
    }

    static List<String> halfBuilt() {
        return GoldenTopology.HALF_BUILT;
    }

    @ParameterizedTest
    @MethodSource("halfBuilt")
    @DisplayName("and asks for all that eucanetd had made before it stopped half-way, but for what it left empty")
    void containsHalfBuilt(String name) {
        GoldenTopology golden = GoldenTopology.of(name);
        Observation observation = golden.observation();
        assertThat(observation.unreadable()).isEmpty();
        Checked cloud = GniDocuments.read(golden.document()).checked();
        Facts facts = GoldenFacts.of(observation.topology(), cloud.state());
        Desired desired = TopologyCompiler.compile(
                cloud, new CompileContext(facts, LayoutSettings.defaults(), Corrections.none(), ServerLimits.strict()));
        assertThat(NamedTopology.differences(
                        new NamedTopology(observation.topology()), new NamedTopology(desired.topology())))
                .isNotEmpty()
                .noneMatch(line -> line.startsWith("missing"));
        assertThat(desired.findings()).isNotEmpty().allMatch(each -> each.code().equals("zero-refused"));
    }

    private static void assertSame(Topology built, String document, ServerLimits limits) {
        Checked cloud = GniDocuments.read(document).checked();
        Facts facts = GoldenFacts.of(built, cloud.state());
        Desired desired = TopologyCompiler.compile(
                cloud, new CompileContext(facts, LayoutSettings.defaults(), Corrections.none(), limits));
        NamedTopology expected = new NamedTopology(built);
        NamedTopology actual = new NamedTopology(desired.topology());
        assertThat(NamedTopology.differences(expected, actual)).isEmpty();
        assertThat(outOfOrder(expected, desired)).isEmpty();
        assertThat(desired.findings()).isEmpty();
    }

    /** Pairs of rules that stand in an order that the strata forbid. */
    private static List<String> outOfOrder(NamedTopology built, Desired desired) {
        Map<String, List<Rule>> desiredChains = new HashMap<>();
        Map<String, List<String>> named = new NamedTopology(desired.topology()).chains();
        desired.topology()
                .all(Kind.CHAIN, Chain.class)
                .forEach(chain -> desiredChains.put(
                        "chain:" + chain.name(), desired.topology().rules(chain.key())));
        List<String> wrong = new ArrayList<>();
        built.chains().forEach((chain, lines) -> {
            List<Rule> rules = desiredChains.getOrDefault(chain, List.of());
            List<String> contents = named.getOrDefault(chain, List.of());
            List<Rule> inBuiltOrder = lines.stream()
                    .map(line -> rules.get(contents.indexOf(line)))
                    .toList();
            for (int i = 1; i < inBuiltOrder.size(); i++) {
                for (int j = 0; j < i; j++) {
                    if (mustPrecede(inBuiltOrder.get(i), inBuiltOrder.get(j), desired)) {
                        wrong.add(chain + ": " + lines.get(j) + " stands before " + lines.get(i));
                    }
                }
            }
        });
        return wrong;
    }

    private static boolean mustPrecede(Rule first, Rule second, Desired desired) {
        Optional<Stratum> stratum = Optional.ofNullable(desired.strata().get(first.key()));
        Optional<Stratum> other = Optional.ofNullable(desired.strata().get(second.key()));
        if (stratum.isPresent() && other.isPresent()) {
            return stratum.get().isBefore(other.get());
        }
        return first.position() < second.position();
    }
}
