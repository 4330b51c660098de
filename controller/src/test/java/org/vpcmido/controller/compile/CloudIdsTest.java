// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vpcmido.model.vpc.CloudId;

@DisplayName("A subject of a finding")
class CloudIdsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "vpc-0000a001",
                "subnet-0000a001",
                "acl-0000a001",
                "nat-0000a001000000001",
                "sg-0000a001",
                "i-0000a001",
                "eni-0123456789abcdef0123456789abcdef"
            })
    @DisplayName("is known as the id that it is")
    void ids(String text) {
        assertThat(CloudIds.parse(text)).map(CloudId::value).contains(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cloud",
                "vpc-1",
                "vpc-0000A001",
                "vpc-nonsense",
                "rtb-0000a001",
                "-0000a001",
                "gw1/em1",
                "vpc0000a001"
            })
    @DisplayName("that is no id, or one that nothing in MidoNet is named after, is none")
    void others(String text) {
        assertThat(CloudIds.parse(text)).isEmpty();
    }
}
