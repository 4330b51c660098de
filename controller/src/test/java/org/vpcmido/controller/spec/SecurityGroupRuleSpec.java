// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.spec;

import static org.vpcmido.controller.spec.Outgoing.packetFrom;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.vpcmido.model.given.Ids;

@DisplayName("A rule of a security group")
@ExtendWith(Worlds.class)
class SecurityGroupRuleSpec {
    private static final int SCTP = 132;
    private static final int GRE = 47;
    private static final int ESP = 50;

    @Test
    @DisplayName("S-036 restricts egress by block and port")
    void restrictedEgress(World world) {
        world.given(cloud -> cloud.revokeOut("web").allowOut("web", "tcp 443 198.18.0.0/24"));
        packetFrom("a1")
                .to("198.18.0.10")
                .tcp(443)
                .in(world)
                .leavesAs("203.0.113.10")
                .andReplyReturns();
        packetFrom("a1").to("198.18.0.10").tcp(80).in(world).isDroppedAt("a1");
        packetFrom("a1").to("198.18.1.10").tcp(443).in(world).isDroppedAt("a1");
        packetFrom("a1").to("10.0.2.10").tcp(3306).in(world).isDroppedAt("a1");
    }

    @Test
    @DisplayName("S-037 restricts egress to a group")
    void egressToGroup(World world) {
        world.given(cloud -> cloud.revokeOut("web").allowOut("web", "tcp 3306 db"));
        packetFrom("a1").to("10.0.2.10").tcp(3306).in(world).isDeliveredTo("a3").andReplyReturns();
        packetFrom("a1").to("10.0.3.10").tcp(80).in(world).isDroppedAt("a1");
    }

    @Test
    @DisplayName("S-038 with a block covers private addresses too")
    void blockCoversPrivateAddresses(World world) {
        packetFrom("a3")
                .to("10.0.1.10")
                .tcp(80)
                .in(world)
                .isDeliveredTo("a1")
                .from("10.0.2.10")
                .andReplyReturns();
    }

    @Test
    @DisplayName("S-039 may name a single address")
    void singleAddress(World world) {
        world.given(cloud -> cloud.instance("a6", "A1", "10.0.1.12", World.H1, "web")
                .group("ops")
                .allowIn("ops", "tcp 22 10.0.1.10/32")
                .groups("a2", "ops"));
        packetFrom("a1").to("10.0.1.11").tcp(22).in(world).isDeliveredTo("a2").andReplyReturns();
        packetFrom("a6").to("10.0.1.11").tcp(22).in(world).isDroppedAt("a2");
    }

    @Test
    @DisplayName("S-040 with host bits in its block means the block around it")
    void nonCanonicalBlock(World world) {
        world.given(cloud -> cloud.revokeIn("web"));
        world.afterEditing(text -> text.replace(
                Ids.group("web") + "\"><ownerId>000123456789</ownerId><ingressRules>",
                Ids.group("web") + "\"><ownerId>000123456789</ownerId><ingressRules><rule><protocol>6</protocol>"
                        + "<fromPort>80</fromPort><toPort>80</toPort><cidr>100.68.0.18/18</cidr></rule>"));
        packetFrom("100.68.63.255")
                .to("203.0.113.10")
                .tcp(80)
                .in(world)
                .isDeliveredTo("a1")
                .andReplyReturns();
        packetFrom("100.68.64.0").to("203.0.113.10").tcp(80).in(world).isDroppedAt("a1");
    }

    @Test
    @DisplayName("S-041 with a port range includes its ends")
    void portRange(World world) {
        world.given(cloud -> cloud.revokeIn("web").allowIn("web", "tcp 1000-2000 0.0.0.0/0"));
        packetFrom("a1").to("10.0.1.11").tcp(999).in(world).isDroppedAt("a2");
        packetFrom("a1").to("10.0.1.11").tcp(1000).in(world).isDeliveredTo("a2");
        packetFrom("a1").to("10.0.1.11").tcp(2000).in(world).isDeliveredTo("a2");
        packetFrom("a1").to("10.0.1.11").tcp(2001).in(world).isDroppedAt("a2");
    }

    @Test
    @DisplayName("S-042 with all ports from 0 on is applied by a server that refuses port 0")
    void fullPortRange(World world) {
        world.given(cloud -> cloud.revokeIn("web").allowIn("web", "tcp 0-65535 0.0.0.0/0"));
        packetFrom("a1").to("10.0.1.11").tcp(1).in(world).isDeliveredTo("a2");
        packetFrom("a1").to("10.0.1.11").tcp(65535).in(world).isDeliveredTo("a2");
        packetFrom("a1").to("10.0.1.11").udp(1).in(world).isDroppedAt("a2");
    }

    @Test
    @DisplayName("S-043 of all protocols admits all protocols")
    void allProtocols(World world) {
        world.given(cloud -> cloud.revokeIn("web").allowIn("web", "all 10.0.0.0/16"));
        packetFrom("a3").to("10.0.1.10").tcp(7).in(world).isDeliveredTo("a1");
        packetFrom("a3").to("10.0.1.10").udp(7).in(world).isDeliveredTo("a1");
        packetFrom("a3").to("10.0.1.10").ping().in(world).isDeliveredTo("a1");
        packetFrom("a3").to("10.0.1.10").protocol(SCTP).in(world).isDeliveredTo("a1");
        packetFrom("a3").to("10.0.1.10").protocol(GRE).in(world).isDeliveredTo("a1");
        packetFrom("a3").to("10.0.1.10").protocol(ESP).in(world).isDeliveredTo("a1");
    }

    @Test
    @DisplayName("S-044 of a protocol by number admits that protocol, whatever ports the rule names")
    void protocolByNumber(World world) {
        world.given(cloud -> cloud.revokeIn("web").allowIn("web", "132 10.0.0.0/16"));
        packetFrom("a3").to("10.0.1.10").protocol(SCTP).in(world).isDeliveredTo("a1");
        packetFrom("a3").to("10.0.1.10").tcp(80).in(world).isDroppedAt("a1");
        world.afterEditing(text -> text.replace(
                "<protocol>132</protocol>", "<protocol>132</protocol><fromPort>7</fromPort><toPort>9</toPort>"));
        packetFrom("a3").to("10.0.1.10").protocol(SCTP).in(world).isDeliveredTo("a1");
        packetFrom("a3").to("10.0.1.10").tcp(8).in(world).isDroppedAt("a1");
    }

    @Test
    @DisplayName("S-045 of one ICMP type and code admits nothing else, but for answers to one's own requests")
    void icmpTypeAndCode(World world) {
        world.given(cloud ->
                cloud.group("echo").allowIn("echo", "icmp 8 0 0.0.0.0/0").groups("a2", "echo"));
        packetFrom("a1").to("10.0.1.11").ping().in(world).isDeliveredTo("a2").andReplyReturns();
        packetFrom("a1").to("10.0.1.11").icmp(13, 0).in(world).isDroppedAt("a2");
        packetFrom("a1").to("10.0.1.11").icmp(0, 0).in(world).isDroppedAt("a2");
        packetFrom("a2").to("10.0.1.10").ping().in(world).isDeliveredTo("a1").andReplyReturns();
    }

    @Test
    @DisplayName("S-046 of any ICMP type admits each; of type 0 only unsolicited echo replies")
    void icmpAnyType(World world) {
        world.given(cloud -> cloud.revokeIn("web").allowIn("web", "icmp 0.0.0.0/0"));
        for (int type : new int[] {0, 3, 8, 13, 255}) {
            packetFrom("a1").to("10.0.1.11").icmp(type, 0).in(world).isDeliveredTo("a2");
        }
        world.after(cloud -> cloud.revokeIn("web").allowIn("web", "icmp 0 0.0.0.0/0"));
        packetFrom("a1").to("10.0.1.11").icmp(0, 0).in(world).isDeliveredTo("a2");
        packetFrom("a1").to("10.0.1.11").ping().in(world).isDroppedAt("a2");
    }

    @Test
    @DisplayName("S-047 of one ICMP type admits each of its codes")
    void icmpAnyCode(World world) {
        world.given(cloud -> cloud.revokeIn("web").allowIn("web", "icmp 3 0.0.0.0/0"));
        packetFrom("a1").to("10.0.1.11").icmp(3, 1).in(world).isDeliveredTo("a2");
        packetFrom("a1").to("10.0.1.11").icmp(3, 4).in(world).isDeliveredTo("a2");
        packetFrom("a1").to("10.0.1.11").ping().in(world).isDroppedAt("a2");
    }
}
