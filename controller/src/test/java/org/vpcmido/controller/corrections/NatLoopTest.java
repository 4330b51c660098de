// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.corrections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vpcmido.controller.corrections.World.CLIENT;
import static org.vpcmido.controller.corrections.World.NAT_PUBLIC;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.controller.compile.Correction;
import org.vpcmido.controller.compile.Keys;
import org.vpcmido.midonet.trace.Fate;
import org.vpcmido.midonet.trace.Step;
import org.vpcmido.midonet.trace.Verdict;

@DisplayName("A packet to a NAT gateway's public address")
class NatLoopTest {
    private final World world = World.with(Correction.NAT_LOOP);

    @Test
    @DisplayName("ends at once if nobody asked for it")
    void unsolicited() {
        assertThat(visitsOfEdge(World.uncorrected().fromOutside(CLIENT, NAT_PUBLIC)))
                .isGreaterThan(1);
        Verdict verdict = world.fromOutside(CLIENT, NAT_PUBLIC);
        assertThat(verdict.fate()).isInstanceOf(Fate.Dropped.class);
        assertThat(visitsOfEdge(verdict)).isEqualTo(1);
        assertThat(verdict.answers()).isEmpty();
        assertThat(visitsOfEdge(world.from("web", NAT_PUBLIC))).isEqualTo(1);
    }

    @Test
    @DisplayName("reaches the instance that it answers")
    void answers() {
        Verdict question = world.from("db", CLIENT);
        Verdict answer = world.answer(question.arrivals().get(0));
        assertThat(answer.arrivals()).hasSize(1);
        assertThat(answer.arrivals().get(0).port()).isEqualTo(World.port("db"));
    }

    private static long visitsOfEdge(Verdict verdict) {
        return verdict.steps().stream()
                .filter(new Step.Reached(Keys.EDGE_ROUTER)::equals)
                .count();
    }
}
