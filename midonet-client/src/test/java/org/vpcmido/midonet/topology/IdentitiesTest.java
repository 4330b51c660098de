// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;

@DisplayName("Identities")
class IdentitiesTest {
    private static final Key KEY = Key.of("subnet", "subnet-1", "bridge");
    private static final UUID FOUND = UUID.fromString("00000000-0000-4000-8000-000000000001");

    @Test
    @DisplayName("give the id that was found, else one that depends on the key alone")
    void ids() {
        assertThat(Identities.of(Map.of(KEY, FOUND)).id(KEY)).isEqualTo(FOUND);
        assertThat(Identities.none().id(KEY)).isEqualTo(Identities.of(Map.of()).id(KEY));
        assertThat(Identities.none().id(KEY)).isNotEqualTo(Identities.none().id(KEY.child("x")));
        assertThat(Identities.none().id(Key.observed(Kind.PORT, FOUND))).isEqualTo(FOUND);
        assertThat(Identities.none().found(KEY)).isEmpty();
        assertThat(Identities.none().found(Key.observed(Kind.PORT, FOUND))).contains(FOUND);
    }

    @Test
    @DisplayName("pass over a computed id that something else has already")
    void collision() {
        UUID computed = Identities.none().id(KEY);
        Identities taken = Identities.of(Map.of(Key.of("renamed"), computed));

        assertThat(taken.id(KEY)).isNotEqualTo(computed);
        assertThat(taken.id(KEY)).isEqualTo(taken.id(KEY));
        assertThat(taken.id(Key.of("renamed"))).isEqualTo(computed);
        assertThat(taken.keys()).containsExactly(Map.entry(computed, Key.of("renamed")));
    }
}
