// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vpcmido.model.given.ReferenceCloud;

@DisplayName("A service in a process of its own whose cloud goes empty")
class GuardedServiceTest {
    @TempDir
    private Path folder;

    private ServiceScene scene;
    private InstanceProcess service;

    @BeforeEach
    void open() throws Exception {
        scene = new ServiceScene(folder);
        scene.publish(ReferenceCloud.given(), "1");
        service = InstanceProcess.start("service", scene.configuration(), folder, Map.of());
        await().ignoreExceptions()
                .atMost(Instance.PATIENCE)
                .until(() -> acknowledged().equals("1"));
    }

    @AfterEach
    void close() throws Exception {
        service.destroy();
        scene.close();
    }

    private String acknowledged() throws Exception {
        return service.status().path("acknowledged_version").asText();
    }

    private InstanceProcess.Called vpcmido(String... arguments) throws Exception {
        return service.call(arguments);
    }

    private String log() throws Exception {
        return Files.readString(folder.resolve("service.log"));
    }

    @Test
    @DisplayName(
            "says in status, log and metrics what is held, and goes on when exactly that is approved on the command line")
    void isApprovedOnTheCommandLine() throws Exception {
        InstanceProcess.Called nothing = vpcmido("guard");
        assertThat(nothing.exitCode()).isZero();
        assertThat(nothing.output()).contains("Nothing is held back.");
        int rules = scene.dump().path("rules").size();

        scene.publish(ReferenceCloud.empty(), "2");
        JsonNode guard = service.awaitStatus(status -> status.has("guard")).path("guard");
        String plan = guard.path("plan").asText();
        int removals = guard.path("removals").asInt();
        assertThat(guard.path("reason").asText()).contains("asks for no VPC");
        assertThat(service.get("/metrics").body()).contains("vpcmido_guard_removals " + removals + ".0");
        await().atMost(Instance.PATIENCE).until(() -> log().contains("guard approve " + plan));
        assertThat(log())
                .contains("the guard holds " + removals + " removals back: the cloud asks for no VPC any more");
        assertThat(vpcmido("guard").exitCode()).isEqualTo(5);
        assertThat(vpcmido("guard").output()).contains("Plan " + plan + ": " + removals + " removals are held back");

        assertThat(vpcmido("guard", "approve", "000000000000", "--token", Instance.TOKEN))
                .satisfies(other -> assertThat(other.exitCode()).isEqualTo(5))
                .satisfies(other -> assertThat(other.output()).contains("plan " + plan + " is"));
        assertThat(vpcmido("guard", "approve", plan, "--token", "wrong").exitCode())
                .isEqualTo(5);
        assertThat(scene.dump().path("rules")).hasSize(rules);

        assertThat(vpcmido("guard", "approve", plan, "--token", Instance.TOKEN).exitCode())
                .isZero();
        await().atMost(Instance.PATIENCE).until(() -> acknowledged().equals("2"));
        assertThat(log()).contains("plan " + plan + " is approved");
        assertThat(service.get("/metrics").body()).contains("vpcmido_guard_removals 0.0");
        assertThat(scene.dump().path("rules").size()).isLessThan(rules);
        assertThat(vpcmido("guard").exitCode()).isZero();
    }

    @Test
    @DisplayName("ends when the process that started it is gone, so that no test leaves one behind")
    void endsWithItsParent() throws Exception {
        service.closeInput();
        assertThat(service.exitCode()).isNotZero();
    }
}
