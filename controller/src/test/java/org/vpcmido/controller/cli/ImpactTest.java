// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vpcmido.model.given.GivenCloud;
import org.vpcmido.model.given.Ids;
import org.vpcmido.model.given.ReferenceCloud;

@DisplayName("'plan --impact'")
class ImpactTest {
    private static final String A1 = eni("a1");
    private static final String A5 = eni("a5");

    @TempDir
    private Path folder;

    private static String eni(String name) {
        return Ids.networkInterface(name).value();
    }

    private JsonNode impact(GivenCloud before, GivenCloud after) throws Exception {
        try (Scene scene = Scene.of(folder, before.state())) {
            assertThat(scene.apply(scene.document(before.state())).exitCode()).isEqualTo(ExitCode.DONE);
            Called plan = scene.plan(scene.document(after.state()), "--impact", "--output", "json");
            assertThat(plan.exitCode()).as(plan.err()).isEqualTo(ExitCode.CHANGES_WAITING);
            return plan.json().path("impact");
        }
    }

    private static List<String> lines(JsonNode effects) {
        List<String> lines = new ArrayList<>();
        effects.forEach(line -> lines.add(names(line.path("from")) + " -> " + names(line.path("to")) + " "
                + line.path("traffic").asText()));
        return lines;
    }

    private static String names(JsonNode names) {
        List<String> all = new ArrayList<>();
        names.forEach(name -> all.add(name.asText()));
        return String.join(",", all);
    }

    private static GivenCloud with(UnaryOperator<GivenCloud> change) {
        return change.apply(ReferenceCloud.given());
    }

    @Test
    @DisplayName("lists what the removal of a group's rule closes, with that rule, and nothing else")
    void ruleRemoved() throws Exception {
        GivenCloud before = with(cloud -> cloud.allowIn("db", "tcp 8080-8089 web"));
        JsonNode impact = impact(before, ReferenceCloud.given());
        assertThat(lines(impact.path("closed")))
                .containsExactly(
                        A1 + "," + eni("a2") + "," + A5 + " -> " + eni("a3") + "," + eni("a4") + " tcp 8080-8089");
        assertThat(impact.at("/closed/0/was").asText())
                .startsWith("passes rule sg_ingress_" + Ids.group("db") + "#")
                .contains("tpDst=8080-8089", "of " + Ids.group("db"), ", MidoNet ");
        assertThat(impact.at("/closed/0/becomes").asText()).startsWith("refused by rule ic_");
        assertThat(impact.path("opened")).isEmpty();
        assertThat(impact.path("rewritten")).isEmpty();
        assertThat(impact.path("unchanged").asInt()).isGreaterThan(1000);
    }

    @Test
    @DisplayName("lists what a new rule opens, by addresses and port")
    void ruleAdded() throws Exception {
        GivenCloud after = with(cloud -> cloud.allowIn("web", "udp 53 198.18.0.0/24"));
        JsonNode impact = impact(ReferenceCloud.given(), after);
        assertThat(impact.path("closed")).isEmpty();
        assertThat(lines(impact.path("opened")))
                .allMatch(line -> line.startsWith("internet:198.18.0.") && line.endsWith(" udp 53"))
                .anyMatch(line -> line.contains(A1 + " by 203.0.113.10"));
    }

    @Test
    @DisplayName("shows an elastic IP that moves as closed at the one and opened at the other")
    void elasticIpMoved() throws Exception {
        GivenCloud after = with(cloud -> cloud.noElasticIp("a1").elasticIp("a2", "203.0.113.10"));
        JsonNode impact = impact(ReferenceCloud.given(), after);
        assertThat(lines(impact.path("closed")))
                .anyMatch(line -> line.contains(" -> " + A1 + " by 203.0.113.10 tcp 80"));
        assertThat(lines(impact.path("opened")))
                .anyMatch(line -> line.contains(" -> " + eni("a2") + " by 203.0.113.10 tcp 80"));
        assertThat(impact.path("closed").findValuesAsText("becomes"))
                .anyMatch(text -> text.contains("reaches " + eni("a2")));
    }

    @Test
    @DisplayName("shows another elastic IP of the same interface as rewritten on the way out")
    void elasticIpExchanged() throws Exception {
        GivenCloud after = with(cloud -> cloud.elasticIp("a1", "203.0.113.99"));
        JsonNode impact = impact(ReferenceCloud.given(), after);
        assertThat(impact.path("rewritten").findValuesAsText("becomes"))
                .isNotEmpty()
                .allMatch(text -> text.startsWith("arrives from 203.0.113.99"));
        assertThat(lines(impact.path("closed"))).anyMatch(line -> line.contains(A1 + " by 203.0.113.10"));
        assertThat(lines(impact.path("opened"))).anyMatch(line -> line.contains(A1 + " by 203.0.113.99"));
    }

    @Test
    @DisplayName("lists what ends with an instance that is gone")
    void instanceGone() throws Exception {
        GivenCloud after = with(cloud -> cloud.remove("a2"));
        JsonNode impact = impact(ReferenceCloud.given(), after);
        assertThat(impact.path("opened")).isEmpty();
        assertThat(lines(impact.path("closed")))
                .anyMatch(line -> line.contains(eni("a2")) && line.endsWith("tcp 3306"));
    }

    @Test
    @DisplayName("says of a plan with nothing to do that all fares as before, and reads the same each time")
    void nothingToDo() throws Exception {
        GivenCloud cloud = ReferenceCloud.given();
        try (Scene scene = Scene.of(folder, cloud.state())) {
            Path document = scene.document(cloud.state());
            scene.apply(document);
            Called text = scene.plan(document, "--impact", "--seed", "9");
            assertThat(text.exitCode()).isEqualTo(ExitCode.DONE);
            assertThat(text.out())
                    .containsPattern("impact: ([\\d,]+) conversations tried \\(seed 9\\), \\1 fare as before");
            assertThat(scene.plan(document, "--impact", "--seed", "9").out()).isEqualTo(text.out());
        }
    }

    @Test
    @DisplayName("as text groups closed and opened, with what decided before and after")
    void text() throws Exception {
        GivenCloud before = with(cloud -> cloud.allowIn("db", "tcp 8080-8089 web"));
        try (Scene scene = Scene.of(folder, before.state())) {
            scene.apply(scene.document(before.state()));
            Called plan = scene.plan(scene.document(ReferenceCloud.given().state()), "--impact");
            assertThat(plan.out())
                    .containsSubsequence(
                            "impact: ",
                            "closed",
                            A1 + ", " + eni("a2") + ", " + A5 + " -> " + eni("a3") + ", " + eni("a4")
                                    + "  tcp 8080-8089",
                            "was: passes rule sg_ingress_" + Ids.group("db"),
                            "now: refused by rule ic_")
                    .doesNotContain("opened");
        }
    }
}
