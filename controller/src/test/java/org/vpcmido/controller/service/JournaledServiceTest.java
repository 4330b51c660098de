// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vpcmido.controller.journal.LocalPostgresql;
import org.vpcmido.midonet.simulator.Fault;
import org.vpcmido.midonet.simulator.FaultEffect;
import org.vpcmido.model.given.ReferenceCloud;

@DisplayName("The journal of the service")
class JournaledServiceTest {
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

    private JsonNode journal(String query) throws Exception {
        return scene.body("/api/v1/journal?" + query);
    }

    /** The row of a cycle is its last. */
    private void awaitLastCycleWritten() throws Exception {
        String cycle = scene.status().at("/last_cycle/id").asText();
        await().atMost(RunningInstance.PATIENCE)
                .until(() ->
                        journal("kind=cycle&cycle=" + cycle).path("entries").size() == 1);
    }

    @Test
    @DisplayName("has a row for each write, with cycle, cause and outcome, and pages through them")
    void hasARowForEachWrite() throws Exception {
        scene.publish(ReferenceCloud.given(), "1");
        scene.start();
        scene.awaitAcknowledged("1");
        awaitLastCycleWritten();
        JsonNode cycle = scene.status().path("last_cycle");
        int applied = cycle.at("/written/applied").asInt();

        Set<String> entries = new HashSet<>();
        String before = "";
        do {
            JsonNode page = journal("limit=100&cycle=" + cycle.path("id").asText() + before);
            page.path("entries").forEach(each -> {
                entries.add(each.path("entry").asText());
                assertThat(each.path("outcome").asText()).isEqualTo("applied");
                assertThat(each.path("because").asText()).isNotEmpty();
                assertThat(each.path("at").asText()).isNotEmpty();
            });
            before = page.path("next_before").isNull()
                    ? ""
                    : "&before=" + page.path("next_before").asText();
        } while (!before.isEmpty());
        assertThat(entries).hasSize(applied);

        JsonNode cycles = journal("kind=cycle");
        assertThat(cycles.at("/entries/0/outcome").asText()).isEqualTo("applied");
        assertThat(cycles.at("/entries/0/cause").asText()).contains("document");
        String vpc = ReferenceCloud.given().state().vpcs().firstKey().value();
        assertThat(journal("kind=allocation&subject=" + vpc)
                        .at("/entries/0/number")
                        .asInt())
                .isEqualTo(2);
        assertThat(journal("subject=" + vpc).path("entries")).isNotEmpty();
        assertThat(scene.get("/metrics").body()).contains("vpcmido_journal_ready 1.0");
    }

    @Test
    @DisplayName("has a row for what failed, with MidoNet's answer")
    void hasARowForFailures() throws Exception {
        scene.faults().add(Fault.always("POST", "/bridges/[^/]+/dhcp", new FaultEffect.Status(500, true, "broken")));
        scene.publish(ReferenceCloud.given(), "1");
        scene.start();
        scene.awaitAcknowledged("1");
        awaitLastCycleWritten();
        JsonNode changes = journal("limit=1000");
        assertThat(changes.path("entries")).anySatisfy(each -> {
            assertThat(each.path("outcome").asText()).isEqualTo("failed");
            assertThat(each.path("kind").asText()).contains("dhcp");
            assertThat(each.path("reason").asText()).contains("500");
        });
    }

    @Test
    @DisplayName("refuses questions that make no sense, and names the parameter")
    void refusesNonsense() throws Exception {
        scene.publish(ReferenceCloud.given(), "1");
        scene.start();
        scene.awaitAcknowledged("1");
        for (String wrong : new String[] {"kind=rule", "limit=0", "limit=1001", "before=x", "from=today", "cycles=1"}) {
            var answer = scene.get("/api/v1/journal?" + wrong);
            assertThat(answer.statusCode()).as(wrong).isEqualTo(400);
            assertThat(answer.body()).contains(wrong.substring(0, wrong.indexOf('=')));
        }
    }

    @Test
    @DisplayName("is recreated when its file is corrupt: a warning with the copy's place, and the cloud is served")
    void survivesACorruptFile() throws Exception {
        Files.writeString(folder.resolve("journal.mv.db"), "this is no database, and never was one".repeat(500));
        scene.publish(ReferenceCloud.given(), "1");
        scene.start();
        scene.awaitAcknowledged("1");
        awaitLastCycleWritten();
        assertThat(scene.status().at("/journal/loss").asText())
                .contains("corrupt")
                .contains("moved to");
        assertThat(scene.body("/api/v1/findings").path("findings"))
                .anySatisfy(each -> assertThat(each.path("code").asText()).isEqualTo("journal-history-lost"));
        assertThat(journal("kind=cycle").path("entries")).isNotEmpty();
    }

    @Test
    @DisplayName("keeps so many entries while its database is away, loses the oldest, counts them, and delays nothing")
    void losesTheOldest() throws Exception {
        int bound = 1000;
        scene.publish(ReferenceCloud.given(), "1");
        scene.start(Map.of(
                "VPCMIDO_JOURNAL_URL", "jdbc:postgresql://127.0.0.1:" + InstanceProcess.freePort() + "/journal",
                "VPCMIDO_JOURNAL_USER", "nobody",
                "VPCMIDO_JOURNAL_PASSWORD", "nothing",
                "VPCMIDO_JOURNAL_WAITING_MAX", Integer.toString(bound),
                "VPCMIDO_GUARD_DELETE_SHARE_MAX", "1"));
        scene.awaitAcknowledged("1");
        int version = 1;
        while (scene.status().at("/journal/dropped").asInt() == 0 && version < 10) {
            version++;
            scene.publish(
                    version % 2 == 0 ? ReferenceCloud.empty() : ReferenceCloud.given(), Integer.toString(version));
            scene.awaitAcknowledged(Integer.toString(version));
        }
        JsonNode journal = scene.awaitStatus(
                        status -> status.at("/journal/dropped").asInt() > 0)
                .path("journal");
        assertThat(journal.path("waiting").asInt()).isEqualTo(bound);
        assertThat(scene.status().path("ready").asBoolean()).isTrue();
        assertThat(scene.get("/metrics").body())
                .containsPattern("vpcmido_journal_dropped_total [1-9]")
                .contains("vpcmido_journal_waiting 1000.0");
    }

    @Test
    @DisplayName("delays nothing while PostgreSQL is down, and has all rows when it is back")
    void outlivesItsDatabase() throws Exception {
        try (LocalPostgresql server = new LocalPostgresql(folder.resolve("postgresql"))) {
            String url = server.newDatabase();
            scene.publish(ReferenceCloud.empty(), "1");
            scene.start(Map.of(
                    "VPCMIDO_JOURNAL_URL", url,
                    "VPCMIDO_JOURNAL_USER", LocalPostgresql.USER,
                    "VPCMIDO_JOURNAL_PASSWORD", LocalPostgresql.PASSWORD));
            scene.awaitAcknowledged("1");
            awaitLastCycleWritten();
            server.stop();

            scene.publish(ReferenceCloud.given(), "2");
            scene.awaitAcknowledged("2");
            int applied = scene.status().at("/last_cycle/written/applied").asInt();
            JsonNode away = scene.awaitStatus(
                    status -> status.at("/journal/state").asText().equals("unavailable"));
            assertThat(away.at("/journal/waiting").asInt()).isGreaterThanOrEqualTo(applied);
            assertThat(away.path("ready").asBoolean()).isTrue();
            assertThat(scene.get("/api/v1/journal").statusCode()).isEqualTo(503);
            assertThat(scene.get("/metrics").body()).contains("vpcmido_journal_ready 0.0");

            server.restart();
            awaitLastCycleWritten();
            String cycle = scene.status().at("/last_cycle/id").asText();
            assertThat(journal("limit=1000&cycle=" + cycle).path("entries")).hasSize(applied);
            assertThat(scene.status().at("/journal/dropped").asInt()).isZero();
        }
    }
}
