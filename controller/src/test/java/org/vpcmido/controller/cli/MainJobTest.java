// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vpcmido.midonet.simulator.RequestCounts;

@DisplayName("The main job")
class MainJobTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"single-vpc.xml", "multi-vpc.xml", "poc-static.xml", "large-bgp.xml"})
    @DisplayName("is planned with exit code 2, applied with 0, and then there is nothing to do")
    void planApplyPlan(String document) throws Exception {
        try (Scene scene = Scene.of(folder, document)) {
            Called plan = scene.plan(document);
            assertThat(plan.exitCode()).isEqualTo(ExitCode.CHANGES_WAITING);
            assertThat(scene.requests().writes()).isZero();

            Called apply = scene.apply(document);
            assertThat(apply.exitCode()).as(apply.err()).isEqualTo(ExitCode.DONE);
            assertThat(apply.out()).contains("Second pass: 0 to create, 0 to update, 0 to delete");

            Called again = scene.plan(document);
            assertThat(again.exitCode()).as(again.out()).isEqualTo(ExitCode.DONE);
            assertThat(again.out()).startsWith("nothing to do; ");
        }
    }

    @Test
    @DisplayName("costs a request for each thing that is made, and the reads of one observation before and after")
    void requestsOnEmptyMidonet() throws Exception {
        try (Scene scene = Scene.of(folder, "multi-vpc.xml")) {
            JsonNode json = scene.apply("multi-vpc.xml", "--output", "json").json();
            RequestCounts sent = scene.requests();
            int creates = json.at("/summary/create").asInt();

            assertThat(sent.of("POST")).isEqualTo(creates);
            assertThat(sent.byMethod()).containsOnlyKeys("GET", "POST");
            assertThat(json.at("/requests/total").asLong()).isEqualTo(sent.total());
            assertThat(json.at("/requests/by_method/POST").asLong()).isEqualTo(sent.of("POST"));
            assertThat(json.at("/requests/by_method/GET").asLong()).isEqualTo(sent.of("GET"));
            assertThat(json.at("/requests/writes").asLong()).isEqualTo(creates);

            scene.resetRequests();
            scene.plan("multi-vpc.xml");
            long observation = scene.requests().total() - 1; // less the root document
            assertThat(json.at("/requests/second_read").asLong()).isEqualTo(observation);
            assertThat(json.at("/requests/first_read").asLong()).isLessThan(15);
        }
    }

    @Test
    @DisplayName("is told as JSON in the form of the contract")
    void json() throws Exception {
        try (Scene scene = Scene.of(folder, "single-vpc.xml")) {
            JsonNode plan = scene.plan("single-vpc.xml", "--output", "json").json();
            assertThat(names(plan)).containsExactly("cloud", "summary", "changes", "findings", "guard");
            assertThat(plan.at("/cloud").toString())
                    .isEqualTo("{\"version\":\"5d0c1f20\",\"vpcs\":1,\"interfaces\":2}");
            assertThat(names(plan.at("/summary"))).containsExactly("create", "update", "delete", "unchanged");
            assertThat(plan.at("/guard/verdict").asText()).isEqualTo("pass");
            for (JsonNode change : plan.at("/changes")) {
                assertThat(names(change))
                        .containsExactly("wave", "action", "kind", "id", "key", "because", "before", "after");
                assertThat(change.path("before").isNull()).isTrue();
                assertThat(change.path("after").isObject()).isTrue();
            }

            JsonNode apply = scene.apply("single-vpc.xml", "--output", "json").json();
            assertThat(names(apply))
                    .contains("cloud", "summary", "changes", "findings", "guard")
                    .contains("second_pass", "requests", "took_millis");
            assertThat(apply.at("/second_pass").toString()).isEqualTo("{\"create\":0,\"update\":0,\"delete\":0}");
            assertThat(apply.at("/changes"))
                    .allMatch(change -> change.path("outcome").asText().equals("applied"));
            assertThat(apply.at("/changes")).hasSize(apply.at("/summary/create").asInt());
            assertThat(apply.at("/took_millis").isIntegralNumber()).isTrue();
        }
    }

    @Test
    @DisplayName("is shown change by change while a plan is short, and by its causes when it is long")
    void text() throws Exception {
        try (Scene scene = Scene.of(folder, "single-vpc.xml")) {
            Called brief = scene.plan("single-vpc.xml");
            assertThat(brief.out().lines())
                    .hasSizeLessThan(40)
                    .anyMatch(line -> line.matches("  vpc-0000a001 is in the cloud: \\+ .*5 chain.*1 router.*"));
            Called verbose = scene.plan("single-vpc.xml", "--verbose");
            assertThat(verbose.out().lines()).anyMatch(line -> line.startsWith("  + router vpc/vpc-0000a001/router"));
            assertThat(verbose.out()).doesNotContain("\u001b");
        }
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Set<String> changedKeys(JsonNode json) {
        Set<String> keys = new TreeSet<>();
        json.at("/changes")
                .forEach(change -> keys.add(sign(change) + change.path("key").asText()));
        return keys;
    }

    private static String sign(JsonNode change) {
        return switch (change.path("action").asText()) {
            case "create" -> "+ ";
            case "update" -> "~ ";
            default -> "- ";
        };
    }

    @Test
    @DisplayName("changes two rules of a group, and leaves its others alone")
    void onlyTheRules() throws Exception {
        try (Scene scene = Scene.of(folder, "change/sg-rules-before.xml")) {
            scene.apply("change/sg-rules-before.xml");
            String chain = "security-group/sg-0000b2a1/ingress-chain/accept ";
            String peers = "ipAddrGroupSrc=security-group/sg-0000b2a0/all-addresses ";
            assertThat(changedKeys(scene.apply("change/sg-rules-after.xml", "--output", "json")
                            .json()))
                    .containsExactlyInAnyOrder(
                            "+ " + chain + peers + "nwProto=6 tpDst=8080-8081",
                            "+ " + chain + "nwProto=6 nwSrc=10.20.0.11/32 tpDst=22",
                            "- " + chain + peers + "nwProto=6 tpDst=8080-8089");
        }
    }

    @Test
    @DisplayName("moves nothing but the binding of an instance that migrates")
    void onlyTheBinding() throws Exception {
        try (Scene scene = Scene.of(folder, "change/migration-before.xml")) {
            scene.apply("change/migration-before.xml");
            assertThat(changedKeys(scene.apply("change/migration-after.xml", "--output", "json")
                            .json()))
                    .containsExactlyInAnyOrder(
                            "- interface/i-0000b223/port/binding", "+ interface/i-0000b223/port/binding");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sg-rules-before 3 sg-rules-after",
                "eip-move-1-before 8 eip-move-2-dirty 6 eip-move-3-after",
                "eip-move-1-before 12 eip-move-3-after",
                "instance-start-before 34 instance-start-after",
                "migration-before 2 migration-after"
            })
    @DisplayName("follows the cloud, writes only what changed, and ends where a fresh build ends")
    void follows(String steps) throws Exception {
        List<String> documents = List.of(steps.split(" "));
        try (Scene scene = Scene.of(folder, "change/" + documents.get(0) + ".xml");
                Scene fresh = Scene.of(folder, "change/" + documents.get(0) + ".xml")) {
            scene.apply("change/" + documents.get(0) + ".xml");
            for (int step = 1; step < documents.size(); step += 2) {
                scene.resetRequests();
                Called called = scene.apply("change/" + documents.get(step + 1) + ".xml", "--output", "json");
                assertThat(called.exitCode()).as(called.err()).isEqualTo(ExitCode.DONE);
                assertThat(scene.requests().writes()).isEqualTo(Long.parseLong(documents.get(step)));
                assertThat(changedKeys(called.json())).hasSize(Integer.parseInt(documents.get(step)));
            }
            fresh.apply("change/" + documents.get(documents.size() - 1) + ".xml");
            String last = "change/" + documents.get(documents.size() - 1) + ".xml";
            assertThat(scene.state(last)).isEqualTo(fresh.state(last));
        }
    }
}
