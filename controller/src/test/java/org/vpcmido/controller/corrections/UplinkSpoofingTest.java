// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.corrections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vpcmido.controller.corrections.World.BOB_PUBLIC;
import static org.vpcmido.controller.corrections.World.CLIENT;
import static org.vpcmido.controller.corrections.World.NEXT_HOP;
import static org.vpcmido.controller.corrections.World.UPLINK;
import static org.vpcmido.controller.corrections.World.WEB_PUBLIC;

import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vpcmido.controller.compile.Correction;
import org.vpcmido.controller.compile.Corrections;
import org.vpcmido.midonet.trace.Packet;
import org.vpcmido.midonet.trace.Verdict;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;
import org.vpcmido.model.net.Protocol;

@DisplayName("From outside,")
class UplinkSpoofingTest {
    private final World world = World.with(Correction.UPLINK_SPOOFING);

    /** A member's private address, the target's own, a member's public address. */
    @ParameterizedTest
    @ValueSource(strings = {"10.1.1.11", "10.1.2.10", "10.1.1.10", "203.0.113.10"})
    @DisplayName("nobody passes for a member of a group")
    void membersCannotBeForged(String source) {
        assertThat(send(World.uncorrected(), source).isDelivered()).isTrue();
        assertThat(send(world, source).isDelivered()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"169.254.169.254", "169.254.0.2", "255.0.0.10", "203.0.113.50"})
    @DisplayName("nobody passes for the cloud's own machinery, or for a public address of the pool")
    void internalAddressesAreRefused(String source) {
        assertThat(world.fromOutside(Ipv4.of(source), WEB_PUBLIC).isDelivered()).isFalse();
    }

    @Test
    @DisplayName("honest clients get in, and their answers out")
    void honestClients() {
        Verdict inside = world.fromOutside(CLIENT, WEB_PUBLIC);
        assertThat(inside.arrivals()).hasSize(1);
        assertThat(world.answer(inside.arrivals().get(0)).isDelivered()).isTrue();
        assertThat(world.fromOutside(NEXT_HOP, WEB_PUBLIC).isDelivered()).isTrue();
    }

    @Test
    @DisplayName("somebody whose address is in a VPC's block can talk to other VPCs")
    void tenantsCannotCutOthersOff() {
        Ipv4 outside = Ipv4.of("10.2.0.7");
        World other =
                World.of(World.cloud().vpc("grn", "10.2.0.0/16"), new Corrections(Set.of(Correction.UPLINK_SPOOFING)));
        assertThat(other.fromOutside(outside, BOB_PUBLIC).isDelivered()).isTrue();
    }

    @Test
    @DisplayName("hairpin between elastic IPs passes, as it does not come in there")
    void hairpin() {
        Verdict there = world.from("web", BOB_PUBLIC);
        assertThat(there.arrivals()).hasSize(1);
        assertThat(world.answer(there.arrivals().get(0)).isDelivered()).isTrue();
    }

    @Test
    @DisplayName("the next hop's ARP is answered, and so is its ping")
    void theUplinkItselfLives() {
        MacAddress hop = new MacAddress(0x0200_0000_0001L);
        Verdict arp = world.send(UPLINK, Packet.arpRequest(hop, NEXT_HOP, Ipv4.of("203.0.113.2")));
        assertThat(arp.answers()).isNotEmpty();
        Verdict ping =
                world.enter(UPLINK, NEXT_HOP, Ipv4.of("203.0.113.2"), Protocol.ICMP, packet -> packet.echo(8, 7));
        assertThat(ping.answers()).isNotEmpty();
    }

    private static Verdict send(World world, String source) {
        return world.enter(UPLINK, Ipv4.of(source), WEB_PUBLIC, Protocol.UDP, packet -> packet.ports(5000, 5001));
    }
}
