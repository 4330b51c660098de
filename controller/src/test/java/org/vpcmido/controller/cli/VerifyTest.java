// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vpcmido.model.given.GivenCloud;
import org.vpcmido.model.given.Ids;
import org.vpcmido.model.given.ReferenceCloud;
import org.vpcmido.model.vpc.RouteTarget;
import org.vpcmido.model.vpc.VpcState;

@DisplayName("'verify'")
class VerifyTest {
    private static final VpcState CLOUD = ReferenceCloud.given().state();

    @TempDir
    private Path folder;

    private Scene scene;
    private Path document;

    @BeforeEach
    void apply() throws Exception {
        scene = Scene.of(folder, CLOUD);
        document = scene.document(CLOUD);
        assertThat(scene.apply(document).exitCode()).isEqualTo(ExitCode.DONE);
        scene.resetRequests();
    }

    @AfterEach
    void stop() {
        scene.close();
    }

    @Test
    @DisplayName("ends with 0 where rules and MidoNet agree, says how many packets it tried, and only reads")
    void agrees() throws Exception {
        Called text = scene.call("verify", document, "--probes", "2000", "--seed", "3");
        assertThat(text.exitCode()).as(text.out()).isEqualTo(ExitCode.DONE);
        assertThat(text.err()).isEmpty();
        assertThat(text.out()).contains("Probes:        2,000 conversations").contains("Disagreements: 0");
        assertThat(scene.requests().byMethod()).containsOnlyKeys("GET");

        JsonNode json = scene.call("verify", document, "--probes", "2000", "--seed", "3", "--output", "json")
                .json();
        assertThat(json.at("/agree").asBoolean()).isTrue();
        assertThat(json.at("/seed").asInt()).isEqualTo(3);
        assertThat(json.at("/probes").asInt()).isEqualTo(2000);
        assertThat(json.at("/delivered").asInt() + json.at("/refused").asInt()).isGreaterThan(1000);
        assertThat(json.at("/disagreements").asInt()).isZero();
    }

    @Test
    @DisplayName("says of a MidoNet that nobody filled how far it is behind")
    void nothingThere() throws Exception {
        try (Scene empty = Scene.of(folder, CLOUD)) {
            Called called = empty.call("verify", document, "--probes", "300");
            assertThat(called.exitCode()).isEqualTo(ExitCode.DISAGREEMENT);
            assertThat(called.err()).containsPattern("MidoNet is \\d+ changes behind the cloud; 'vpcmido plan' shows");
        }
    }

    @Test
    @DisplayName("finds a rule that is gone, and names the interface that refuses instead")
    void ruleGone() throws Exception {
        scene.damage(state -> {
            String chain = idOf(state, "chains", "sg_ingress_" + Ids.group("db"));
            remove(state, "rules", rule -> rule.path("chainId").asText().equals(chain));
        });
        assertFound("the rules deliver it, and MidoNet does not", "dropped by rule ic_");
        assertHealed();
    }

    @Test
    @DisplayName("finds a route to the wrong port, and shows where packets went")
    void routeAstray() throws Exception {
        String wrong = "subnet/" + Ids.subnet("C2") + "/router-port";
        scene.damage(state -> {
            JsonNode right = portOf(state, "172.31.0.1");
            for (JsonNode route : state.path("routes")) {
                if (route.path("nextHopPort").equals(right.path("id"))
                        && route.path("type").asText().equals("Normal")) {
                    // MidoNet has no update for routes and rules: another content is another route.
                    ((ObjectNode) route).put("id", UUID.randomUUID().toString());
                    ((ObjectNode) route)
                            .set("nextHopPort", portOf(state, "172.31.16.1").path("id"));
                }
            }
        });
        assertFound("the rules deliver it, and MidoNet does not", "port " + wrong, "not of this cloud");
    }

    @Test
    @DisplayName("finds an address that its group lost, and names the interface that refuses its packets")
    void addressGone() throws Exception {
        scene.damage(state -> {
            String group = idOf(state, "ip_addr_groups", "sg_all_" + Ids.group("web"));
            remove(
                    state,
                    "ip_addr_group_addrs",
                    member -> member.path("ipAddrGroupId").asText().equals(group)
                            && member.path("addr").asText().equals("10.0.1.11"));
        });
        assertFound("the rules deliver it, and MidoNet does not", "10.0.1.11:");
        assertHealed();
    }

    @Test
    @DisplayName("finds an elastic IP that leads to the neighbour, and names both")
    void targetSwapped() throws Exception {
        scene.damage(state -> {
            for (JsonNode rule : state.path("rules")) {
                if (rule.path("type").asText().equals("dnat")
                        && rule.at("/natTargets/0/addressFrom").asText().equals("172.31.0.10")) {
                    ((ObjectNode) rule).put("id", UUID.randomUUID().toString());
                    ((ObjectNode) rule.at("/natTargets/0"))
                            .put("addressFrom", "172.31.0.11")
                            .put("addressTo", "172.31.0.11");
                }
            }
        });
        assertFound(
                "MidoNet delivers it to another place than the rules",
                "delivered to " + Ids.networkInterface("c1"),
                "delivered to " + Ids.networkInterface("c2"));
        assertHealed();
    }

    @Test
    @DisplayName(
            "names what eucanetd is known to do where nobody wants it corrected, and finds fault with it where one does")
    void uncorrected() throws Exception {
        VpcState dead = ReferenceCloud.given()
                .route("a-pub", "198.18.0.0/24", new RouteTarget.Gone("eni-0000dead"))
                .state();
        Path cloud = scene.document(dead);
        assertThat(scene.apply(cloud, "--corrections", "none").exitCode()).isEqualTo(ExitCode.DONE);
        Called accepted = scene.call("verify", cloud, "--corrections", "none", "--probes", "1000");
        assertThat(accepted.exitCode()).as(accepted.out()).isEqualTo(ExitCode.DONE);
        assertThat(accepted.out())
                .contains("Disagreements: 0")
                .containsPattern("unresolvable-routes: .* \\(correction unresolvable-routes\\)");
        Called wanted = scene.call("verify", cloud, "--corrections", "unresolvable-routes", "--probes", "1000");
        assertThat(wanted.exitCode()).as(wanted.out()).isEqualTo(ExitCode.DISAGREEMENT);
        assertThat(wanted.out()).contains("eni-0000dead is not there");
    }

    private void assertFound(String... words) throws IOException {
        Called text = scene.call("verify", document, "--probes", "3000");
        assertThat(text.exitCode()).as(text.err()).isEqualTo(ExitCode.DISAGREEMENT);
        assertThat(text.out()).contains(words).doesNotContain("Disagreements: 0");
        assertThat(text.err()).contains("'vpcmido plan' shows them");
        JsonNode json = scene.call("verify", document, "--probes", "3000", "--output", "json")
                .json();
        assertThat(json.at("/agree").asBoolean()).isFalse();
        assertThat(json.at("/samples/0/midonet/hops").size()
                        + json.at("/samples/0/midonet/ending").asText().length())
                .isPositive();
    }

    /** What was made behind our back and is none of ours stays; what is missing is made. */
    private void assertHealed() {
        Called healed = scene.apply(document);
        assertThat(healed.exitCode()).as(healed.err()).isEqualTo(ExitCode.DONE);
        Called mended = scene.call("verify", document, "--probes", "3000");
        assertThat(mended.exitCode()).as(mended.out()).isEqualTo(ExitCode.DONE);
    }

    private static String idOf(JsonNode state, String collection, String name) {
        for (JsonNode each : state.path(collection)) {
            if (each.path("name").asText().equals(name)) {
                return each.path("id").asText();
            }
        }
        throw new AssertionError("no " + name + " among " + collection);
    }

    private static JsonNode portOf(JsonNode state, String address) {
        for (JsonNode port : state.path("ports")) {
            if (port.path("portAddress").asText().equals(address)) {
                return port;
            }
        }
        throw new AssertionError("no port with address " + address);
    }

    private static void remove(ObjectNode state, String collection, Predicate<JsonNode> which) {
        for (Iterator<JsonNode> all = state.path(collection).elements(); all.hasNext(); ) {
            if (which.test(all.next())) {
                all.remove();
            }
        }
    }

    @Test
    @DisplayName("lays MidoNet out as the service is configured to")
    void configured() throws Exception {
        Path config = Files.writeString(folder.resolve("vpcmido.yml"), "layout:\n  metadata-egress: tcp:80 tcp:8773\n");
        Called elsewhere = scene.call("plan", document, "--config", config.toString());
        assertThat(elsewhere.exitCode()).as(elsewhere.err()).isEqualTo(ExitCode.CHANGES_WAITING);
        assertThat(scene.call("apply", document, "--config", config.toString()).exitCode())
                .isEqualTo(ExitCode.DONE);
        Called agreed = scene.call("verify", document, "--config", config.toString());
        assertThat(agreed.exitCode()).as(agreed.out()).isEqualTo(ExitCode.DONE);
        assertThat(scene.plan(document).exitCode()).isEqualTo(ExitCode.CHANGES_WAITING);
    }

    @Test
    @DisplayName("counts as many groups of an interface as the service is configured to")
    void groupsAsConfigured() throws Exception {
        GivenCloud cloud = ReferenceCloud.given();
        String[] groups = {"g1", "g2", "g3", "g4", "g5", "g6"};
        List.of(groups).forEach(cloud::group);
        Path six = scene.document(cloud.groups("a2", groups).state());
        Path config = Files.writeString(folder.resolve("six.yml"), "cloud:\n  security-groups-per-interface: 6\n");
        assertThat(scene.call("plan", six).err()).contains("6 security groups, and at most 5 count");
        assertThat(scene.call("plan", six, "--config", config.toString()).err()).doesNotContain("security groups, and");
    }
}
