// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.cloud.gni.GniDocuments;
import org.vpcmido.controller.adopt.Adopter;
import org.vpcmido.controller.compile.CompileContext;
import org.vpcmido.controller.compile.Corrections;
import org.vpcmido.controller.compile.LayoutSettings;
import org.vpcmido.controller.compile.ServerLimits;
import org.vpcmido.controller.compile.TopologyCompiler;
import org.vpcmido.controller.golden.GoldenFacts;
import org.vpcmido.controller.golden.GoldenTopology;
import org.vpcmido.controller.golden.ReviewedFile;
import org.vpcmido.midonet.resource.Chain;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.midonet.trace.RecordedVerdicts;
import org.vpcmido.midonet.trace.RecordedVerdicts.Aspect;
import org.vpcmido.midonet.trace.SingleRuleVerdicts;
import org.vpcmido.midonet.trace.Walker;
import org.vpcmido.model.finding.Checked;

/**
 * What MidoNet's own agent did to packets on eucanetd's topology, it would do on ours: each conversation is walked
 * through what the compiler builds from the same document, from nothing and without corrections. Rules have the names
 * that the record gives them: adoption recognises eucanetd's rules by their content, and what it recognises has the key
 * that the compiler gives.
 */
@DisplayName("On the topology that the compiler builds, packets fare as the real agent judged them")
class GroundTruthTest {
    /** The records, each with its document. */
    private static final Map<String, String> DOCUMENTS = new TreeMap<>(Map.of(
            "single-vpc", "single-vpc",
            "small-bgp", "small-bgp",
            "multi-vpc-guests", "multi-vpc",
            "multi-vpc-outside", "multi-vpc",
            "multi-vpc-rules", "multi-vpc",
            "multi-vpc-natgw", "multi-vpc",
            "sg-forms", "sg-forms",
            "nacl-forms", "nacl-forms"));

    private static final String LEGEND = """

            Packets on which walker and agent say the same. Of a packet that waited in vain for an ARP answer, only the
            verdict is on record. Learned: to an Ethernet address that bridges learn; of a flood and a unicast with the
            same fate, one side did the one and one the other.
            """;

    private static final String ROW = "%-18s %13s %8s %8s %10s %8s %8s %7s%n";

    @Test
    @DisplayName("without one exception")
    void withoutException() {
        StringBuilder table = new StringBuilder(ROW.formatted(
                "file", "conversations", "packets", "verdict", "delivered", "rules", "learned", "differ"));
        List<String> differences = new ArrayList<>();
        DOCUMENTS.forEach((record, document) -> {
            RecordedVerdicts played = play(record, document);
            table.append(ROW.formatted(
                    record,
                    played.conversations(),
                    played.packets(),
                    played.same(Aspect.FATE),
                    played.same(Aspect.AT),
                    played.same(Aspect.RULES),
                    played.floodedOrNot(),
                    played.differences().size()));
            differences.addAll(played.differences());
        });
        assertThat(differences).isEmpty();
        ReviewedFile.assertHolds("golden/ground-truth.txt", table + LEGEND);
    }

    @Test
    @DisplayName("on one group rule at a time, too")
    void oneRuleAtATime() {
        Checked cloud = GniDocuments.read("sg-forms.xml").checked();
        Topology ours = inOrderOf(adopted("sg-forms", cloud), built("sg-forms", cloud));
        SingleRuleVerdicts verdicts = new SingleRuleVerdicts(ours, Walker::assumingAllAlive);
        verdicts.play("sg-forms-single-rules");
        assertThat(verdicts.differences()).isEmpty();
        assertThat(verdicts.packets()).isEqualTo(1006);
        assertThat(verdicts.rules()).isEqualTo(17);
    }

    private static RecordedVerdicts play(String record, String document) {
        Checked cloud = GniDocuments.read(document + ".xml").checked();
        Topology adopted = adopted(document, cloud);
        Topology ours = inOrderOf(adopted, built(document, cloud));
        Map<Key, String> places = places(adopted);
        RecordedVerdicts recorded = new RecordedVerdicts(
                ours, Walker.assumingAllAlive(ours), rule -> places.getOrDefault(rule.rule(), "ours alone: " + rule));
        recorded.play(record);
        return recorded;
    }

    /** What eucanetd built, under the keys that the compiler would give. */
    private static Topology adopted(String document, Checked cloud) {
        Topology theirs = GoldenTopology.of(document).observation().topology();
        return Adopter.adopt(theirs, cloud, LayoutSettings.defaults()).topology();
    }

    /** What the compiler builds, with the numbers that eucanetd happened to give out. */
    private static Topology built(String document, Checked cloud) {
        Topology theirs = GoldenTopology.of(document).observation().topology();
        CompileContext context = new CompileContext(
                GoldenFacts.of(theirs, cloud.state()),
                LayoutSettings.defaults(),
                Corrections.none(),
                ServerLimits.lenient());
        return TopologyCompiler.compile(cloud, context).topology();
    }

    /** Under which name the record knows each rule. */
    private static Map<Key, String> places(Topology adopted) {
        Map<Key, String> places = new HashMap<>();
        adopted.all(Kind.CHAIN, Chain.class).forEach(chain -> {
            List<Rule> rules = adopted.rules(chain.key());
            for (int i = 0; i < rules.size(); i++) {
                places.put(rules.get(i).key(), chain.name() + "#" + (i + 1));
            }
        });
        return places;
    }

    /**
     * Puts the rules of each chain where the same rules stand in another topology. Which of an interface's groups, or of a
     * group's rules, is asked first is nobody's wish (README of the verdicts) but shows in the record; that eucanetd's
     * order is one that the compiler allows is what {@code EucanetdTopologyTest} proves.
     */
    private static Topology inOrderOf(Topology other, Topology topology) {
        List<Resource> resources = topology.resources().stream()
                .map(each -> each instanceof Rule rule
                        ? other.find(rule.key(), Rule.class)
                                .<Resource>map(place -> new Rule(
                                        rule.key(), rule.chain(), place.position(), rule.action(), rule.match()))
                                .orElse(rule)
                        : each)
                .toList();
        return Topology.of(resources).withActivePorts(topology.activePorts());
    }
}
