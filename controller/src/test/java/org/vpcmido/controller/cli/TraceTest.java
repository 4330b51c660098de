// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vpcmido.model.given.Ids;
import org.vpcmido.model.given.ReferenceCloud;
import org.vpcmido.model.given.Targets;
import org.vpcmido.model.vpc.VpcState;

/** The walks are those of eucanetd-vpcmido.md 6.10, on eucanetd's topology. */
@DisplayName("'trace' and 'explain'")
class TraceTest {
    private static final VpcState CLOUD = ReferenceCloud.empty()
            .vpc("v", "172.31.0.0/16")
            .attachInternetGateway("v")
            .subnet("A", "v", "172.31.0.0/20", "one")
            .subnet("B", "v", "172.31.16.0/20", "one")
            .route("v", "0.0.0.0/0", Targets.igw("v"))
            .group("sg")
            .allowIn("sg", "all sg")
            .instance("i1", "A", "172.31.0.10", "192.0.2.21", "sg")
            .elasticIp("i1", "203.0.113.10")
            .instance("i2", "A", "172.31.0.11", "192.0.2.22", "sg")
            .natGateway("n", "B", "172.31.16.5", "203.0.113.20")
            .routeTable("a", "v")
            .route("a", "0.0.0.0/0", Targets.igw("v"))
            .route("a", "198.18.7.0/24", Targets.nat("n"))
            .associate("A", "a")
            .state();
    private static final String I1 = Ids.instance("i1").value();
    private static final String I2 = Ids.instance("i2").value();
    private static final String ENI1 = Ids.networkInterface("i1").value();

    @TempDir
    private static Path folder;

    private static Scene scene;
    private static Path document;

    @BeforeAll
    static void apply() throws Exception {
        scene = Scene.of(folder, CLOUD);
        document = scene.document(CLOUD);
        assertThat(scene.apply(document, "--corrections", "none").exitCode()).isEqualTo(ExitCode.DONE);
        scene.resetRequests();
    }

    @AfterAll
    static void stop() {
        assertThat(scene.requests().byMethod()).containsOnlyKeys("GET");
        scene.close();
    }

    private static Called trace(String... arguments) {
        List<String> all = new ArrayList<>(List.of("--corrections", "none"));
        all.addAll(List.of(arguments));
        return scene.call("trace", document, all.toArray(String[]::new));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "W1 | --from internet:192.0.2.9 --to 203.0.113.10 --port 22 | dropped by rule ic_I1_postchain#7 ",
                "W2 | --from I1 --to 192.0.2.9 | delivered to the outside as tcp 203.0.113.10:40000 -> 192.0.2.9:80",
                "W3 | --from I2 --to 192.0.2.9 | known difference private-leak",
                "W4 | --from I2 --to 198.18.7.7 | delivered to the outside as tcp 203.0.113.20:",
                "W5 | --from I1 --to I2 --port 22 | delivered to eni-00006932 as tcp 172.31.0.10:40000 -> 172.31.0.11:22",
                "W6 | --from I2 --to 203.0.113.10 --port 22 | now   tcp 172.31.0.11:40000 -> 172.31.0.10:22  "
                        + "(destination was 203.0.113.10:22)",
                "W7 | --from I1 --to 169.254.169.254 | delivered to metadata as tcp 255.0.0.1",
                "W8 | --from I1 --to 169.254.0.1 --port 22 | dropped by rule eucabr_infilter#1",
                "W9 | --from I1 --to 192.0.2.9 --source 172.31.0.11 | dropped by rule ic_I1_prechain#3"
            })
    @DisplayName("follows a documented walk to its documented end")
    void walks(String walk, String arguments, String words) {
        Called called = trace(withIds(arguments).split(" "));
        assertThat(called.exitCode()).as(called.err()).isEqualTo(ExitCode.DONE);
        assertThat(called.out()).as(walk).contains(withIds(words));
    }

    private static String withIds(String text) {
        return text.replace("I1", I1).replace("I2", I2);
    }

    @Test
    @DisplayName("names the deciding rule by cloud id and by MidoNet's, which 'explain' knows")
    void decidingRule() throws Exception {
        JsonNode traces = trace("--from", "internet", "--to", "203.0.113.10", "--output", "json")
                .json();
        assertThat(traces).hasSize(1);
        assertThat(traces.at("/0/vpc/delivered").asBoolean()).isFalse();
        assertThat(traces.at("/0/vpc/reason").asText()).isEqualTo("SECURITY_GROUP");
        JsonNode hops = traces.at("/0/midonet/hops");
        JsonNode last = hops.get(hops.size() - 1);
        assertThat(last.path("action").asText()).isEqualTo("rule");
        assertThat(last.path("serves").asText()).isEqualTo(ENI1);
        assertThat(traces.at("/0/midonet/ending").asText())
                .contains("of " + ENI1)
                .endsWith(", MidoNet " + last.path("id").asText());

        Called explained = explain(last.path("id").asText());
        assertThat(explained.exitCode()).as(explained.err()).isEqualTo(ExitCode.DONE);
        assertThat(explained.out().lines()).hasSize(2).last().asString().contains(ENI1, "rule");
    }

    @Test
    @DisplayName("follows the answer too, with --reply")
    void reply() throws Exception {
        Called both = trace("--from", ENI1, "--to", "198.51.100.200", "--protocol", "udp", "--port", "53", "--reply");
        assertThat(both.out())
                .containsSubsequence(
                        "Packet:   udp 172.31.0.10:40000 -> 198.51.100.200:53 from " + ENI1,
                        "(source was 172.31.0.10:40000)",
                        "Together: both say the same",
                        "Reply:    udp 198.51.100.200:53 -> 203.0.113.10:40000 from the outside",
                        "delivered to " + ENI1);
        JsonNode json = trace("--from", ENI1, "--to", "192.0.2.9", "--protocol", "icmp", "--reply", "--output", "json")
                .json();
        assertThat(json.findValuesAsText("reply")).containsExactly("false", "true");
    }

    @Test
    @DisplayName("counts dead hosts: what is bound to them gets nothing")
    void deadHost() throws Exception {
        try (Scene other = Scene.of(folder, CLOUD)) {
            other.apply(document, "--corrections", "none");
            other.damage(state -> state.path("hosts").forEach(host -> {
                if (host.path("name").asText().equals("192.0.2.22")) {
                    ((ObjectNode) host).put("alive", false);
                }
            }));
            Called called =
                    other.call("trace", document, "--corrections", "none", "--from", I1, "--to", I2, "--port", "22");
            assertThat(called.exitCode()).as(called.err()).isEqualTo(ExitCode.DONE);
            assertThat(called.out()).contains("VPC:      delivered to").contains("MidoNet:  dropped: no agent runs on");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--from i-nobody --to 192.0.2.9",
                "--from internet:somewhere --to 203.0.113.10",
                "--from internet --to nowhere",
                "--from internet --to 203.0.113.10 --port 65536",
                "--from internet --to 203.0.113.10 --port -1",
                "--from internet --to 203.0.113.10 --protocol gre2",
                "--from internet --to 203.0.113.10 --protocol 256",
                "--from internet --to 203.0.113.10 --source 1.2.3",
                "--to 203.0.113.10",
                "--from internet"
            })
    @DisplayName("called wrongly ends with 64, and names option and value")
    void wrong(String arguments) {
        Called called = trace(arguments.split(" "));
        assertThat(called.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(called.out()).isEmpty();
        assertThat(called.err()).contains("--").doesNotContain("\tat ");
    }

    private static Called explain(String id, String... more) {
        List<String> all = new ArrayList<>(List.of(id, "--corrections", "none"));
        all.addAll(List.of(more));
        return scene.call("explain", document, all.toArray(String[]::new));
    }

    @Test
    @DisplayName("explains a cloud id by what serves it in MidoNet, and why")
    void explains() throws Exception {
        Called text = explain(I1);
        assertThat(text.exitCode()).as(text.err()).isEqualTo(ExitCode.DONE);
        assertThat(text.out()).isEqualTo(explain(ENI1).out()).contains("ic_" + I1 + "_prechain", "vn_" + I1);
        JsonNode rows = explain(I1, "--output", "json").json();
        assertThat(rows.size()).isEqualTo((int) text.out().lines().count() - 1).isGreaterThan(20);
        assertThat(rows).allMatch(row -> row.path("serves").asText().equals(ENI1));
        assertThat(explain(Ids.group("sg").value()).out()).contains("sg_ingress_" + Ids.group("sg"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"i-nobody", "vpc-99999999", "00000000-0000-0000-0000-000000000000", "x"})
    @DisplayName("explains nothing that nobody knows: 64, and the id is named")
    void unknown(String id) {
        Called called = explain(id);
        assertThat(called.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(called.err()).contains("'" + id + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify", "trace --from internet --to 203.0.113.10", "explain vpc-00000001"})
    @DisplayName("like 'verify', ends with 3 for an unusable document, and with 64 for a MidoNet that is no URL")
    void unusable(String line) throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.xml"), "<network-data");
        String[] words = line.split(" ", 2);
        String[] more = words.length == 1 ? new String[0] : words[1].split(" ");
        assertThat(scene.call(words[0], broken, more).exitCode()).isEqualTo(ExitCode.CLOUD_UNUSABLE);
        List<String> all = new ArrayList<>(List.of(words[0], "--cloud", "gni:" + document, "--midonet", "x"));
        all.addAll(List.of(more));
        assertThat(Called.vpcmido(all).exitCode()).isEqualTo(ExitCode.USAGE);
    }
}
