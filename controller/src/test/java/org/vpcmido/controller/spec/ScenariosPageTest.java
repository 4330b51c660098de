// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

@DisplayName("The page of scenarios")
class ScenariosPageTest {
    private static final Path PAGE = Path.of("../distribution/docs/scenarios.md");
    private static final Path HERE = Path.of("src/test/java/org/vpcmido/controller/spec");
    private static final String ROOT = "org.vpcmido.controller.";
    private static final Pattern ROW = Pattern.compile("\\| (S-\\d{3}) \\| [^|]+ \\| ([^|]+) \\| ([^|]+) \\|");
    private static final Pattern COUNT =
            Pattern.compile("\\| (passes|in part|differs|fails|not applicable) \\| (\\d+) \\|.*");
    private static final Pattern TEST = Pattern.compile("`([\\w.]+)#(\\w+)`");
    private static final Pattern SCENARIO = Pattern.compile("S-\\d{3}");

    private record Row(String scenario, List<MatchResult> tests, String state) {}

    private static Stream<MatchResult> lines(Pattern pattern) throws IOException {
        return Files.readAllLines(PAGE).stream()
                .map(pattern::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> matcher.toMatchResult());
    }

    private static List<Row> rows() throws IOException {
        return lines(ROW)
                .map(row -> new Row(
                        row.group(1), TEST.matcher(row.group(2)).results().toList(), row.group(3)))
                .toList();
    }

    @Test
    @DisplayName("has each scenario once, in order, with a test or a reason")
    void isComplete() throws IOException {
        List<Row> rows = rows();
        assertThat(rows)
                .extracting(Row::scenario)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 168)
                        .mapToObj("S-%03d"::formatted)
                        .toList());
        assertThat(rows).allMatch(row -> !row.tests().isEmpty() || row.state().contains(": "));
    }

    @Test
    @DisplayName("names tests that exist and that bear the scenario's number")
    void namesTests() throws Exception {
        for (Row row : rows()) {
            for (MatchResult test : row.tests()) {
                boolean isHere = !test.group(1).contains(".");
                Method method = test(isHere ? "spec." + test.group(1) : test.group(1), test.group(2));
                if (isHere) {
                    assertThat(method.getAnnotation(DisplayName.class).value())
                            .as(method.toString())
                            .contains(row.scenario());
                }
            }
        }
    }

    private static Method test(String type, String name) throws ClassNotFoundException {
        return Stream.of(Class.forName(ROOT + type).getDeclaredMethods())
                .filter(method -> method.getName().equals(name))
                .filter(method ->
                        method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(ParameterizedTest.class))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no test " + type + "#" + name));
    }

    @Test
    @DisplayName("names every test of a scenario that there is")
    void namesEveryTest() throws Exception {
        Map<String, List<MatchResult>> named = new TreeMap<>();
        rows().forEach(row -> named.put(row.scenario(), row.tests()));
        try (Stream<Path> files = Files.list(HERE)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith("Spec.java")).toList()) {
                String type = file.getFileName().toString().replace(".java", "");
                for (Method method : Class.forName(ROOT + "spec." + type).getDeclaredMethods()) {
                    DisplayName name = method.getAnnotation(DisplayName.class);
                    if (name != null) {
                        List<String> scenarios = SCENARIO.matcher(name.value())
                                .results()
                                .map(MatchResult::group)
                                .toList();
                        assertThat(scenarios).as(method.toString()).isNotEmpty();
                        assertThat(scenarios)
                                .allSatisfy(scenario -> assertThat(named.getOrDefault(scenario, List.of()))
                                        .as(scenario)
                                        .anyMatch(test -> test.group(1).equals(type)
                                                && test.group(2).equals(method.getName())));
                    }
                }
            }
        }
    }

    @Test
    @DisplayName("counts its rows as they are")
    void counts() throws IOException {
        List<Row> rows = rows();
        int[] counted = {0};
        lines(COUNT).forEach(line -> {
            int count = Integer.parseInt(line.group(2));
            assertThat(rows)
                    .filteredOn(row -> row.state().split(":", -1)[0].equals(line.group(1)))
                    .as(line.group(1))
                    .hasSize(count);
            counted[0] += count;
        });
        assertThat(counted[0]).isEqualTo(rows.size());
    }
}
