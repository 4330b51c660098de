// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.midonet.resource.DhcpSubnet;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;

@DisplayName("What a resource need not have, as people read it")
class AbsentFieldsTest {
    private static DhcpSubnet subnet(OptionalInt mtu, Ipv4... resolvers) {
        return new DhcpSubnet(
                new Key("subnet/subnet-1/bridge"),
                Cidr.of("10.0.0.0/24"),
                Optional.empty(),
                Optional.empty(),
                List.of(resolvers),
                mtu,
                List.of(),
                true);
    }

    @Test
    @DisplayName("is shown as a number or a list if it is there, and not at all if it is not")
    void absent() {
        assertThat(Fields.of(subnet(OptionalInt.of(1454)))).containsValue(1454);
        assertThat(Fields.of(subnet(OptionalInt.empty())).keySet())
                .isNotEmpty()
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).contains("mtu"));
        assertThat(Fields.differences(subnet(OptionalInt.empty()), subnet(OptionalInt.of(1454))))
                .endsWith("none -> 1454");
        Ipv4 resolver = Ipv4.of("10.0.0.2");
        assertThat(Fields.of(subnet(OptionalInt.empty(), resolver))).containsValue(List.of("10.0.0.2"));
        assertThat(Fields.differences(subnet(OptionalInt.empty()), subnet(OptionalInt.empty(), resolver)))
                .endsWith("none -> [10.0.0.2]");
        assertThat(Fields.of(subnet(OptionalInt.empty())).values()).doesNotContain(List.of());
    }
}
