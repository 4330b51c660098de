// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vpcmido.model.given.ReferenceCloud;

@DisplayName("A cloud controller that ceases to write its document")
class SilentCloudTest {
    /** That of tests, which is on the class path too, tells warnings only. */
    private static final Map<String, String> PRODUCT_LOG =
            Map.of("JAVA_TOOL_OPTIONS", "-Dlogback.configurationFile=logback.xml");

    @TempDir
    private Path folder;

    private ServiceScene scene;

    @BeforeEach
    void open() throws Exception {
        scene = new ServiceScene(folder);
        scene.publish(ReferenceCloud.given(), "1");
    }

    @AfterEach
    void close() throws Exception {
        scene.close();
    }

    /** It wrote the document, and nothing for an hour. */
    private Instant lastWrittenAnHourAgo() throws IOException {
        FileTime hourAgo = FileTime.from(Instant.now().minus(Duration.ofHours(1)));
        Files.setLastModifiedTime(scene.document(), hourAgo);
        return Files.getLastModifiedTime(scene.document()).toInstant();
    }

    private static boolean isSilent(JsonNode status) {
        return status.path("cloud_silent").asBoolean();
    }

    @Test
    @DisplayName("is said to be silent, in status and metrics; what it wrote stays in effect, and the service is ready")
    void isSaidToBeSilent() throws Exception {
        scene.start(Map.of("VPCMIDO_CLOUD_SILENT_AFTER", "50ms"));
        scene.awaitAcknowledged("1");
        JsonNode before = scene.dump();
        JsonNode status = scene.awaitStatus(
                each -> isSilent(each) && !each.path("cycle_running").asBoolean());

        assertThat(status.path("cloud_written_at").asText())
                .isEqualTo(
                        Files.getLastModifiedTime(scene.document()).toInstant().toString());
        assertThat(status.path("ready").asBoolean()).isTrue();
        assertThat(status.path("troubles")).isEmpty();
        assertThat(scene.get("/health/ready").statusCode()).isEqualTo(200);
        assertThat(scene.get("/metrics").body())
                .contains("vpcmido_cloud_silent 1.0")
                .containsPattern("vpcmido_cloud_age_seconds [0-9]");
        assertThat(scene.dump()).isEqualTo(before);
        assertThat(scene.reconcile().path("result").asText()).isEqualTo("agreed");
    }

    @Test
    @DisplayName("is silent no more when it writes the same document anew, which is no reason for a cycle")
    void isHeardAgain() throws Exception {
        Instant hourAgo = lastWrittenAnHourAgo();
        scene.start();
        scene.awaitAcknowledged("1");
        JsonNode status = scene.awaitStatus(
                each -> isSilent(each) && !each.path("cycle_running").asBoolean());
        assertThat(status.path("cloud_written_at").asText()).isEqualTo(hourAgo.toString());
        long requests = scene.requests();

        scene.publish(ReferenceCloud.given(), "1");
        JsonNode after = scene.awaitStatus(each -> !isSilent(each));
        assertThat(Instant.parse(after.path("cloud_written_at").asText()))
                .isAfter(hourAgo.plus(Duration.ofMinutes(30)));
        assertThat(after.path("cycle_running").asBoolean()).isFalse();
        assertThat(after.path("last_cycle")).isEqualTo(status.path("last_cycle"));
        assertThat(scene.requests()).isEqualTo(requests);
        assertThat(scene.get("/metrics").body()).contains("vpcmido_cloud_silent 0.0");
    }

    @Test
    @DisplayName("is not silent when what it writes cannot be used: that is another trouble")
    void isNotSilentWhenItErrs() throws Exception {
        lastWrittenAnHourAgo();
        scene.start();
        scene.awaitStatus(SilentCloudTest::isSilent);

        scene.publish("<network-data version=\"2\"><configuration>");
        JsonNode status = scene.awaitStatus(
                each -> !isSilent(each) && !each.path("troubles").isEmpty());
        assertThat(status.at("/troubles/0/code").asText()).isEqualTo("cloud");
    }

    @Test
    @DisplayName("is not waited for on another machine than that of the enabled cloud controller")
    void isExpectedOnOneMachine() throws Exception {
        Instant hourAgo = lastWrittenAnHourAgo();
        scene.start(Map.of("VPCMIDO_CLOUD_ONLY_ON_CONTROLLER", "true"));
        JsonNode status =
                scene.awaitStatus(each -> each.path("cloud_written_at").asText().equals(hourAgo.toString()));
        assertThat(status.at("/leadership/standby").asText()).contains("enabled cloud controller");
        assertThat(isSilent(status)).isFalse();
    }

    @Test
    @DisplayName("may be silent for ever where nobody wants to know")
    void mayBeSilent() throws Exception {
        Instant hourAgo = lastWrittenAnHourAgo();
        scene.start(Map.of("VPCMIDO_CLOUD_SILENT_AFTER", ""));
        JsonNode status =
                scene.awaitStatus(each -> each.path("cloud_written_at").asText().equals(hourAgo.toString()));
        assertThat(isSilent(status)).isFalse();
    }

    @Test
    @DisplayName(
            "is told once in the log when that begins and when it ends, and on the command line as long as it lasts")
    void isTold() throws Exception {
        Instant hourAgo = lastWrittenAnHourAgo();
        InstanceProcess service = InstanceProcess.start("service", scene.configuration(), folder, PRODUCT_LOG);
        try {
            await().ignoreExceptions() // It does not listen yet.
                    .atMost(Instance.PATIENCE)
                    .until(service::status, SilentCloudTest::isSilent);
            assertThat(service.call("status").output())
                    .contains("written " + hourAgo + "; nothing since, the cloud controller is silent");
            assertThat(told()).singleElement().asString().contains("WARN", "is silent: " + scene.document());

            scene.publish(ReferenceCloud.given(), "1");
            service.awaitStatus(each -> !isSilent(each));
            assertThat(service.call("status").output()).contains(", written ").doesNotContain("silent");
            assertThat(told()).hasSize(2).last().asString().contains("INFO", "is silent no more");
        } finally {
            service.destroy();
        }
    }

    private List<String> told() throws IOException {
        return Files.readAllLines(folder.resolve("service.log")).stream()
                .filter(line -> line.contains("the cloud controller is silent"))
                .toList();
    }
}
