// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.cloud.gni;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vpcmido.cloud.source.CloudDocumentException;
import org.vpcmido.cloud.source.CloudSnapshot;
import org.vpcmido.model.finding.Finding;
import org.vpcmido.model.finding.Hold;
import org.vpcmido.model.vpc.VpcState;

/** Every document of {@code /gni/invalid} against {@code /gni/invalid-outcomes.txt}, where the choices are explained. */
@DisplayName("An invalid GNI document")
class InvalidDocumentsTest {
    static Map<String, List<String>> outcomes() throws IOException {
        Map<String, List<String>> outcomes = new TreeMap<>();
        List<String> current = new ArrayList<>();
        for (String line : new String(GniDocuments.bytes("invalid-outcomes.txt"), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList()) {
            if (line.startsWith(" ")) {
                current.add(line.strip());
            } else {
                current = new ArrayList<>();
                outcomes.put(line, current);
            }
        }
        return outcomes;
    }

    static Stream<String> documents() throws IOException {
        return outcomes().keySet().stream();
    }

    @Test
    @DisplayName("has an outcome that is written down")
    void tableIsComplete() throws IOException, URISyntaxException {
        Path folder = Path.of(
                Objects.requireNonNull(getClass().getResource("/gni/invalid")).toURI());
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(outcomes().keySet())
                    .containsExactlyInAnyOrderElementsOf(
                            files.map(Path::getFileName).map(Path::toString).toList());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documents")
    @DisplayName("is refused, or loses exactly what is wrong in it")
    void hasItsOutcome(String document) throws IOException {
        assertThat(outcome(document)).isEqualTo(outcomes().get(document));
    }

    private static List<String> outcome(String document) {
        try {
            CloudSnapshot snapshot = GniDocuments.read("invalid/" + document);
            List<String> outcome = new ArrayList<>();
            snapshot.checked().findings().forEach(finding -> outcome.add(line(finding)));
            outcome.add(("holds "
                            + snapshot.checked().holds().stream()
                                    .map(Hold::toString)
                                    .map(hold -> hold.replace(' ', ':'))
                                    .collect(Collectors.joining(" ")))
                    .strip());
            outcome.add(remains(snapshot.checked().state()));
            return outcome;
        } catch (CloudDocumentException refusal) {
            return List.of("refused " + refusal.code()
                    + refusal.position()
                            .map(place -> " " + place.line() + ":" + place.column())
                            .orElse(""));
        }
    }

    private static String line(Finding finding) {
        return finding.severity().jsonName() + " " + finding.code()
                + finding.position()
                        .map(place -> " " + place.line() + ":" + place.column())
                        .orElse("")
                + " " + finding.subject();
    }

    private static String remains(VpcState state) {
        int rules = state.securityGroups().values().stream()
                .mapToInt(group -> group.ingress().size() + group.egress().size())
                .sum();
        int entries = state.networkAcls().values().stream()
                .mapToInt(acl -> acl.ingress().size() + acl.egress().size())
                .sum();
        long routes = state.routeTables().values().stream()
                .flatMap(table -> table.routes().stream())
                .filter(route -> route.target().leadsSomewhere())
                .count();
        long publicAddresses = state.interfaces().values().stream()
                .filter(each -> each.publicAddress().isPresent())
                .count();
        return "remain " + state.configuration().gateways().size() + " gateways, "
                + state.vpcs().size() + " VPCs, "
                + state.subnets().size() + " subnets, "
                + routes + " routes, "
                + entries + " entries, "
                + rules + " rules, "
                + state.interfaces().size() + " interfaces, "
                + publicAddresses + " public, "
                + state.placements().size() + " placed";
    }
}
