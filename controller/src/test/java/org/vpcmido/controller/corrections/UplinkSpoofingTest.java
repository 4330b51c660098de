// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.corrections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vpcmido.controller.corrections.World.BOB_PUBLIC;
import static org.vpcmido.controller.corrections.World.CLIENT;
import static org.vpcmido.controller.corrections.World.NAT_PUBLIC;
import static org.vpcmido.controller.corrections.World.NEXT_HOP;
import static org.vpcmido.controller.corrections.World.UNASSIGNED_PUBLIC;
import static org.vpcmido.controller.corrections.World.UPLINK;
import static org.vpcmido.controller.corrections.World.WEB_PUBLIC;

import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vpcmido.controller.compile.Correction;
import org.vpcmido.controller.compile.Corrections;
import org.vpcmido.controller.compile.Keys;
import org.vpcmido.controller.compile.LayoutSettings;
import org.vpcmido.midonet.trace.Packet;
import org.vpcmido.midonet.trace.Verdict;
import org.vpcmido.model.given.GivenCloud;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;
import org.vpcmido.model.net.Protocol;
import org.vpcmido.model.vpc.CloudConfiguration.AddressRange;

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

    @Test
    @DisplayName("the next hop gets in also if its address is one of the pool, and no other of the pool does")
    void nextHopInThePool() {
        World inPool = corrected(World.cloud(
                new AddressRange(NEXT_HOP, Ipv4.of("203.0.113.60")),
                World.gateway("gw1", "203.0.113.2", "203.0.113.0/24", NEXT_HOP)));
        assertThat(inPool.fromOutside(NEXT_HOP, WEB_PUBLIC).isDelivered()).isTrue();
        assertThat(inPool.fromOutside(Ipv4.of("203.0.113.50"), WEB_PUBLIC).isDelivered())
                .isFalse();
    }

    @Test
    @DisplayName("the uplink's own network gets in also if it is link-local, and no other link-local address does")
    void linkLocalUplink() {
        Ipv4 hop = Ipv4.of("169.254.250.1");
        World linkLocal = corrected(World.cloud(
                new AddressRange(Ipv4.of("203.0.113.10"), Ipv4.of("203.0.113.60")),
                World.gateway("gw1", "169.254.250.2", "169.254.250.0/30", hop)));
        assertThat(linkLocal.fromOutside(hop, WEB_PUBLIC).isDelivered()).isTrue();
        assertThat(linkLocal.fromOutside(Ipv4.of("169.254.249.1"), WEB_PUBLIC).isDelivered())
                .isFalse();
    }

    @Test
    @DisplayName("nobody passes for an elastic IP or a NAT gateway in use that the pool does not have")
    void usedOutsideThePool() {
        World beyond = corrected(World.cloud(
                new AddressRange(WEB_PUBLIC, WEB_PUBLIC),
                World.gateway("gw1", "192.0.0.2", "192.0.0.0/24", Ipv4.of("192.0.0.1"))));
        assertThat(beyond.fromOutside(BOB_PUBLIC, WEB_PUBLIC).isDelivered()).isFalse();
        assertThat(beyond.fromOutside(NAT_PUBLIC, WEB_PUBLIC).isDelivered()).isFalse();
        assertThat(beyond.fromOutside(UNASSIGNED_PUBLIC, WEB_PUBLIC).isDelivered())
                .isTrue();
    }

    @Test
    @DisplayName("nobody passes for the routers' transit network, wherever an operator put it")
    void otherTransit() {
        LayoutSettings all = LayoutSettings.defaults();
        LayoutSettings settings = new LayoutSettings(
                Cidr.of("172.30.0.0/17"),
                all.metadataTransit(),
                all.metadataLink(),
                all.identities(),
                all.routerIdLimit(),
                all.identityIdLimit(),
                all.l2Isolation(),
                all.staticTables(),
                all.metadataRouter(),
                all.metadataEgress(),
                all.dnsEgress(),
                all.version());
        Corrections only = new Corrections(Set.of(Correction.UPLINK_SPOOFING));
        World elsewhere = World.of(World.cloud().state(), only, settings);
        assertThat(elsewhere.fromOutside(Ipv4.of("172.30.0.2"), WEB_PUBLIC).isDelivered())
                .isFalse();
        assertThat(elsewhere.fromOutside(CLIENT, WEB_PUBLIC).isDelivered()).isTrue();
    }

    @Test
    @DisplayName("a rule goes only for what nothing before it has refused")
    void noNeedlessRules() {
        assertThat(world.desired.topology().rules(Keys.UPLINK_IN_CHAIN))
                .extracting(rule ->
                        rule.action() + " " + rule.match().nwSrc().orElseThrow().value())
                .doesNotHaveDuplicates()
                .noneMatch(rule -> rule.startsWith("accept"))
                .noneMatch(rule -> rule.contains("169.254.") && !rule.endsWith("169.254.0.0/16"))
                .noneMatch(rule -> rule.endsWith("/32") && rule.contains(WEB_PUBLIC.toString()));
    }

    private static World corrected(GivenCloud cloud) {
        return World.of(cloud, new Corrections(Set.of(Correction.UPLINK_SPOOFING)));
    }

    private static Verdict send(World world, String source) {
        return world.enter(UPLINK, Ipv4.of(source), WEB_PUBLIC, Protocol.UDP, packet -> packet.ports(5000, 5001));
    }
}
