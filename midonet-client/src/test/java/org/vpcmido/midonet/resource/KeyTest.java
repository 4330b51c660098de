// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A key")
class KeyTest {
    private static final UUID ID = UUID.fromString("00000000-0000-4000-8000-000000000001");

    @Test
    @DisplayName("is within itself and what it lies below, name by name")
    void within() {
        Key subnet = Key.of("subnet", "subnet-1");

        assertThat(subnet.child("in-chain").isWithin(subnet)).isTrue();
        assertThat(subnet.isWithin(subnet)).isTrue();
        assertThat(Key.of("subnet", "subnet-10").isWithin(subnet)).isFalse();
        assertThat(subnet.isWithin(subnet.child("in-chain"))).isFalse();
    }

    @Test
    @DisplayName("carries the id of what was observed, but not that of its parent")
    void observed() {
        Key group = Key.observed(Kind.IP_ADDR_GROUP, ID);

        assertThat(group.isObserved()).isTrue();
        assertThat(group.observedId()).contains(ID);
        assertThat(group.child("address").child("10.0.0.1").isObserved()).isTrue();
        assertThat(group.child("address").child("10.0.0.1").observedId()).isEmpty();
        assertThat(Key.of("subnet", "subnet-1").isObserved()).isFalse();
        assertThat(Key.of("subnet", "subnet-1").observedId()).isEmpty();
    }

    @Test
    @DisplayName("has a name")
    void named() {
        assertThatThrownBy(() -> new Key("")).isInstanceOf(IllegalArgumentException.class);
    }
}
