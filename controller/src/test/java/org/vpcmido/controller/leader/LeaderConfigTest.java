// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.leader;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The configuration of leader election")
class LeaderConfigTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    @DisplayName("refuses to share MidoNet's root")
    void root() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LeaderConfig("localhost:2181", "/midonet/v6", "a", SECOND, SECOND))
                .withMessageContaining("/midonet/v6");
    }

    @Test
    @DisplayName("refuses a session time-out that no server grants")
    void session() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LeaderConfig("localhost:2181", "/vpcmido", "a", Duration.ofMillis(1), SECOND))
                .withMessageContaining("PT0.001S")
                .withMessageContaining("PT0.5S");
    }
}
