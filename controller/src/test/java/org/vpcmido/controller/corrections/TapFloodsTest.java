// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.corrections;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.controller.compile.Correction;
import org.vpcmido.controller.compile.Keys;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.trace.Arrival;
import org.vpcmido.midonet.trace.Packet;
import org.vpcmido.model.given.Ids;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;
import org.vpcmido.model.net.Protocol;

@DisplayName("The metadata tap of a subnet")
class TapFloodsTest {
    private static final Key TAP = Keys.subnetMetadataTap(Ids.subnet("pub"));

    private final World uncorrected = World.uncorrected();
    private final World world = World.with(Correction.TAP_FLOODS);

    @Test
    @DisplayName("does not see what instances flood")
    void seesNothing() {
        Ipv4 nobody = Ipv4.of("10.1.1.99");
        assertThat(uncorrected
                        .send(World.port("web"), request(uncorrected, nobody))
                        .arrivals())
                .extracting(Arrival::port)
                .contains(TAP);
        assertThat(world.send(World.port("web"), request(world, nobody)).arrivals())
                .extracting(Arrival::port)
                .doesNotContain(TAP);
    }

    @Test
    @DisplayName("injects nothing")
    void injectsNothing() {
        assertThat(uncorrected.send(TAP, frame(uncorrected)).isDelivered()).isTrue();
        assertThat(world.send(TAP, frame(world)).isDelivered()).isFalse();
    }

    @Test
    @DisplayName("does not keep instances from finding each other")
    void neighbours() {
        assertThat(world.send(World.port("web"), request(world, Ipv4.of("10.1.1.11")))
                        .answers())
                .isNotEmpty();
        assertThat(world.from("web", Ipv4.of("10.1.1.11")).isDelivered()).isTrue();
    }

    private static Packet request(World world, Ipv4 target) {
        return Packet.arpRequest(world.instance("web").mac(), World.WEB, target);
    }

    private static Packet frame(World world) {
        return Packet.ip(
                        new MacAddress(0x0200_0000_0042L),
                        world.instance("web").mac(),
                        Ipv4.of("10.1.1.11"),
                        World.WEB,
                        Protocol.TCP)
                .ports(1000, 80)
                .build();
    }
}
