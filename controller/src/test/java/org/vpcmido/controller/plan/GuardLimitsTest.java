// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Beside {@link GuardTest}, which says what it lets pass. */
@DisplayName("The guard's share")
class GuardLimitsTest {
    @Test
    @DisplayName("is from nothing to everything, and told in percent")
    void shares() {
        assertThat(new Guard(0).lossShareMax()).isZero();
        assertThat(new Guard(1).lossShareMax()).isOne();
        for (double impossible : new double[] {-0.01, 1.01, Double.NaN}) {
            assertThatThrownBy(() -> new Guard(impossible)).hasMessageContaining("not within 0 to 1");
        }
        assertThat(Guard.DEFAULT.withLossShareMax(0.01).judge(SmallPlan.plan()).reason())
                .containsPattern("^\\d+ of \\d+ resources would go, which is [1-9]\\d?%; the limit is 1%$");
    }
}
