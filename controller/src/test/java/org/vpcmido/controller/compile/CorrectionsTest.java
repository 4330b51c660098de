// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Corrections")
class CorrectionsTest {
    @Test
    @DisplayName("are read as all, none, or a list of names")
    void parse() {
        assertThat(Corrections.parse("all")).isEqualTo(Corrections.all());
        assertThat(Corrections.parse(" NONE ")).isEqualTo(Corrections.none());
        assertThat(Corrections.parse("port-zero, metadata-protocols").wanted())
                .containsExactlyInAnyOrder(Correction.PORT_ZERO, Correction.METADATA_PROTOCOLS);
        assertThat(Corrections.parse("port-zero").include(Correction.METADATA_PROTOCOLS))
                .isFalse();
    }

    @Test
    @DisplayName("that nobody knows are refused by name")
    void unknown() {
        assertThatThrownBy(() -> Corrections.parse("port-zero,port-one"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'port-one'")
                .hasMessageContaining("port-zero");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("read back as they are printed")
    void prints(Correction each) {
        Corrections one = new Corrections(Set.of(each));
        assertThat(Corrections.parse(one.toString())).isEqualTo(one);
        assertThat(each.eucanetd()).endsWith(".");
        assertThat(each.instead()).endsWith(".");
    }
}
