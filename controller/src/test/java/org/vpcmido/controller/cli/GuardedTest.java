// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A cloud that went empty")
class GuardedTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "single-vpc.xml, version/5-empty-after-restart.xml",
        "change/vpc-idle-before.xml, change/vpc-idle-after.xml"
    })
    @DisplayName("is held back with exit code 5 until its deletions are allowed")
    void heldBack(String before, String after) throws Exception {
        try (Scene scene = Scene.of(folder, before)) {
            assertThat(scene.apply(before).exitCode()).isEqualTo(ExitCode.DONE);
            JsonNode whole = scene.dump();

            Called plan = scene.plan(after);
            assertThat(plan.out()).contains("held by the guard: ", "'vpcmido apply' would refuse it with exit code 5");
            assertThat(plan.exitCode()).isEqualTo(ExitCode.CHANGES_WAITING);
            assertThat(plan.out()).contains("held by the guard: ");
            Called held = scene.apply(after);
            assertThat(held.exitCode()).isEqualTo(ExitCode.GUARDED);
            assertThat(held.err()).contains("vpcmido: nothing written: the cloud asks for no VPC any more");
            JsonNode json = scene.apply(after, "--output", "json").json();
            assertThat(json.at("/guard/verdict").asText()).isEqualTo("hold");
            assertThat(json.at("/guard/reason").asText()).contains("no VPC");
            assertThat(scene.dump()).isEqualTo(whole);

            Called allowed = scene.apply(after, "--allow-deletes", "1");
            assertThat(allowed.exitCode()).as(allowed.err()).isEqualTo(ExitCode.DONE);
            assertThat(scene.dump().path("bridges").size())
                    .isLessThan(whole.path("bridges").size());
            assertThat(scene.plan(after).exitCode()).isEqualTo(ExitCode.DONE);
        }
    }
}
