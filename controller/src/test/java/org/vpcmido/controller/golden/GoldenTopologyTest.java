// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.vpcmido.cloud.gni.GniDocuments;
import org.vpcmido.controller.compile.CompileContext;
import org.vpcmido.controller.compile.Corrections;
import org.vpcmido.controller.compile.Desired;
import org.vpcmido.controller.compile.Facts;
import org.vpcmido.controller.compile.LayoutSettings;
import org.vpcmido.controller.compile.ServerLimits;
import org.vpcmido.controller.compile.TopologyCompiler;
import org.vpcmido.midonet.resource.Host;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.model.finding.Checked;

/**
 * What each document asks of MidoNet, as a person has reviewed it. The generated document large-bgp.xml is left out: it
 * has nothing that the others lack, and its 11,000 lines nobody would review.
 */
@DisplayName("The topology of each document is the reviewed one")
class GoldenTopologyTest {
    private static final List<Corrections> BOTH = List.of(Corrections.none(), Corrections.all());

    static List<String> documents() {
        return List.of(
                "dhcp-options",
                "legacy-4.3",
                "minimal",
                "multi-vpc",
                "nacl-forms",
                "nacl-protocol-0",
                "natgw-only-vpc",
                "node-names",
                "overlapping-vpcs",
                "poc-proxyarp",
                "poc-static",
                "sg-forms",
                "single-vpc",
                "six-gateways-asn32",
                "small-bgp",
                "unplaced-instance");
    }

    @ParameterizedTest
    @MethodSource("documents")
    @DisplayName("as a whole, without corrections")
    void whole(String document) {
        Desired desired = compile(document + ".xml", Facts.none(), Corrections.none());
        assertReviewed("none/" + document, TopologyText.lines(desired));
    }

    @ParameterizedTest
    @MethodSource("documents")
    @DisplayName("with all corrections, by what each of them changes")
    void corrected(String document) {
        Desired without = compile(document + ".xml", Facts.none(), Corrections.none());
        Desired with = compile(document + ".xml", Facts.none(), Corrections.all());
        assertReviewed("all/" + document, CorrectionsText.lines(without, with));
    }

    @ParameterizedTest
    @CsvSource({
        "multi-vpc, multi-vpc-5.1",
        "multi-vpc, multi-vpc-5dev",
        "multi-vpc, multi-vpc-shuffled",
        "multi-vpc, multi-vpc-complete",
        "sg-forms, sg-forms-complete",
        "single-vpc, wire-4.4",
        "single-vpc, wire-5.1"
    })
    @DisplayName("by what differs from another document for nearly the same cloud")
    void variant(String base, String document) {
        BOTH.forEach(corrections -> assertReviewed(
                corrections + "/" + document, differences(base + ".xml", document + ".xml", corrections)));
    }

    static Stream<List<String>> changes() {
        return LiveChanges.sequences().stream();
    }

    @ParameterizedTest
    @MethodSource("changes")
    @DisplayName("by what differs from the document before")
    void change(List<String> documents) {
        for (int next = 1; next < documents.size(); next++) {
            String before = documents.get(next - 1);
            String after = documents.get(next);
            String name = after.replaceFirst("\\.xml$", "")
                    + (documents.size() == 2 && isSquashed(before) ? "-squashed" : "");
            BOTH.forEach(
                    corrections -> assertReviewed(corrections + "/" + name, differences(before, after, corrections)));
        }
    }

    private static boolean isSquashed(String before) {
        return before.contains("-1-") || before.contains("/0-");
    }

    private static void assertReviewed(String name, List<String> lines) {
        assertThat(lines).noneMatch(line -> line.matches(".*[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}.*"));
        ReviewedFile.assertHolds(
                "golden/" + name + ".txt",
                lines.stream().map(each -> each + "\n").collect(Collectors.joining()));
    }

    /** The second gets the numbers that the first was given, as a live cloud does. */
    private static List<String> differences(String before, String after, Corrections corrections) {
        Desired first = compile(before, Facts.none(), corrections);
        Facts numbers = GoldenFacts.of(
                first.topology(), GniDocuments.read(after).checked().state());
        return TopologyText.differences(
                TopologyText.lines(first), TopologyText.lines(compile(after, numbers, corrections)));
    }

    private static Desired compile(String document, Facts numbers, Corrections corrections) {
        Checked cloud = GniDocuments.read(document).checked();
        Map<String, Key> hosts = Observed.hosts(cloud.state()).stream()
                .map(Host::name)
                .collect(Collectors.toMap(Function.identity(), name -> Key.of("host", name)));
        CompileContext context = new CompileContext(
                numbers.withHosts(hosts), LayoutSettings.defaults(), corrections, ServerLimits.strict());
        return TopologyCompiler.compile(cloud, context);
    }
}
