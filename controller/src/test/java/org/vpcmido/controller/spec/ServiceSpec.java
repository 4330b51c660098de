// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vpcmido.controller.spec.Outgoing.packetFrom;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.vpcmido.midonet.trace.DhcpMessage;
import org.vpcmido.midonet.trace.Packet;
import org.vpcmido.model.given.GivenCloud;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;

@DisplayName("The services of the cloud")
@ExtendWith(Worlds.class)
class ServiceSpec {
    private static final String METADATA = "169.254.169.254";
    private static final String RESOLVER = "169.254.169.253";
    private static final int OPTION_MASK = 1;
    private static final int OPTION_ROUTER = 3;
    private static final int OPTION_DNS = 6;

    /** A2 denies everything, and its groups let nothing in or out. */
    private static GivenCloud closedA2(GivenCloud cloud) {
        return cloud.acl("closed", "a").guard("A2", "closed").revokeOut("db").revokeIn("db");
    }

    private static void assertLease(Packet answer, DhcpMessage.Type type, String address, String router) {
        DhcpMessage message = answer.dhcp().orElseThrow();
        assertThat(message.type()).isEqualTo(type);
        assertThat(message.offered()).contains(Ipv4.of(address));
        assertThat(message.options())
                .containsEntry(OPTION_MASK, "255.255.255.0")
                .containsEntry(OPTION_ROUTER, router)
                .containsEntry(OPTION_DNS, "192.0.2.53");
    }

    @Test
    @DisplayName("S-067 DHCP is served whatever the ACL says")
    void dhcpBehindClosedAcl(World world) {
        world.given(ServiceSpec::closedA2);
        assertLease(
                packetFrom("a3").dhcpDiscover().in(world).answer(), DhcpMessage.Type.OFFER, "10.0.2.10", "10.0.2.1");
        assertLease(
                packetFrom("a3").dhcpRequest("10.0.2.10").in(world).answer(),
                DhcpMessage.Type.ACK,
                "10.0.2.10",
                "10.0.2.1");
    }

    @Test
    @DisplayName("S-068 metadata and names are served whatever ACL and groups say")
    void behindClosedAcl(World world) {
        world.given(ServiceSpec::closedA2);
        packetFrom("a3")
                .to(METADATA)
                .tcp(80)
                .in(world)
                .isDeliveredTo(Wire.METADATA)
                .andReplyReturns();
        packetFrom("a3")
                .to("10.0.2.2")
                .udp(53)
                .in(world)
                .isDeliveredTo(Wire.METADATA)
                .to(RESOLVER)
                .andReplyReturns();
    }

    @Test
    @DisplayName("S-135 DHCP offers each interface its own address")
    void dhcp(World world) {
        assertLease(
                packetFrom("a1").dhcpDiscover().in(world).answer(), DhcpMessage.Type.OFFER, "10.0.1.10", "10.0.1.1");
        assertLease(
                packetFrom("a2").dhcpDiscover().in(world).answer(), DhcpMessage.Type.OFFER, "10.0.1.11", "10.0.1.1");
        assertLease(
                packetFrom("b1").dhcpDiscover().in(world).answer(), DhcpMessage.Type.OFFER, "10.0.1.10", "10.0.1.1");
        packetFrom("a1").dhcpDiscover().in(world).reaches();
    }

    @Test
    @DisplayName("S-136 DHCP offers nothing to an Ethernet address that nobody has")
    void dhcpForStrangers(World world) {
        MacAddress stranger = MacAddress.of("02:00:00:00:00:99");
        packetFrom("a1").forging(stranger).dhcpDiscover().in(world).isDropped();
        MacAddress ofB2 = world.wire().guest("b2").mac();
        packetFrom("a1").forging(ofB2).dhcpDiscover().in(world).isDropped();
    }

    @Test
    @DisplayName("S-137 DHCP serves an interface that has just appeared, when its document is in effect")
    void dhcpForNewInterface(World world) {
        world.after(cloud -> cloud.group("none").instance("a7", "A1", "10.0.1.17", World.H2, "none"));
        assertLease(
                packetFrom("a7").dhcpDiscover().in(world).answer(), DhcpMessage.Type.OFFER, "10.0.1.17", "10.0.1.1");
    }

    @Test
    @DisplayName("S-138 the metadata service is always reached, from a source that is the interface's alone")
    void metadata(World world) {
        world.given(ServiceSpec::closedA2);
        Set<Ipv4> sources = new TreeSet<>();
        for (String guest : world.wire().guests()) {
            Sent sent = packetFrom(guest)
                    .to(METADATA)
                    .tcp(80)
                    .in(world)
                    .isDeliveredTo(Wire.METADATA)
                    .to(METADATA)
                    .andReplyReturns();
            sources.add(sent.seen().source().orElseThrow());
        }
        assertThat(sources).hasSameSizeAs(world.wire().guests());
    }

    @Test
    @DisplayName("S-139 the metadata service tells two interfaces of one address apart")
    void overlappingAddresses(World world) {
        Talk talk = world.talk();
        Sent ofA1 = packetFrom("a1").to(METADATA).tcp(80).in(talk).isDeliveredTo(Wire.METADATA);
        Sent ofB1 = packetFrom("b1").to(METADATA).tcp(80).in(talk).isDeliveredTo(Wire.METADATA);
        assertThat(ofA1.seen().source()).isNotEqualTo(ofB1.seen().source());
        ofA1.andReplyReturns();
        ofB1.andReplyReturns();
    }

    @Test
    @DisplayName("S-140 other ports of these addresses are closed")
    void otherPorts(World world) {
        packetFrom("a3").to(METADATA).tcp(22).in(world).isDropped();
        packetFrom("a3")
                .to(RESOLVER)
                .udp(53)
                .in(world)
                .isDeliveredTo(Wire.METADATA)
                .andReplyReturns();
        packetFrom("a3")
                .to(RESOLVER)
                .tcp(53)
                .in(world)
                .isDeliveredTo(Wire.METADATA)
                .andReplyReturns();
        packetFrom("a3").to(RESOLVER).udp(123).in(world).isDropped();
        packetFrom("a3").to(RESOLVER).tcp(123).in(world).isDropped();
    }

    @Test
    @DisplayName("S-141 the metadata service knows an interface by the same source after a restart")
    void stableIdentity(World world) {
        Sent before = packetFrom("a1").to(METADATA).tcp(80).in(world).isDeliveredTo(Wire.METADATA);
        world.given(cloud -> cloud.remove("a2"));
        world.own().restart();
        world.converge();
        assertThat(world.writes()).isZero();
        packetFrom("a1")
                .to(METADATA)
                .tcp(80)
                .in(world)
                .isDeliveredTo(Wire.METADATA)
                .from(before.seen().source().orElseThrow().toString());
    }
}
