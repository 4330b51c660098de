// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.cloud.gni;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vpcmido.cloud.source.CloudSnapshot;

@DisplayName("A GNI reader")
class GniReaderTest {
    @ParameterizedTest
    @DisplayName("reads the same cloud from every dialect and order")
    @ValueSource(strings = {"multi-vpc-5.1.xml", "multi-vpc-5dev.xml", "multi-vpc-shuffled.xml"})
    void readsEveryDialect(String other) {
        CloudSnapshot expected = GniDocuments.read("multi-vpc.xml");
        CloudSnapshot actual = GniDocuments.read(other);
        assertThat(actual.checked()).isEqualTo(expected.checked());
        assertThat(actual.contentHash()).isEqualTo(expected.contentHash());
        assertThat(expected.checked().findings()).isEmpty();
        assertThat(expected.checked().holds()).isEmpty();
    }
}
