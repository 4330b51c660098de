// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vpcmido.controller.lab.GniDocument;
import org.vpcmido.midonet.simulator.Fault;
import org.vpcmido.midonet.simulator.FaultEffect;
import org.vpcmido.model.given.ReferenceCloud;

@DisplayName("The service")
class RunningServiceTest {
    private static final FaultEffect BROKEN = new FaultEffect.Status(500, true, "broken");

    @TempDir
    private Path folder;

    private ServiceScene scene;

    @BeforeEach
    void open() throws Exception {
        scene = new ServiceScene(folder);
    }

    @AfterEach
    void close() throws Exception {
        scene.close();
    }

    @Test
    @DisplayName("builds a cloud, acknowledges its version for all to read, and then finds nothing to do")
    void buildsAndAcknowledges() throws Exception {
        scene.publish(ReferenceCloud.given(), "1a2b3c4d");
        scene.start();
        scene.awaitAcknowledged("1a2b3c4d");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(scene.versionFile())))
                .isEqualTo("rw-r--r--");
        assertThat(scene.reconcile().path("result").asText()).isEqualTo("agreed");
        assertThat(scene.get("/health/live").statusCode()).isEqualTo(200);
        assertThat(scene.get("/health/ready").statusCode()).isEqualTo(200);
        assertThat(scene.body("/api/v1/plan").at("/summary/create").asInt()).isZero();
        assertThat(scene.body("/api/v1/topology").path("routers")).isNotEmpty();
        assertThat(scene.body("/api/v1/findings").path("findings").isArray()).isTrue();
        assertThat(scene.body("/api/v1/cycles").path("cycles")).hasSize(2);
        assertThat(scene.get("/metrics").body())
                .contains("vpcmido_changes_total{action=\"create\",outcome=\"applied\"}")
                .contains("vpcmido_leader 1.0")
                .contains("vpcmido_lag_seconds 0.0");
    }

    @Test
    @DisplayName("acknowledges a new version of the same content at once, without a request to MidoNet")
    void acknowledgesUnchangedContent() throws Exception {
        scene.publish(ReferenceCloud.given(), "1");
        scene.start();
        scene.awaitAcknowledged("1");
        scene.awaitStatus(status -> !status.path("cycle_running").asBoolean());
        long before = scene.requests();

        scene.publish(ReferenceCloud.given(), "2");
        scene.awaitAcknowledged("2");
        assertThat(scene.requests()).isEqualTo(before);
    }

    @Test
    @DisplayName("shows what MidoNet holds after its writes, and since when that is known")
    void showsWhatItWrote() throws Exception {
        scene.publish(ReferenceCloud.given(), "1");
        scene.start();
        scene.awaitAcknowledged("1");
        JsonNode status = scene.awaitStatus(each -> !each.path("cycle_running").asBoolean());
        assertThat(scene.body("/api/v1/plan").at("/summary/create").asInt()).isZero();
        String seen = scene.get("/api/v1/topology")
                .headers()
                .firstValue("vpcmido-observed-at")
                .orElseThrow();
        assertThat(seen).isEqualTo(status.path("observed_at").asText());
        assertThat(Instant.parse(seen))
                .isAfter(Instant.parse(status.at("/last_cycle/started_at").asText()));

        scene.publish(ReferenceCloud.given().elasticIp("a2", "203.0.113.77"), "2");
        scene.awaitAcknowledged("2");
        JsonNode later = scene.awaitStatus(each -> !each.path("cycle_running").asBoolean());
        JsonNode shown = scene.body("/api/v1/topology");
        assertThat(shown.path("rules").toString()).contains("203.0.113.77");
        assertThat(scene.body("/api/v1/plan").path("changes")).isEmpty();
        assertThat(later.path("observed_whole_at").asText())
                .isEqualTo(status.path("observed_whole_at").asText());
        assertThat(later.path("observed_at").asText()).isGreaterThan(seen);
        assertThat(scene.reconcile().path("result").asText()).isEqualTo("agreed");
        assertThat(scene.body("/api/v1/topology")).isEqualTo(shown);
    }

    @Test
    @DisplayName("replaces the version by a rename: whoever has the old file open still reads the old version")
    void replacesTheVersionFile() throws Exception {
        scene.publish(ReferenceCloud.given(), "1");
        scene.start();
        scene.awaitAcknowledged("1");
        Object first = Files.getAttribute(scene.versionFile(), "unix:ino");

        scene.publish(ReferenceCloud.given(), "2");
        scene.awaitAcknowledged("2");
        assertThat(Files.getAttribute(scene.versionFile(), "unix:ino")).isNotEqualTo(first);
        try (var files = Files.list(folder)) {
            assertThat(files.map(each -> each.getFileName().toString()))
                    .noneMatch(each -> each.endsWith(".version.temp"));
        }
    }

    @Test
    @DisplayName("keeps the last good state when the document is refused, says why, and does not acknowledge it")
    void refusesADocument() throws Exception {
        scene.publish(ReferenceCloud.given(), "1");
        scene.start();
        scene.awaitAcknowledged("1");
        JsonNode before = scene.dump();

        scene.publish("<network-data version=\"2\"><configuration>");
        JsonNode status = scene.awaitStatus(each -> !each.path("troubles").isEmpty());
        assertThat(status.at("/troubles/0/code").asText()).isEqualTo("cloud");
        assertThat(scene.acknowledged()).isEqualTo("1");
        assertThat(scene.dump()).isEqualTo(before);

        scene.publish(ReferenceCloud.given(), "3");
        scene.awaitAcknowledged("3");
        assertThat(scene.status().path("troubles")).isEmpty();
    }

    @Test
    @DisplayName("follows a document that changes while a cycle is under way: what comes meanwhile is one more cycle")
    void collapsesChanges() throws Exception {
        scene.faults().add(Fault.always("POST", "/routers", new FaultEffect.Delay(Duration.ofSeconds(1))));
        scene.publish(ReferenceCloud.given(), "1");
        scene.start();
        scene.awaitStatus(status -> status.path("cycle_running").asBoolean());
        for (int version = 2; version <= 5; version++) {
            String expected = Integer.toString(version);
            scene.publish(ReferenceCloud.given().elasticIp("a2", "203.0.113.6" + version), expected);
            scene.awaitStatus(status -> status.path("cloud_version").asText().equals(expected));
        }
        scene.awaitAcknowledged("5");
        assertThat(scene.body("/api/v1/cycles").path("cycles")).hasSize(2);
    }

    @Test
    @DisplayName("waits for a MidoNet that is down at the start, without a busy loop, and goes on when it is there")
    void waitsForMidonet() throws Exception {
        scene.faults().add(Fault.always("*", ".*", FaultEffect.Status.unavailable()));
        scene.publish(ReferenceCloud.given(), "1");
        scene.start();
        JsonNode status = scene.awaitStatus(each -> !each.path("troubles").isEmpty());
        assertThat(status.at("/troubles/0/code").asText()).isEqualTo("midonet");
        assertThat(scene.get("/health/live").statusCode()).isEqualTo(200);
        assertThat(scene.get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(scene.acknowledged()).isEmpty();

        scene.faults().clear();
        scene.awaitAcknowledged("1");
        assertThat(scene.get("/health/ready").statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("does not acknowledge while MidoNet refuses all creations, and converges when it is well")
    void outlivesAnOutageInTheMiddle() throws Exception {
        scene.publish(ReferenceCloud.empty(), "1");
        scene.start();
        scene.awaitAcknowledged("1");
        scene.faults().add(Fault.always("POST", ".*", BROKEN));
        scene.publish(ReferenceCloud.given(), "2");
        JsonNode status =
                scene.awaitStatus(each -> each.at("/last_cycle/result").asText().equals("midonet-unavailable"));
        assertThat(status.path("acknowledged_version").asText()).isEqualTo("1");

        scene.faults().clear();
        scene.awaitAcknowledged("2");
        assertThat(scene.reconcile().path("result").asText()).isEqualTo("agreed");
        assertThat(scene.status().path("quarantine")).isEmpty();
    }

    @Test
    @DisplayName("sets aside what MidoNet refuses, builds and acknowledges the rest, and heals it when the cause goes")
    void quarantines() throws Exception {
        scene.faults().add(Fault.nth(3, "POST", "/ip_addr_groups", BROKEN));
        scene.faults().add(Fault.always("POST", "/bridges/[^/]+/dhcp", BROKEN));
        scene.publish(ReferenceCloud.given(), "1");
        scene.start();
        scene.awaitAcknowledged("1");
        JsonNode set = scene.awaitStatus(status -> !status.path("quarantine").isEmpty());
        assertThat(set.at("/quarantine/0/reason").asText()).contains("500");
        assertThat(set.at("/quarantine/0/retry_at").asText()).isNotEmpty();

        scene.faults().clear();
        scene.awaitStatus(status -> status.path("quarantine").isEmpty()
                && status.at("/last_cycle/written/blocked").asInt() == 0);
        assertThat(scene.reconcile().path("result").asText()).isEqualTo("agreed");
    }

    @Test
    @DisplayName("doubles nothing when answers are lost after the write was done")
    void survivesLostAnswers() throws Exception {
        for (int number = 5; number <= 95; number += 10) {
            scene.faults().add(Fault.nth(number, "POST", ".*", new FaultEffect.Drop(true)));
            scene.faults().add(Fault.nth(number + 3, "POST", ".*", new FaultEffect.Drop(false)));
        }
        scene.publish(ReferenceCloud.given(), "1");
        scene.start();
        scene.awaitAcknowledged("1");
        scene.faults().clear();
        assertThat(scene.reconcile().path("result").asText()).isEqualTo("agreed");
    }

    @Test
    @DisplayName("writes nothing after a list that could not be read, was cut short, or failed: that is no empty list")
    void readsAllOrNothing() throws Exception {
        scene.publish(ReferenceCloud.given(), "1");
        scene.start();
        scene.awaitAcknowledged("1");
        JsonNode before = scene.dump();
        for (String list : new String[] {"/routers", "/bridges", "/chains", "/ip_addr_groups", "/rules", "/ports"}) {
            scene.faults().add(Fault.nth(1, "GET", list, BROKEN));
            scene.reconcile();
            scene.faults().clear();
            scene.faults().add(Fault.nth(1, "GET", list, new FaultEffect.Truncate()));
            scene.reconcile();
            scene.faults().clear();
        }
        scene.awaitStatus(status -> status.at("/last_cycle/result").asText().equals("agreed"));
        assertThat(scene.dump()).isEqualTo(before);
    }

    @Test
    @DisplayName("connects anew when the API's root answers half a document after an outage")
    void connectsAnew() throws Exception {
        scene.publish(ReferenceCloud.given(), "1");
        scene.start();
        scene.awaitAcknowledged("1");
        scene.faults().add(Fault.always("GET", "/chains", BROKEN));
        scene.reconcile();
        scene.faults().clear();
        scene.faults().add(Fault.nth(1, "GET", "/?", new FaultEffect.Truncate()));
        scene.awaitStatus(status -> status.at("/last_cycle/result").asText().equals("agreed"));
    }

    @Test
    @DisplayName("finds what others changed, says what and when, and heals it")
    void healsDrift() throws Exception {
        scene.publish(ReferenceCloud.given(), "1");
        scene.start();
        scene.awaitAcknowledged("1");
        JsonNode before = scene.dump();
        scene.deleteInMidonet("/rules/" + before.at("/rules/0/id").asText());

        JsonNode cycle = scene.reconcile();
        assertThat(cycle.path("result").asText()).isEqualTo("applied");
        assertThat(cycle.path("drift")).hasSize(1);
        assertThat(cycle.at("/drift/0/remedy").asText()).isEqualTo("create");
        assertThat(cycle.at("/drift/0/found_at").asText()).isNotEmpty();
        assertThat(scene.dump()).isEqualTo(before);
        assertThat(scene.reconcile().path("drift")).isEmpty();
        assertThat(scene.get("/metrics").body()).contains("vpcmido_drift_total 1.0");
    }

    @Test
    @DisplayName("deletes nothing that the guard holds until exactly that plan is approved, and meanwhile adds")
    void isGuarded() throws Exception {
        scene.publish(ReferenceCloud.given(), "1");
        scene.start();
        scene.awaitAcknowledged("1");
        int rules = scene.dump().path("rules").size();

        scene.publish(ReferenceCloud.empty(), "2");
        JsonNode status = scene.awaitStatus(each -> each.has("guard"));
        String plan = status.at("/guard/plan").asText();
        assertThat(status.at("/guard/reason").asText()).contains("no VPC");
        assertThat(status.at("/last_cycle/result").asText()).isEqualTo("held");
        assertThat(scene.dump().path("rules")).hasSize(rules);
        assertThat(scene.get("/metrics").body()).containsPattern("vpcmido_guard_removals [1-9]");

        assertThat(scene.post("/api/v1/guard/approve", "{\"plan\":\"" + plan + "\"}", "wrong")
                        .statusCode())
                .isEqualTo(401);
        assertThat(scene.post("/api/v1/guard/approve", "{\"plan\":\"000000000000\"}", RunningInstance.TOKEN)
                        .statusCode())
                .isEqualTo(409);
        assertThat(scene.reconcile().path("result").asText()).isEqualTo("held");
        assertThat(scene.status().at("/guard/plan").asText()).isEqualTo(plan);
        assertThat(scene.acknowledged()).isEqualTo("1");

        assertThat(scene.post("/api/v1/guard/approve", "{\"plan\":\"" + plan + "\"}", RunningInstance.TOKEN)
                        .statusCode())
                .isEqualTo(202);
        scene.awaitAcknowledged("2");
        assertThat(scene.dump().path("rules").size()).isLessThan(rules);
        assertThat(scene.status().has("guard")).isFalse();
    }

    @Test
    @DisplayName("does not acknowledge while a released public address is still translated")
    void waitsForReleasedAddresses() throws Exception {
        scene.publish(ReferenceCloud.given(), "1");
        scene.start();
        scene.awaitAcknowledged("1");
        scene.faults().add(Fault.always("DELETE", "/rules/.*", BROKEN));
        scene.publish(ReferenceCloud.given().noElasticIp("a1"), "2");
        JsonNode status = scene.awaitStatus(each -> !each.path("quarantine").isEmpty());
        assertThat(status.at("/last_cycle/message").asText()).contains("public address");
        assertThat(scene.acknowledged()).isEqualTo("1");

        scene.faults().clear();
        scene.awaitAcknowledged("2");
    }

    @Test
    @DisplayName("writes nothing beside a live eucanetd, says so, and takes over when that has ended")
    void keepsClearOfEucanetd() throws Exception {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        scene.publish(ReferenceCloud.given(), "1");
        try (DatagramSocket eucanetd = new DatagramSocket(scene.eucanetdPort, loopback)) {
            assertThat(eucanetd.isBound()).isTrue();
            scene.start();
            JsonNode status = scene.awaitStatus(each -> !each.path("troubles").isEmpty());
            assertThat(status.at("/troubles/0/code").asText()).isEqualTo("rival");
            assertThat(status.at("/troubles/0/message").asText()).contains("systemctl stop eucanetd");
            assertThat(scene.requests()).isZero();
        }
        scene.awaitAcknowledged("1");
        Assertions.assertThatThrownBy(() -> new DatagramSocket(scene.eucanetdPort, loopback).close())
                .as("the port is held while the service writes")
                .isInstanceOf(java.net.BindException.class);
    }

    @Test
    @DisplayName("ends in the middle of a plan without losing what is under way, and the next start completes it")
    void endsInTheMiddle() throws Exception {
        scene.faults().add(Fault.always("POST", "/chains.*", new FaultEffect.Delay(Duration.ofMillis(100))));
        scene.publish(ReferenceCloud.given(), "1");
        scene.start();
        await().until(() -> scene.dump().path("chains").size() > 3);
        scene.stop();
        JsonNode left = scene.dump();
        long requests = scene.requests();
        assertThat(scene.acknowledged()).isEmpty();
        assertThat(scene.dump()).isEqualTo(left);
        assertThat(scene.requests()).isEqualTo(requests);

        scene.faults().clear();
        scene.start();
        scene.awaitAcknowledged("1");
        assertThat(scene.reconcile().path("result").asText()).isEqualTo("agreed");
    }

    @Test
    @DisplayName("refuses to be told anything over HTTP when no token is configured")
    void needsAToken() throws Exception {
        scene.publish(ReferenceCloud.given(), "1");
        scene.start(Map.of("VPCMIDO_HTTP_TOKEN", ""));
        scene.awaitAcknowledged("1");

        assertThat(scene.post("/api/v1/reconcile", "", "").statusCode()).isEqualTo(403);
        assertThat(scene.get("/api/v1/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    @DisplayName("adds what is new in a document whose removals the guard holds, and tells status and metrics")
    void addsWhileHeld() throws Exception {
        scene.publish(ReferenceCloud.given(), "1");
        scene.start(Map.of("VPCMIDO_GUARD_DELETE_SHARE_MAX", "0"));
        scene.awaitAcknowledged("1");
        assertThat(isTranslated("203.0.113.10")).isTrue();
        assertThat(isTranslated("203.0.113.77")).isFalse();

        scene.publish(ReferenceCloud.given().noElasticIp("a1").elasticIp("a2", "203.0.113.77"), "2");
        JsonNode status = scene.awaitStatus(each ->
                each.has("guard") && each.at("/last_cycle/written/applied").asInt() > 0);
        assertThat(isTranslated("203.0.113.10")).isTrue();
        assertThat(isTranslated("203.0.113.77")).isTrue();
        assertThat(status.at("/last_cycle/result").asText()).isEqualTo("held");
        assertThat(status.at("/last_cycle/message").asText()).startsWith("held by the guard");
        assertThat(status.at("/last_cycle/written/withheld").asInt()).isPositive();
        assertThat(scene.get("/metrics").body()).containsPattern("vpcmido_guard_removals [1-9]");
        assertThat(scene.acknowledged()).isEqualTo("1");

        String approval = "{\"plan\":\"" + status.at("/guard/plan").asText() + "\"}";
        assertThat(scene.post("/api/v1/guard/approve", approval, RunningInstance.TOKEN)
                        .statusCode())
                .isEqualTo(202);
        scene.awaitAcknowledged("2");
        assertThat(isTranslated("203.0.113.10")).isFalse();
        assertThat(isTranslated("203.0.113.77")).isTrue();
        assertThat(scene.get("/metrics").body()).contains("vpcmido_guard_removals 0.0");
    }

    /** Whether a rule gives packets that public source address. */
    private boolean isTranslated(String address) throws Exception {
        return scene.dump().path("rules").findValues("natTargets").stream()
                .anyMatch(targets -> targets.toString().contains("\"" + address + "\""));
    }

    @Test
    @DisplayName("brings changed content into effect also when its version is the one before")
    void appliesChangesUnderOneVersion() throws Exception {
        scene.publish(ReferenceCloud.given(), "1");
        scene.start();
        scene.awaitAcknowledged("1");

        scene.publish(ReferenceCloud.given().elasticIp("a2", "203.0.113.77"), "1");
        scene.awaitStatus(status -> status.at("/last_cycle/result").asText().equals("applied")
                && status.at("/last_cycle/planned/unchanged").asInt() > 0);
        assertThat(scene.dump().toString()).contains("203.0.113.77");
        assertThat(scene.acknowledged()).isEqualTo("1");
    }

    @Test
    @DisplayName("acknowledges as soon as it can when the run directory was not there, and says so until then")
    void waitsForTheRunDirectory() throws Exception {
        Path run = folder.resolve("run");
        scene.publish(ReferenceCloud.given(), "1");
        scene.start(Map.of("VPCMIDO_CLOUD_RUN_DIRECTORY", run.toString()));
        JsonNode status = scene.awaitStatus(each -> !each.path("troubles").isEmpty());
        assertThat(status.at("/troubles/0/code").asText()).isEqualTo("acknowledge");
        assertThat(status.path("ready").asBoolean()).isTrue();

        Files.createDirectory(run);
        scene.awaitStatus(each -> each.path("acknowledged_version").asText().equals("1"));
        assertThat(run.resolve("global_network_info.version")).content().isEqualTo("1");
        assertThat(scene.status().path("troubles")).isEmpty();
    }

    @Test
    @DisplayName("acts only on the machine of the enabled cloud controller, and takes over when that is this one")
    void actsOnTheControllerOnly() throws Exception {
        scene.publish(ReferenceCloud.given(), "1");
        scene.start(Map.of("VPCMIDO_CLOUD_ONLY_ON_CONTROLLER", "true"));
        JsonNode status = scene.awaitStatus(
                each -> !each.at("/leadership/standby").asText("").isEmpty());
        assertThat(status.at("/leadership/standby").asText()).contains("enabled cloud controller");
        assertThat(status.path("role").asText()).isEqualTo("follower");
        assertThat(scene.get("/health/ready").statusCode()).isEqualTo(200);
        assertThat(scene.requests()).isZero();

        String here = GniDocument.of(ReferenceCloud.given().state(), "2")
                .replaceFirst("(\"enabledCLCIp\"[^<]*<value>)[0-9.]+", "$1127.0.0.1");
        scene.publish(here);
        scene.awaitStatus(each -> each.path("role").asText().equals("leader"));
        scene.awaitStatus(each -> each.at("/last_cycle/written/applied").asInt() > 0);
    }
}
