// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import org.vpcmido.midonet.client.RealTopologies;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.midonet.trace.golden.GoldenTopology;

/** Every packet that the real agent's code judged is judged alike: fate, place, headers, rules, answers and path. */
@DisplayName("The walker")
class AgentVerdictsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest(name = "agrees with MidoNet''s agent on {0}, topology {1}")
    @CsvSource({
        "single-vpc, real, 1428, 19",
        "small-bgp, real, 2514, 26",
        "single-vpc, single-vpc, 1428, 19",
        "small-bgp, small-bgp, 2514, 26",
        "multi-vpc-guests, multi-vpc, 2502, 0",
        "multi-vpc-outside, multi-vpc, 3383, 44",
        "multi-vpc-rules, multi-vpc, 2332, 0",
        "multi-vpc-natgw, multi-vpc, 35, 0",
        "sg-forms, sg-forms, 2577, 19",
        "nacl-forms, nacl-forms, 1398, 0"
    })
    void agreesWithTheAgent(String verdicts, String topologyName, int packets, int toUnknownMacs) throws IOException {
        Comparison comparison = new Comparison(topology(verdicts, topologyName));
        try (InputStream raw = getClass().getResourceAsStream("/midonet-verdicts/" + verdicts + ".jsonl.gz");
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(new GZIPInputStream(raw), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                comparison.play(JSON.readTree(line));
            }
        }
        LoggerFactory.getLogger(getClass()).info("{}: {}", verdicts, comparison);
        assertThat(comparison.differences()).isEmpty();
        assertThat(comparison.packets()).isEqualTo(packets);
        assertThat(comparison.floodedOrNot()).isLessThanOrEqualTo(toUnknownMacs);
    }

    /** Read back from a real MidoNet, or where the real one refused port ranges from 0, as eucanetd wants it. */
    private static Topology topology(String verdicts, String name) {
        return "real".equals(name) ? RealTopologies.observation(verdicts).topology() : GoldenTopology.read(name);
    }
}
