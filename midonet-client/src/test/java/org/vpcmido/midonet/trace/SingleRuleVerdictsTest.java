// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.midonet.trace.golden.GoldenTopology;

/** All forms of group rules: packets at the boundaries of each rule, with the others taken out of its chain. */
@DisplayName("The walker, on one group rule at a time")
class SingleRuleVerdictsTest {
    @Test
    @DisplayName("matches what MidoNet's agent matched")
    void matchesWhatTheAgentMatched() {
        SingleRuleVerdicts verdicts = new SingleRuleVerdicts(GoldenTopology.read("sg-forms"), Walker::of);
        verdicts.play("sg-forms-single-rules");
        assertThat(verdicts.differences()).isEmpty();
        assertThat(verdicts.packets()).isEqualTo(1006);
        assertThat(verdicts.rules()).isEqualTo(17);
    }
}
