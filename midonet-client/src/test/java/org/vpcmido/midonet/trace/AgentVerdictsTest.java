// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import static org.assertj.core.api.Assertions.assertThat;

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
    void agreesWithTheAgent(String verdicts, String topologyName, int packets, int toUnknownMacs) {
        RecordedVerdicts recorded = new RecordedVerdicts(topology(verdicts, topologyName));
        recorded.play(verdicts);
        LoggerFactory.getLogger(getClass()).info("{}: {}", verdicts, recorded);
        assertThat(recorded.differences()).isEmpty();
        assertThat(recorded.packets()).isEqualTo(packets);
        assertThat(recorded.floodedOrNot()).isLessThanOrEqualTo(toUnknownMacs);
    }

    /** Read back from a real MidoNet, or where the real one refused port ranges from 0, as eucanetd wants it. */
    private static Topology topology(String verdicts, String name) {
        return "real".equals(name) ? RealTopologies.observation(verdicts).topology() : GoldenTopology.read(name);
    }
}
