// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.corrections;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.controller.compile.Correction;
import org.vpcmido.controller.compile.Corrections;
import org.vpcmido.model.given.Targets;
import org.vpcmido.model.net.Ipv4;

@DisplayName("An address of the VPC's block")
class UnassignedAddressesTest {
    private final World world = World.with(Correction.UNASSIGNED_ADDRESSES);

    @Test
    @DisplayName("that is in no subnet is nowhere, and nobody says so")
    void nowhere() {
        Ipv4 nobody = Ipv4.of("10.1.9.9");
        assertThat(World.uncorrected().from("web", nobody).isDelivered()).isTrue();
        assertThat(world.from("web", nobody).isDelivered()).isFalse();
        assertThat(world.from("db", nobody).isDelivered()).isFalse();
        assertThat(world.from("web", nobody).answers()).isEmpty();
    }

    @Test
    @DisplayName("that is in a subnet is reached, also where the subnet is as large as the VPC")
    void inSubnet() {
        assertThat(world.from("web", Ipv4.of("10.1.2.10")).isDelivered()).isTrue();
        World whole = World.of(
                World.cloud()
                        .vpc("one", "10.3.0.0/16")
                        .attachInternetGateway("one")
                        .subnet("all", "one", "10.3.0.0/16", "one")
                        .group("any")
                        .allowIn("any", "tcp 80 0.0.0.0/0")
                        .route("one", "0.0.0.0/0", Targets.igw("one"))
                        .instance("max", "all", "10.3.0.9", "nc1", "any")
                        .elasticIp("max", "203.0.113.33"),
                new Corrections(Set.of(Correction.UNASSIGNED_ADDRESSES)));
        assertThat(whole.fromOutside(World.CLIENT, Ipv4.of("203.0.113.33")).isDelivered())
                .isTrue();
    }

    @Test
    @DisplayName("does not stand in the way of what is outside")
    void outside() {
        assertThat(world.from("web", World.CLIENT).isDelivered()).isTrue();
        assertThat(world.from("db", World.CLIENT).isDelivered()).isTrue();
    }
}
