// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.corrections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vpcmido.controller.corrections.World.BOB_PUBLIC;
import static org.vpcmido.controller.corrections.World.CLIENT;
import static org.vpcmido.controller.corrections.World.OTHER_UPLINK;
import static org.vpcmido.controller.corrections.World.UNASSIGNED_PUBLIC;
import static org.vpcmido.controller.corrections.World.UPLINK;
import static org.vpcmido.controller.corrections.World.WEB_PUBLIC;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vpcmido.controller.compile.Correction;
import org.vpcmido.midonet.trace.Verdict;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.Protocol;

@DisplayName("The edge router")
class OpenTransitTest {
    private final World uncorrected = World.uncorrected();
    private final World world = World.with(Correction.OPEN_TRANSIT);

    /** Somewhere outside, on the other uplink, a private address. */
    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "192.0.2.77", "10.1.1.10"})
    @DisplayName("passes on nothing from one uplink to another, or back")
    void noTransit(String destination) {
        assertThat(uncorrected.fromOutside(CLIENT, Ipv4.of(destination)).isDelivered())
                .isTrue();
        assertThat(world.fromOutside(CLIENT, Ipv4.of(destination)).isDelivered())
                .isFalse();
    }

    @Test
    @DisplayName("ends packets to public addresses that nobody has, from either side")
    void unassignedPublicAddresses() {
        assertThat(uncorrected.fromOutside(CLIENT, UNASSIGNED_PUBLIC).isDelivered())
                .isTrue();
        assertThat(world.fromOutside(CLIENT, UNASSIGNED_PUBLIC).isDelivered()).isFalse();
        assertThat(uncorrected.from("web", UNASSIGNED_PUBLIC).isDelivered()).isTrue();
        assertThat(world.from("web", UNASSIGNED_PUBLIC).isDelivered()).isFalse();
    }

    @Test
    @DisplayName("lets in and out what belongs to the cloud, by each uplink")
    void everythingElse() {
        assertThat(world.from("web", CLIENT).isDelivered()).isTrue();
        assertThat(world.from("db", CLIENT).isDelivered()).isTrue();
        assertThat(world.from("web", BOB_PUBLIC).isDelivered()).isTrue();
        Verdict inside = world.enter(OTHER_UPLINK, CLIENT, WEB_PUBLIC, Protocol.TCP, packet -> packet.ports(4000, 80));
        assertThat(world.answer(inside.arrivals().get(0)).isDelivered()).isTrue();
    }

    @Test
    @DisplayName("still answers pings to its own address")
    void pings() {
        Verdict ping =
                world.enter(UPLINK, World.NEXT_HOP, Ipv4.of("203.0.113.2"), Protocol.ICMP, packet -> packet.echo(8, 7));
        assertThat(ping.answers())
                .anySatisfy(answer -> assertThat(answer.arrivals()).isNotEmpty());
    }
}
