// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vpcmido.controller.golden.GoldenTopology;

@DisplayName("On a MidoNet before 5.2.2")
class OldMidonetTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"sg-forms, 5.0", "nacl-forms, 5.0", "sg-forms, 5.2", "nacl-forms, 5.2"})
    @DisplayName("eucanetd's rules that start at port 0 are adopted without a write")
    void adoptsPortsFromZero(String name, String personality) throws Exception {
        try (Scene scene = Scene.of(folder, name + ".xml", personality)) {
            Scene.get(scene.midonet().load(GoldenTopology.of(name).toDump().toString()));
            Called plan = scene.plan(name + ".xml", "--corrections", "none");
            assertThat(plan.out()).startsWith("nothing to do");
            assertThat(plan.err()).doesNotContain("zero-refused");
            assertThat(plan.exitCode()).isEqualTo(ExitCode.DONE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.0", "5.2"})
    @DisplayName("that is empty, rules from port 0 are built, and stay as they were built")
    void staysAsBuilt(String personality) throws Exception {
        try (Scene scene = Scene.of(folder, "sg-forms.xml", personality)) {
            assertThat(scene.apply("sg-forms.xml").exitCode()).isEqualTo(ExitCode.DONE);
            assertThat(scene.plan("sg-forms.xml").exitCode()).isEqualTo(ExitCode.DONE);
        }
    }
}
