// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.spec;

import static org.vpcmido.controller.spec.Outgoing.packetFrom;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.vpcmido.model.net.MacAddress;

@DisplayName("Between VPCs")
@ExtendWith(Worlds.class)
class IsolationSpec {
    @Test
    @DisplayName("S-013 equal addresses of two VPCs are told apart")
    void overlappingBlocks(World world) {
        packetFrom("a1").to("10.0.1.11").ping().in(world).isDeliveredTo("a2");
    }

    @Test
    @DisplayName("S-014 instances of one address in two VPCs answer their own peers, at the same time")
    void sameAddressTwice(World world) {
        Talk talk = world.talk();
        Sent inA = packetFrom("a2").to("10.0.1.10").tcp(80).in(talk).isDeliveredTo("a1");
        Sent inB = packetFrom("b2").to("10.0.1.10").tcp(80).in(talk).isDeliveredTo("b1");
        inA.andReplyReturns();
        inB.andReplyReturns();
    }

    @Test
    @DisplayName("S-015 private addresses of another VPC are not reached")
    void privateAddressOfAnotherVpc(World world) {
        packetFrom("a2").to("172.31.0.10").ping().in(world).isDropped();
        packetFrom("c3").to("10.0.1.10").tcp(80).in(world).isDropped();
        // The outside may have that address too, so what is translated leaves: known difference 'private-elsewhere'.
        packetFrom("a1").to("172.31.0.10").ping().in(world).leavesAs("203.0.113.10");
    }

    @Test
    @DisplayName("S-016 another VPC is reached by elastic IP, with the public source")
    void acrossByElasticIp(World world) {
        packetFrom("a1")
                .to("203.0.113.40")
                .tcp(80)
                .in(world)
                .isDeliveredTo("b1")
                .from("203.0.113.10")
                .to("10.0.1.10")
                .andReplyReturns();
    }

    @Test
    @DisplayName("S-017 the target's security group decides on what comes by elastic IP")
    void acrossByElasticIpDenied(World world) {
        packetFrom("a1").to("203.0.113.40").tcp(22).in(world).isDroppedAt("b1");
    }

    @Test
    @DisplayName("S-018 transit addresses are unreachable")
    void transitNetwork(World world) {
        packetFrom("a1").to("169.254.0.1").tcp(22).in(world).isDropped();
        packetFrom("a1").to("169.254.0.3").tcp(179).in(world).isDropped();
    }

    @Test
    @DisplayName("S-019 a tenant does not get into another VPC by its Ethernet addresses")
    void foreignEthernetAddresses(World world) {
        MacAddress ofB1 = world.wire().guest("b1").mac();
        for (MacAddress to : List.of(ofB1, MacAddress.of("02:00:00:00:00:99"))) {
            packetFrom("a1").to("10.0.1.77").handedTo(to).tcp(80).in(world).isDropped();
            packetFrom("a1").to("203.0.113.40").handedTo(to).tcp(80).in(world).isDropped();
        }
    }
}
