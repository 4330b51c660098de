// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.midonet.trace.golden.GoldenTopology;

/** All forms of group rules: packets at the boundaries of each rule, with the others taken out of its chain. */
@DisplayName("The walker, on one group rule at a time")
class SingleRuleVerdictsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Topology whole = GoldenTopology.read("sg-forms");
    private final Map<String, Walker> walkers = new HashMap<>();

    @Test
    @DisplayName("matches what MidoNet's agent matched")
    void matchesWhatTheAgentMatched() throws IOException {
        PortNames names = new PortNames(whole);
        List<String> differences = new ArrayList<>();
        int packets = 0;
        try (InputStream raw = getClass().getResourceAsStream("/midonet-verdicts/sg-forms-single-rules.jsonl.gz");
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(new GZIPInputStream(raw), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                packets++;
                JsonNode recorded = JSON.readTree(line);
                Walker walker = walkers.computeIfAbsent(recorded.path("rule").asText(), this::only);
                String wanted = recorded.path("verdict").asText() + " "
                        + recorded.path("why").asText("") + " "
                        + recorded.path("matched").asBoolean();
                String actual = judge(walker, names, recorded);
                if (!wanted.strip().equals(actual)) {
                    differences.add(line + " but: " + actual);
                }
            }
        }
        assertThat(differences).isEmpty();
        assertThat(packets).isEqualTo(1006);
        assertThat(walkers).hasSize(17);
    }

    private static String judge(Walker walker, PortNames names, JsonNode recorded) {
        RecordedPacket form = new RecordedPacket(names, walker);
        String chain = recorded.path("rule").asText().replaceFirst("#.*", "");
        JsonNode packet = recorded.get("packet");
        Verdict verdict = walker.conversation(Stations.NONE)
                .send(names.key(packet.path("in").asText()), form.packet(packet));
        String why = verdict.fate() instanceof Fate.Dropped dropped ? dropped.why() : "";
        return (verdict.isDelivered() ? "delivered" : "dropped") + " " + why + " "
                + verdict.rules().anyMatch(rule -> rule.chainName().equals(chain));
    }

    /** The whole topology, with one rule left of the chain; {@code place} is CHAIN#n. */
    private Walker only(String place) {
        String chain = "chain:" + place.replaceFirst("#.*", "");
        int position = Integer.parseInt(place.replaceFirst(".*#", ""));
        return Walker.of(Topology.of(whole.resources().stream()
                        .filter(resource -> !(resource instanceof Rule rule
                                && rule.chain().path().equals(chain)
                                && rule.position() != position)))
                .withActivePorts(whole.activePorts()));
    }
}
