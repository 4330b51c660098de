// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vpcmido.controller.spec.Outgoing.packetFrom;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.vpcmido.controller.compile.Keys;
import org.vpcmido.midonet.resource.HostInterfacePort;
import org.vpcmido.midonet.resource.IpAddrGroupAddr;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.RouterPort;
import org.vpcmido.model.given.Ids;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;

@DisplayName("An instance")
@ExtendWith(Worlds.class)
class LifeCycleSpec {
    @Test
    @DisplayName("S-142 once launched, reaches and is reached after one pass")
    void launched(World world) {
        world.after(cloud -> cloud.instance("a7", "A1", "10.0.1.17", World.H2, "web"));
        assertThat(world.wire().hostOf("a7")).isEqualTo(World.H2);
        assertThat(packetFrom("a7")
                        .dhcpDiscover()
                        .in(world)
                        .answer()
                        .dhcp()
                        .orElseThrow()
                        .offered())
                .contains(Ipv4.of("10.0.1.17"));
        packetFrom("a7").to("10.0.2.10").tcp(3306).in(world).isDeliveredTo("a3").andReplyReturns();
        packetFrom("a3").to("10.0.1.17").tcp(80).in(world).isDeliveredTo("a7").andReplyReturns();
        packetFrom("a3").to("10.0.1.17").tcp(443).in(world).isDroppedAt("a7");
    }

    @Test
    @DisplayName("S-143 while stopped is not reached, and started on another host it is again, as it was")
    void stoppedAndStarted(World world) {
        MacAddress before = world.wire().guest("a1").mac();
        world.after(cloud -> cloud.stop("a1"));
        packetFrom("X1").to("203.0.113.10").tcp(80).in(world).isDropped();
        world.after(cloud -> cloud.start("a1", World.H3));
        packetFrom("X1")
                .to("203.0.113.10")
                .tcp(80)
                .in(world)
                .isDeliveredTo("a1")
                .andReplyReturns();
        assertThat(world.wire().hostOf("a1")).isEqualTo(World.H3);
        assertThat(world.wire().guest("a1").mac()).isEqualTo(before);
    }

    @Test
    @DisplayName("S-144 once terminated, leaves nothing of its name, and no group with its addresses")
    void terminated(World world) {
        world.after(cloud -> cloud.remove("a1"));
        assertThat(world.mentioning(Ids.instance("a1").value())).isEmpty();
        world.hasNoUseFor("203.0.113.10");
        // b1 has the same private address.
        world.after(cloud -> cloud.remove("b1"));
        assertThat(world.topology().all(Kind.IP_ADDR_GROUP_ADDR, IpAddrGroupAddr.class))
                .noneMatch(member -> member.address().equals(Ipv4.of("10.0.1.10")));
    }

    @Test
    @DisplayName("S-145 migrates with all its interfaces, and is never bound twice")
    void migrated(World world) {
        world.given(cloud -> cloud.attach("a1b", "a1", 1, "A2", "10.0.2.20", "web"));
        List<String> devices = List.of("vn_" + Ids.instance("a1"), "vn_" + Ids.networkInterface("a1b"));
        int writes = world.eachWriteOf(
                cloud -> cloud.migrate("a1", World.H2),
                () -> devices.forEach(
                        device -> assertThat(world.topology().all(Kind.HOST_INTERFACE_PORT, HostInterfacePort.class))
                                .filteredOn(binding -> binding.interfaceName().equals(device))
                                .hasSizeLessThanOrEqualTo(1)));
        assertThat(writes).isGreaterThanOrEqualTo(2);
        assertThat(world.wire().hostOf("a1")).isEqualTo(World.H2);
        assertThat(world.wire().hostOf("a1b")).isEqualTo(World.H2);
        packetFrom("X1")
                .to("203.0.113.10")
                .tcp(80)
                .in(world)
                .isDeliveredTo("a1")
                .to("10.0.1.10")
                .andReplyReturns();
        packetFrom("a4").to("10.0.2.20").tcp(80).in(world).isDeliveredTo("a1b").andReplyReturns();
    }

    @Test
    @DisplayName("S-146 the last of a subnet takes the subnet with it, which can come again")
    void lastOfSubnet(World world) {
        world.after(cloud -> cloud.stop("a5").removeSubnet("A3"));
        assertThat(world.keys()).noneMatch(key -> key.isWithin(Keys.subnet(Ids.subnet("A3"))));
        packetFrom("a1").to("10.0.3.10").tcp(80).in(world).isDropped();
        world.after(cloud -> cloud.subnet("A3", "a", "10.0.3.0/24", "two")
                .associate("A3", "a-pub")
                .start("a5", World.H3));
        packetFrom("a1").to("10.0.3.10").tcp(80).in(world).isDeliveredTo("a5").andReplyReturns();
    }

    @Test
    @DisplayName("S-147 the last of a VPC takes the VPC with it, frees its router's id, and leaves other VPCs alone")
    void lastOfVpc(World world) {
        Ipv4 transit = transitAddress(world, "b");
        Set<String> ofOthers = passingWithoutB(world);
        world.after(cloud -> cloud.remove("b1").remove("b2").removeVpc("b"));
        assertThat(world.mentioning(Ids.vpc("b").value())).isEmpty();
        assertThat(passingWithoutB(world)).isEqualTo(ofOthers);
        world.after(cloud -> cloud.vpc("e", "10.0.0.0/16")
                .subnet("E1", "e", "10.0.1.0/24", "one")
                .instance("e1", "E1", "10.0.1.10", World.H1, "bweb")
                .instance("e2", "E1", "10.0.1.11", World.H2, "bweb"));
        assertThat(transitAddress(world, "e")).isEqualTo(transit);
        packetFrom("e1").to("10.0.1.11").tcp(80).in(world).isDeliveredTo("e2").andReplyReturns();
    }

    private static Ipv4 transitAddress(World world, String vpc) {
        return world.topology()
                .find(Keys.vpcUplink(Ids.vpc(vpc)), RouterPort.class)
                .orElseThrow()
                .address();
    }

    private static Set<String> passingWithoutB(World world) {
        return world.passing().stream()
                .filter(each ->
                        !each.matches("b[12]: .*|.*\\[b[12]].*|.*203\\.0\\.113\\.40:.*|.*203\\.0\\.113\\.40 .*"))
                .collect(Collectors.toSet());
    }

    @Test
    @DisplayName("S-148 with the address of a terminated one gets its traffic, and ARP knows it")
    void addressReused(World world) {
        world.after(cloud -> cloud.remove("a1").instance("a8", "A1", "10.0.1.10", World.H2, "web"));
        packetFrom("a2").to("10.0.1.10").tcp(80).in(world).isDeliveredTo("a8").andReplyReturns();
        packetFrom("a3").to("10.0.1.10").tcp(80).in(world).isDeliveredTo("a8").andReplyReturns();
        assertThat(world.talk().arp("a2", "10.0.1.10").answer().sourceMac())
                .isEqualTo(world.wire().guest("a8").mac());
    }
}
