// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vpcmido.controller.spec.Outgoing.packetFrom;
import static org.vpcmido.model.given.Targets.igw;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.model.given.GivenCloud;
import org.vpcmido.model.given.Ids;

@DisplayName("An elastic IP")
@ExtendWith(Worlds.class)
class ElasticIpSpec {
    private static final String EVERYWHERE = "0.0.0.0/0";

    @Test
    @DisplayName("S-094 brings the outside to its instance, and the answers back")
    void inbound(World world) {
        Sent sent = packetFrom("X1")
                .to("203.0.113.10")
                .tcp(80)
                .in(world)
                .isDeliveredTo("a1")
                .from("198.18.0.10")
                .to("10.0.1.10");
        sent.reply().leavesAs("203.0.113.10").fromPort(80).to("198.18.0.10");
    }

    @Test
    @DisplayName("S-095 is what the outside sees of its instance, with the same source port")
    void outbound(World world) {
        packetFrom("a1")
                .to("198.18.0.10")
                .tcp(443)
                .in(world)
                .leavesAs("203.0.113.10")
                .fromPort(40000)
                .andReplyReturns();
    }

    @Test
    @DisplayName("S-096 leaves port, protocol and echo identifier as they are")
    void portsPreserved(World world) {
        packetFrom("a1")
                .fromPort(5000)
                .to("198.18.0.10")
                .udp(53)
                .in(world)
                .leavesAs("203.0.113.10")
                .fromPort(5000)
                .andReplyReturns();
        Sent echo = packetFrom("a1")
                .to("198.18.0.10")
                .ping()
                .in(world)
                .leavesAs("203.0.113.10")
                .andReplyReturns();
        assertThat(echo.seen().icmpId()).isEqualTo(77);
    }

    @Test
    @DisplayName("S-097 is needed to get out: without it nothing leaves")
    void noPublicAddress(World world) {
        packetFrom("a2").to("198.18.0.10").tcp(80).in(world).isDropped();
        packetFrom("a2").to("198.18.0.10").ping().in(world).isDropped();
        packetFrom("a2").to("198.18.0.10").protocol(47).in(world).isDropped();
        packetFrom("a2").to("198.18.0.10").laterFragment().in(world).isDropped();
    }

    @Test
    @DisplayName("S-098 is of no use in a private subnet")
    void privateSubnet(World world) {
        world.given(cloud -> cloud.elasticIp("a3", "203.0.113.60").allowIn("db", "tcp 3306 0.0.0.0/0"));
        packetFrom("X1").to("203.0.113.60").tcp(3306).in(world).getsNoAnswer();
        packetFrom("a3").to("198.18.0.10").tcp(80).in(world).isUnreachable();
    }

    @Test
    @DisplayName("S-099 is of no use without a gateway")
    void withoutGateway(World world) {
        world.given(cloud -> cloud.detachInternetGateway("a"));
        packetFrom("X1").to("203.0.113.10").tcp(80).in(world).isDropped();
        packetFrom("a1").to("198.18.0.10").tcp(80).in(world).isDropped();
    }

    @Test
    @DisplayName("S-100 is reached from its own VPC by who has a public address too")
    void hairpin(World world) {
        packetFrom("a5")
                .to("203.0.113.10")
                .tcp(80)
                .in(world)
                .isDeliveredTo("a1")
                .from("203.0.113.30")
                .to("10.0.1.10")
                .andReplyReturns();
        packetFrom("a2").to("203.0.113.10").tcp(80).in(world).isDropped();
    }

    @Test
    @DisplayName("S-101 is reached by a neighbour on the same host, whose public address a rule names")
    void hairpinInOneSubnet(World world) {
        world.given(ElasticIpSpec::narrowA6);
        packetFrom("a1")
                .to("203.0.113.61")
                .ping()
                .in(world)
                .isDeliveredTo("a6")
                .from("203.0.113.10")
                .andReplyReturns();
    }

    @Test
    @DisplayName("S-102 does not help where the packet goes to the private address")
    void publicSourceOnly(World world) {
        world.given(ElasticIpSpec::narrowA6);
        packetFrom("a1").to("10.0.1.12").ping().in(world).isDroppedAt("a6");
    }

    /** a6 stands beside a1, and lets in a1's public address only. */
    private static GivenCloud narrowA6(GivenCloud cloud) {
        return cloud.group("narrow")
                .allowIn("narrow", "icmp 203.0.113.10/32")
                .instance("a6", "A1", "10.0.1.12", World.H1, "narrow")
                .elasticIp("a6", "203.0.113.61");
    }

    @Test
    @DisplayName("S-103 once associated, is delivered")
    void associate(World world) {
        packetFrom("X1").to("203.0.113.70").tcp(80).in(world).isDropped();
        world.after(cloud -> cloud.elasticIp("a2", "203.0.113.70"));
        packetFrom("X1")
                .to("203.0.113.70")
                .tcp(80)
                .in(world)
                .isDeliveredTo("a2")
                .andReplyReturns();
    }

    @Test
    @DisplayName("S-104 once disassociated, is nobody's, and MidoNet knows nothing of it")
    void disassociate(World world) {
        world.after(cloud -> cloud.noElasticIp("a1"));
        packetFrom("X1").to("203.0.113.10").tcp(80).in(world).isDropped();
        packetFrom("a1").to("198.18.0.10").tcp(80).in(world).isDropped();
        world.hasNoUseFor("203.0.113.10");
    }

    @Test
    @DisplayName("S-105 moves to another instance in one step, and leaves no second translation")
    void reassociate(World world) {
        int before = world.translationsOf("203.0.113.10");
        world.after(cloud -> cloud.elasticIp("a2", "203.0.113.10"));
        packetFrom("X1")
                .to("203.0.113.10")
                .tcp(80)
                .in(world)
                .isDeliveredTo("a2")
                .andReplyReturns();
        packetFrom("a2")
                .to("198.18.0.10")
                .tcp(80)
                .in(world)
                .leavesAs("203.0.113.10")
                .andReplyReturns();
        packetFrom("a1").to("198.18.0.10").tcp(80).in(world).isDropped();
        assertThat(world.translationsOf("203.0.113.10")).isEqualTo(before).isEqualTo(2);
    }

    @Test
    @DisplayName("S-106 swapped with another ten times, is exact after each, and the number of rules stays")
    void toggle(World world) {
        world.given(cloud -> cloud.elasticIp("a2", "203.0.113.61"));
        long rules = world.topology().all(Kind.RULE, Rule.class).count();
        for (int i = 0; i < 10; i++) {
            String owner = i % 2 == 0 ? "a2" : "a1";
            String other = i % 2 == 0 ? "a1" : "a2";
            world.after(cloud -> cloud.elasticIp(owner, "203.0.113.10").elasticIp(other, "203.0.113.61"));
            packetFrom("X1")
                    .to("203.0.113.10")
                    .tcp(80)
                    .in(world)
                    .isDeliveredTo(owner)
                    .andReplyReturns();
            packetFrom("X1")
                    .to("203.0.113.61")
                    .tcp(80)
                    .in(world)
                    .isDeliveredTo(other)
                    .andReplyReturns();
            packetFrom(owner).to("198.18.0.10").tcp(80).in(world).leavesAs("203.0.113.10");
            packetFrom(other).to("198.18.0.10").tcp(80).in(world).leavesAs("203.0.113.61");
            assertThat(world.topology().all(Kind.RULE, Rule.class)).hasSize((int) rules);
        }
    }

    @Test
    @DisplayName("S-107 is swapped with another's in one step")
    void swap(World world) {
        world.after(cloud -> cloud.elasticIp("a1", "203.0.113.30").elasticIp("a5", "203.0.113.10"));
        packetFrom("X1")
                .to("203.0.113.30")
                .tcp(80)
                .in(world)
                .isDeliveredTo("a1")
                .andReplyReturns();
        packetFrom("X1")
                .to("203.0.113.10")
                .tcp(80)
                .in(world)
                .isDeliveredTo("a5")
                .andReplyReturns();
        packetFrom("a1").to("198.18.0.10").tcp(80).in(world).leavesAs("203.0.113.30");
        packetFrom("a5").to("198.18.0.10").tcp(80).in(world).leavesAs("203.0.113.10");
    }

    @Test
    @DisplayName("S-108 moves to a secondary interface of another VPC, and its own has no rule for it")
    void toAnotherVpc(World world) {
        world.after(
                cloud -> cloud.attach("b1b", "b1", 1, "B1", "10.0.1.20", "bweb").elasticIp("b1b", "203.0.113.10"));
        packetFrom("X1")
                .to("203.0.113.10")
                .tcp(80)
                .in(world)
                .isDeliveredTo("b1b")
                .andReplyReturns();
        packetFrom("a1").to("198.18.0.10").tcp(80).in(world).isDropped();
        assertThat(world.mentioning("203.0.113.10"))
                .noneMatch(each -> each.contains(Ids.vpc("a").value()));
    }

    @Test
    @DisplayName("S-109 takes the place of an automatic public address, and gives way to another")
    void replacesAutomatic(World world) {
        world.given(cloud -> cloud.allowIn("default-c", "tcp 22 0.0.0.0/0"));
        packetFrom("X1").to("203.0.113.50").tcp(22).in(world).isDeliveredTo("c1");
        world.after(cloud -> cloud.elasticIp("c1", "203.0.113.80"));
        packetFrom("X1").to("203.0.113.50").tcp(22).in(world).isDropped();
        packetFrom("X1")
                .to("203.0.113.80")
                .tcp(22)
                .in(world)
                .isDeliveredTo("c1")
                .andReplyReturns();
        world.after(cloud -> cloud.elasticIp("c1", "203.0.113.52"));
        packetFrom("X1").to("203.0.113.80").tcp(22).in(world).isDropped();
        packetFrom("X1")
                .to("203.0.113.52")
                .tcp(22)
                .in(world)
                .isDeliveredTo("c1")
                .andReplyReturns();
    }

    @Test
    @DisplayName("S-110 serves a secondary interface")
    void secondaryInterface(World world) {
        world.given(cloud -> cloud.route("a", EVERYWHERE, igw("a"))
                .attach("a1b", "a1", 1, "A2", "10.0.2.20", "web")
                .elasticIp("a1b", "203.0.113.81"));
        packetFrom("X1")
                .to("203.0.113.81")
                .tcp(80)
                .in(world)
                .isDeliveredTo("a1b")
                .to("10.0.2.20")
                .andReplyReturns();
    }

    @Test
    @DisplayName("S-111 released by one tenant, is another's, and leaves no trace in the first one's VPC")
    void reuse(World world) {
        world.after(cloud -> cloud.noElasticIp("a1"));
        world.after(cloud -> cloud.elasticIp("b2", "203.0.113.10"));
        packetFrom("X1")
                .to("203.0.113.10")
                .tcp(80)
                .in(world)
                .isDeliveredTo("b2")
                .andReplyReturns();
        packetFrom("a1").to("198.18.0.10").tcp(80).in(world).isDropped();
        assertThat(world.mentioning("203.0.113.10"))
                .noneMatch(each -> each.contains(Ids.vpc("a").value()));
    }

    @Test
    @DisplayName("S-112 outside of the configured range works, and is reported")
    void outsideTheRange(World world) {
        world.given(cloud -> cloud.elasticIp("a2", "192.0.2.200"));
        packetFrom("X1").to("192.0.2.200").tcp(80).in(world).isDeliveredTo("a2").andReplyReturns();
        packetFrom("X1")
                .to("203.0.113.10")
                .tcp(80)
                .in(world)
                .isDeliveredTo("a1")
                .andReplyReturns();
        world.reports("public-address-outside", Ids.networkInterface("a2"));
    }
}
