// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A retry policy")
class RetryPolicyTest {
    private final RetryPolicy policy = new RetryPolicy(9, Duration.ofMillis(100), Duration.ofSeconds(1));

    @Test
    @DisplayName("doubles the pause up to the longest")
    void doubles() {
        assertThat(policy.delay(1, 0)).hasMillis(100);
        assertThat(policy.delay(2, 0)).hasMillis(200);
        assertThat(policy.delay(4, 0)).hasMillis(800);
        assertThat(policy.delay(5, 0)).hasMillis(1000);
        assertThat(policy.delay(1_000_000, 0)).hasMillis(1000);
    }

    @Test
    @DisplayName("takes off up to a half, at random")
    void jitter() {
        assertThat(policy.delay(1, 0.5)).hasMillis(75);
        assertThat(policy.delay(1, Math.nextDown(1.0))).isBetween(Duration.ofMillis(50), Duration.ofMillis(51));
    }

    @Test
    @DisplayName("refuses what cannot be")
    void refuses() {
        assertThatThrownBy(() -> new RetryPolicy(0, Duration.ZERO, Duration.ZERO))
                .hasMessageContaining("attempts 0");
        assertThatThrownBy(() -> new RetryPolicy(1, Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .hasMessageContaining("PT2S to PT1S");
    }
}
