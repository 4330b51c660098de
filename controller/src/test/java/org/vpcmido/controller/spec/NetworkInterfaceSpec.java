// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vpcmido.controller.spec.Outgoing.packetFrom;

import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.trace.Packet;
import org.vpcmido.model.given.GivenCloud;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;
import org.vpcmido.model.vpc.NetworkInterface;

@DisplayName("An interface")
@ExtendWith(Worlds.class)
class NetworkInterfaceSpec {
    private static final MacAddress OF_NOBODY = MacAddress.of("02:00:00:00:00:99");

    @Test
    @DisplayName("S-125 sends from its own address only")
    void spoofedSource(World world) {
        packetFrom("a1").forging("10.0.1.99").to("10.0.1.11").ping().in(world).isDroppedAt("a1");
        packetFrom("a1").forging("10.0.1.99").to("198.18.0.10").ping().in(world).isDroppedAt("a1");
    }

    @Test
    @DisplayName("S-126 sends from its own Ethernet address only")
    void spoofedEthernetSource(World world) {
        MacAddress ofA2 = world.wire().guest("a2").mac();
        packetFrom("a1").forging(ofA2).to("10.0.1.11").ping().in(world).isDroppedAt("a1");
        packetFrom("a1").forging(OF_NOBODY).to("198.18.0.10").tcp(80).in(world).isDroppedAt("a1");
    }

    @Test
    @DisplayName("S-127 cannot claim another's address by ARP, and nobody learns from it")
    void arpPoisoning(World world) {
        Talk talk = world.talk();
        NetworkInterface a1 = world.wire().guest("a1");
        NetworkInterface a2 = world.wire().guest("a2");
        for (String claimed : List.of("10.0.1.1", "10.0.1.11")) {
            MacAddress truth = talk.arp("a1", claimed).answer().sourceMac();
            Packet asked = Packet.arpRequest(a2.mac(), a2.privateAddress(), Ipv4.of(claimed));
            talk.send("a1", Packet.arpReply(asked, a1.mac())).isDropped();
            assertThat(talk.arp("a1", claimed).answer().sourceMac())
                    .isEqualTo(truth)
                    .isNotEqualTo(a1.mac());
        }
        Packet pretending = Packet.arpRequest(OF_NOBODY, a1.privateAddress(), Ipv4.of("10.0.1.1"));
        talk.send("a1", pretending.edit().macs(a1.mac(), Packet.BROADCAST).build())
                .isDropped();
        packetFrom("a2").to("10.0.2.10").tcp(3306).in(talk).isDeliveredTo("a3").andReplyReturns();
    }

    @Test
    @DisplayName("S-128 gets what is for its own address only")
    void destinationCheck(World world) {
        MacAddress ofA1 = world.wire().guest("a1").mac();
        packetFrom("a2").to("10.0.1.77").handedTo(ofA1).tcp(80).in(world).isDroppedAt("a1");
    }

    @Test
    @DisplayName("S-129 sends from others' addresses while its check is off, but from its own Ethernet address")
    void checkOff(World world) {
        world.given(cloud -> cloud.sourceDestCheck("a2", false));
        packetFrom("a2")
                .forging("192.168.190.7")
                .to("10.0.1.10")
                .tcp(80)
                .in(world)
                .isDeliveredTo("a1")
                .from("192.168.190.7");
        packetFrom("a2")
                .forging("192.168.190.7")
                .to("10.0.1.10")
                .tcp(443)
                .in(world)
                .isDroppedAt("a1");
        packetFrom("a2").forging(OF_NOBODY).to("10.0.1.10").tcp(80).in(world).isDroppedAt("a2");
    }

    @Test
    @DisplayName("S-130 is checked again when its check is back, by the rules that it had")
    void checkBackOn(World world) {
        Set<Key> before = world.keys();
        world.given(cloud -> cloud.sourceDestCheck("a2", false));
        world.after(cloud -> cloud.sourceDestCheck("a2", true));
        packetFrom("a2")
                .forging("192.168.190.7")
                .to("10.0.1.10")
                .tcp(80)
                .in(world)
                .isDroppedAt("a2");
        assertThat(world.keys()).isEqualTo(before);
    }

    @Test
    @DisplayName("S-132 is reached while attached and not once detached, three times over, and leaves nothing")
    void attachAndDetach(World world) {
        Set<Key> before = world.keys();
        for (String address : List.of("10.0.2.20", "10.0.2.21", "10.0.2.22")) {
            String name = "a1" + address.substring(address.length() - 2);
            world.after(cloud -> cloud.attach(name, "a1", 1, "A2", address, "web"));
            packetFrom("a4").to(address).tcp(80).in(world).isDeliveredTo(name).andReplyReturns();
            world.after(cloud -> cloud.remove(name));
            packetFrom("a4").to(address).tcp(80).in(world).isDropped();
        }
        assertThat(world.keys()).isEqualTo(before);
    }

    @Test
    @DisplayName("S-133 keeps its address when it changes places with another's, and back")
    void swapped(World world) {
        UnaryOperator<GivenCloud> there = cloud ->
                cloud.attach("x", "a1", 1, "A2", "10.0.2.21", "web").attach("y", "a2", 1, "A2", "10.0.2.22", "web");
        UnaryOperator<GivenCloud> swapped = cloud -> cloud.remove("x")
                .remove("y")
                .attach("x", "a2", 1, "A2", "10.0.2.21", "web")
                .attach("y", "a1", 1, "A2", "10.0.2.22", "web");
        UnaryOperator<GivenCloud> back = cloud -> there.apply(cloud.remove("x").remove("y"));
        world.given(there);
        assertReachedOn(world, World.H1, World.H2);
        world.after(swapped);
        assertReachedOn(world, World.H2, World.H1);
        world.after(back);
        assertReachedOn(world, World.H1, World.H2);
    }

    private static void assertReachedOn(World world, String hostOfX, String hostOfY) {
        packetFrom("a4").to("10.0.2.21").tcp(80).in(world).isDeliveredTo("x").andReplyReturns();
        packetFrom("a4").to("10.0.2.22").tcp(80).in(world).isDeliveredTo("y").andReplyReturns();
        assertThat(world.wire().hostOf("x")).isEqualTo(hostOfX);
        assertThat(world.wire().hostOf("y")).isEqualTo(hostOfY);
    }

    @Test
    @DisplayName("S-134 has groups of its own, whatever its instance's other interfaces have")
    void ownGroups(World world) {
        world.given(cloud -> cloud.attach("a1b", "a1", 1, "A2", "10.0.2.20", "db"));
        packetFrom("a3").to("10.0.2.20").tcp(80).in(world).isDroppedAt("a1b");
        packetFrom("a3").to("10.0.1.10").tcp(80).in(world).isDeliveredTo("a1").andReplyReturns();
    }
}
