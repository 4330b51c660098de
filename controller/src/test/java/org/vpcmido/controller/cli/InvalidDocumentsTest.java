// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vpcmido.cloud.gni.GniDocuments;

/** Every document of {@code /gni/invalid}, with the outcomes that {@code /gni/invalid-outcomes.txt} explains. */
@DisplayName("A command that is given an invalid document")
class InvalidDocumentsTest {
    private static final String REFUSED = "  refused ";

    @TempDir
    private static Path folder;

    private static Scene built;

    @BeforeAll
    static void build() throws Exception {
        built = Scene.of(folder, "single-vpc.xml");
        assertThat(built.apply("single-vpc.xml").exitCode()).isEqualTo(ExitCode.DONE);
    }

    @AfterAll
    static void close() throws Exception {
        built.close();
    }

    /** Each document of the table with its outcome's lines. */
    private static List<String> outcome(String document) {
        List<String> lines = new String(GniDocuments.bytes("invalid-outcomes.txt"), StandardCharsets.UTF_8)
                .lines()
                .toList();
        return lines.stream()
                .skip(lines.indexOf(document) + 1L)
                .takeWhile(line -> line.startsWith(" "))
                .toList();
    }

    private static Stream<String> documents(boolean refused) {
        return new String(GniDocuments.bytes("invalid-outcomes.txt"), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.matches("[a-z0-9-]+\\.xml"))
                .filter(name -> outcome(name).get(0).startsWith(REFUSED) == refused)
                .sorted();
    }

    static Stream<String> refused() {
        return documents(true);
    }

    static Stream<String> accepted() {
        return documents(false);
    }

    @ParameterizedTest
    @MethodSource("refused")
    @DisplayName("that cannot be used ends with 3 and one line that says where, and does not touch MidoNet")
    void refuses(String document) throws Exception {
        JsonNode before = built.dump();
        built.resetRequests();
        for (Called called : List.of(built.apply("invalid/" + document), built.plan("invalid/" + document))) {
            assertThat(called.exitCode()).isEqualTo(ExitCode.CLOUD_UNUSABLE);
            assertThat(called.out()).isEmpty();
            assertThat(called.err().lines()).hasSize(1).allMatch(line -> line.startsWith("vpcmido: "));
            assertThat(called.err()).contains("invalid-" + document).doesNotContain("Exception");
            assertThat(called.err().length()).isLessThan(400);
            String[] expected =
                    outcome(document).get(0).substring(REFUSED.length()).split("[ :]", -1);
            if (expected.length > 1) {
                assertThat(called.err()).contains("line " + expected[1] + ", column " + expected[2]);
            }
        }
        assertThat(built.requests().total()).isZero();
        assertThat(built.dump()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("accepted")
    @DisplayName("that is partly right ends with 0, tells each finding, and comes to rest")
    void accepts(String document) throws Exception {
        try (Scene scene = Scene.of(folder, "invalid/" + document)) {
            Called called = scene.apply("invalid/" + document, "--output", "json");
            assertThat(called.exitCode()).as(called.err()).isEqualTo(ExitCode.DONE);
            JsonNode json = called.json();
            assertThat(json.at("/second_pass").toString()).isEqualTo("{\"create\":0,\"update\":0,\"delete\":0}");
            assertThat(called.err().lines()).hasSize(json.at("/findings").size());
            for (String line : outcome(document)) {
                String[] words = line.strip().split(" ", 3);
                if (words[0].equals("error") || words[0].equals("warning")) {
                    assertThat(called.err()).contains("[" + words[1] + "]");
                    assertThat(json.at("/findings"))
                            .anyMatch(finding -> finding.path("code").asText().equals(words[1])
                                    && finding.path("severity").asText().equals(words[0]));
                }
                if (words.length == 3 && words[2].matches("\\d+:\\d+ .*")) {
                    String[] place = words[2].split("[: ]", 3);
                    assertThat(called.err()).contains("line " + place[0] + ", column " + place[1]);
                }
            }
        }
    }

    @Test
    @DisplayName("that is not there ends with 3 and names the path")
    void missing() {
        Called called = built.apply(folder.resolve("nowhere.xml"));
        assertThat(called.exitCode()).isEqualTo(ExitCode.CLOUD_UNUSABLE);
        assertThat(called.err()).contains(folder.resolve("nowhere.xml") + ": there is no such file");
        assertThat(built.apply(folder).exitCode()).isEqualTo(ExitCode.CLOUD_UNUSABLE);
    }
}
