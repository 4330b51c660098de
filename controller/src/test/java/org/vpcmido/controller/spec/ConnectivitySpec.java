// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vpcmido.controller.spec.Outgoing.packetFrom;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.vpcmido.controller.compile.Keys;
import org.vpcmido.model.given.Ids;
import org.vpcmido.model.net.MacAddress;

@DisplayName("Inside a VPC")
@ExtendWith(Worlds.class)
class ConnectivitySpec {
    @Test
    @DisplayName("S-001 an instance reaches another in its subnet, on its own host too")
    void sameSubnetSameHost(World world) {
        packetFrom("a1")
                .to("10.0.1.11")
                .ping()
                .in(world)
                .isDeliveredTo("a2")
                .from("10.0.1.10")
                .to("10.0.1.11")
                .andReplyReturns();
        world.given(cloud -> cloud.instance("a6", "A1", "10.0.1.12", World.H1, "web"));
        packetFrom("a1").to("10.0.1.12").ping().in(world).isDeliveredTo("a6").andReplyReturns();
    }

    @Test
    @DisplayName("S-002 an instance reaches another in its subnet, through the tunnel to another host")
    void sameSubnetDifferentHosts(World world) {
        packetFrom("a1").to("10.0.1.11").tcp(80).in(world).isDeliveredTo("a2").andReplyReturns();
        assertThat(world.wire().hostOf("a1")).isEqualTo(World.H1);
        assertThat(world.wire().hostOf("a2")).isEqualTo(World.H2);
    }

    @Test
    @DisplayName("S-003 an instance reaches another subnet without translation, one hop away")
    void differentSubnets(World world) {
        Sent sent = packetFrom("a1")
                .to("10.0.2.10")
                .tcp(3306)
                .in(world)
                .isDeliveredTo("a3")
                .from("10.0.1.10")
                .to("10.0.2.10")
                .andReplyReturns();
        assertThat(sent.seen().ttl()).isEqualTo(63);
    }

    @Test
    @DisplayName("S-004 UDP and ICMP cross subnets too")
    void udpAndIcmpAcrossSubnets(World world) {
        world.given(cloud -> cloud.allowIn("db", "udp 53 web", "icmp web"));
        packetFrom("a1")
                .to("10.0.2.10")
                .udp(53)
                .in(world)
                .isDeliveredTo("a3")
                .from("10.0.1.10")
                .andReplyReturns();
        packetFrom("a1")
                .to("10.0.2.10")
                .ping()
                .in(world)
                .isDeliveredTo("a3")
                .from("10.0.1.10")
                .andReplyReturns();
    }

    @Test
    @DisplayName("S-005 an instance reaches another zone")
    void differentZones(World world) {
        packetFrom("a1").to("10.0.3.10").tcp(80).in(world).isDeliveredTo("a5").andReplyReturns();
    }

    @Test
    @DisplayName("S-006 a subnet may be the whole VPC, its first address .4 and its last .254")
    void subnetEqualToVpc(World world) {
        world.given(cloud -> cloud.vpc("d", "10.9.0.0/24")
                .subnet("D1", "d", "10.9.0.0/24", "one")
                .group("d")
                .allowIn("d", "all d")
                .instance("d1", "D1", "10.9.0.4", World.H1, "d")
                .instance("d2", "D1", "10.9.0.254", World.H2, "d"));
        packetFrom("d1").to("10.9.0.254").ping().in(world).isDeliveredTo("d2").andReplyReturns();
    }

    @Test
    @DisplayName("S-007 the smallest subnet works; who claims a reserved address of it is reported and not wired")
    void smallestSubnet(World world) {
        world.given(cloud -> cloud.subnet("A9", "a", "10.0.9.0/28", "one")
                .group("self")
                .allowIn("self", "all self")
                .instance("e1", "A9", "10.0.9.4", World.H1, "self")
                .instance("e2", "A9", "10.0.9.14", World.H2, "self")
                .instance("e3", "A9", "10.0.9.15", World.H2, "self")
                .instance("e4", "A9", "10.0.9.3", World.H2, "self"));
        packetFrom("e1").to("10.0.9.14").ping().in(world).isDeliveredTo("e2").andReplyReturns();
        for (String invalid : List.of("e3", "e4")) {
            world.reports("reserved-address", Ids.networkInterface(invalid));
            assertThat(world.wire().isPlugged(invalid)).as(invalid).isFalse();
        }
        packetFrom("a1").to("10.0.1.11").tcp(80).in(world).isDeliveredTo("a2");
    }

    @Test
    @DisplayName("S-008 the router's address answers ARP once, and echo requests")
    void routerAnswers(World world) {
        MacAddress router = world.wire()
                .walker()
                .mac(Keys.subnetRouterPort(Ids.subnet("A1")))
                .orElseThrow();
        assertThat(world.talk().arp("a1", "10.0.1.1").answer().sourceMac()).isEqualTo(router);
        packetFrom("a1").to("10.0.1.1").ping().in(world).isEchoed();
    }

    @Test
    @DisplayName("S-009 a packet to an unassigned address reaches nobody")
    void unassignedAddress(World world) {
        packetFrom("a1").to("10.0.1.200").ping().in(world).isDropped();
        packetFrom("a1")
                .to("10.0.1.200")
                .handedTo(MacAddress.of("02:00:0a:00:01:c8"))
                .ping()
                .in(world)
                .isDropped();
        packetFrom("a1").to("10.0.2.200").ping().in(world).isDropped();
        assertThat(world.talk().arp("a1", "10.0.1.200").arrivedAt()).isSubsetOf("a1", "a2");
    }

    @Test
    @DisplayName("S-010 ARP is answered in a neighbour's stead; without static tables it is asked itself, and no other")
    void arpIsAnsweredLocally(World world) {
        Sent asked = world.talk().arp("a1", "10.0.1.11");
        assertThat(asked.answer().sourceMac())
                .isEqualTo(world.wire().guest("a2").mac());
        assertThat(asked.arrivedAt()).isEmpty();

        world.withoutStaticTables().given(cloud -> cloud.instance("a6", "A1", "10.0.1.12", World.H1, "web"));
        world.talk().arp("a1", "10.0.1.12").reaches("a6");
        packetFrom("a1").to("10.0.1.12").tcp(80).in(world).isDeliveredTo("a6").andReplyReturns();
    }
}
