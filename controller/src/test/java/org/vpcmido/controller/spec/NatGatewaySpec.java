// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vpcmido.controller.spec.Outgoing.packetFrom;
import static org.vpcmido.model.given.Targets.igw;
import static org.vpcmido.model.given.Targets.nat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.vpcmido.controller.compile.Keys;
import org.vpcmido.model.given.Ids;

@DisplayName("A NAT gateway")
@ExtendWith(Worlds.class)
class NatGatewaySpec {
    private static final String EVERYWHERE = "0.0.0.0/0";

    private World world;

    /** nat-1 stands in A1, and A2 goes out by it. */
    @BeforeEach
    void build(World reference) {
        world = reference.given(cloud ->
                cloud.natGateway("nat-1", "A1", "10.0.1.50", "203.0.113.90").route("a", EVERYWHERE, nat("nat-1")));
    }

    @Test
    @DisplayName("S-113 hides a private instance behind its own address, and brings the answer back")
    void hides() {
        Sent sent = packetFrom("a3")
                .to("198.18.0.10")
                .tcp(443)
                .in(world)
                .leavesAs("203.0.113.90")
                .andReplyReturns();
        assertThat(sent.seen().sourcePort()).isBetween(1024, 65535);
    }

    @Test
    @DisplayName("S-114 serves UDP and echo too")
    void udpAndEcho() {
        packetFrom("a3")
                .to("198.18.0.10")
                .udp(53)
                .in(world)
                .leavesAs("203.0.113.90")
                .andReplyReturns();
        packetFrom("a3")
                .to("198.18.0.10")
                .ping()
                .in(world)
                .leavesAs("203.0.113.90")
                .andReplyReturns();
    }

    @Test
    @DisplayName("S-115 lets nothing in that nobody asked for")
    void unsolicited() {
        packetFrom("X1").to("203.0.113.90").tcp(443).in(world).isDropped();
        packetFrom("X1").to("203.0.113.90").ping().in(world).isDropped();
        packetFrom("a1").to("203.0.113.90").tcp(443).in(world).isDropped();
    }

    @Test
    @DisplayName("S-116 tells two instances apart that use one source port")
    void sameSourcePort() {
        Talk talk = world.talk();
        Sent ofA3 = packetFrom("a3").to("198.18.0.10").tcp(443).in(talk).leavesAs("203.0.113.90");
        Sent ofA4 = packetFrom("a4").to("198.18.0.10").tcp(443).in(talk).leavesAs("203.0.113.90");
        assertThat(ofA3.seen().sourcePort()).isNotEqualTo(ofA4.seen().sourcePort());
        ofA3.andReplyReturns();
        ofA4.andReplyReturns();
    }

    @Test
    @DisplayName("S-117 serves routed destinations only")
    void routedDestinationsOnly() {
        world.given(cloud -> cloud.noRoute("a", EVERYWHERE).route("a", "198.18.0.10/32", nat("nat-1")));
        packetFrom("a3")
                .to("198.18.0.10")
                .tcp(443)
                .in(world)
                .leavesAs("203.0.113.90")
                .andReplyReturns();
        packetFrom("a3").to("198.18.0.20").tcp(443).in(world).isUnreachable();
    }

    @Test
    @DisplayName("S-118 serves a public instance where its table says so, and no longer than that")
    void publicInstanceWithBoth() {
        world.given(cloud -> cloud.natGateway("nat-2", "A3", "10.0.3.50", "203.0.113.91")
                .routeTable("both", "a")
                .associate("A1", "both")
                .route("both", EVERYWHERE, igw("a"))
                .route("both", "198.18.0.10/32", nat("nat-2")));
        packetFrom("a1")
                .to("198.18.0.10")
                .tcp(443)
                .in(world)
                .leavesAs("203.0.113.91")
                .andReplyReturns();
        packetFrom("a1")
                .to("198.18.0.20")
                .tcp(443)
                .in(world)
                .leavesAs("203.0.113.10")
                .andReplyReturns();
        world.after(cloud -> cloud.noRoute("both", "198.18.0.10/32"));
        packetFrom("a1")
                .to("198.18.0.10")
                .tcp(443)
                .in(world)
                .leavesAs("203.0.113.10")
                .andReplyReturns();
    }

    @Test
    @DisplayName("S-119 works on when the last instance of its subnet is gone")
    void emptySubnet() {
        world.given(cloud ->
                cloud.natGateway("nat-3", "A3", "10.0.3.50", "203.0.113.92").route("a", EVERYWHERE, nat("nat-3")));
        world.after(cloud -> cloud.remove("a5"));
        packetFrom("a3")
                .to("198.18.0.10")
                .tcp(443)
                .in(world)
                .leavesAs("203.0.113.92")
                .andReplyReturns();
    }

    @Test
    @DisplayName("S-120 once deleted, leaves nothing behind, and its address to others at once")
    void deleted() {
        world.after(cloud -> cloud.noRoute("a", EVERYWHERE).removeNatGateway("nat-1"));
        world.hasNoUseFor("203.0.113.90");
        assertThat(world.topology().resources())
                .noneMatch(each -> each.key().isWithin(Keys.natGateway(Ids.natGateway("nat-1"))));
        world.after(cloud -> cloud.elasticIp("a2", "203.0.113.90"));
        packetFrom("X1")
                .to("203.0.113.90")
                .tcp(80)
                .in(world)
                .isDeliveredTo("a2")
                .andReplyReturns();
        packetFrom("a2")
                .to("198.18.0.10")
                .tcp(80)
                .in(world)
                .leavesAs("203.0.113.90")
                .andReplyReturns();
    }

    @Test
    @DisplayName("S-121 serves subnets of several zones")
    void severalZones() {
        world.given(cloud ->
                cloud.subnet("A4", "a", "10.0.4.0/24", "two").instance("a7", "A4", "10.0.4.10", World.H3, "db"));
        packetFrom("a3")
                .to("198.18.0.10")
                .tcp(443)
                .in(world)
                .leavesAs("203.0.113.90")
                .andReplyReturns();
        packetFrom("a7")
                .to("198.18.0.10")
                .tcp(443)
                .in(world)
                .leavesAs("203.0.113.90")
                .andReplyReturns();
    }

    @Test
    @DisplayName("S-122 has no security group, but the network ACL of its subnet")
    void networkAclApplies() {
        world.given(cloud -> cloud.acl("acl-1", "a")
                .guard("A1", "acl-1")
                .egress("acl-1", "100 allow all 0.0.0.0/0")
                .ingress("acl-1", "50 deny tcp 443 10.0.2.0/24", "100 allow all 0.0.0.0/0"));
        packetFrom("a3").to("198.18.0.10").tcp(443).in(world).isDroppedIn("A1");
        packetFrom("a3")
                .to("198.18.0.10")
                .tcp(80)
                .in(world)
                .leavesAs("203.0.113.90")
                .andReplyReturns();
    }

    @Test
    @DisplayName("S-123 its users keep their source check")
    void sourceCheckStaysOn() {
        assertThat(world.wire().guest("a3").sourceDestCheck()).isTrue();
        packetFrom("a3")
                .forging("10.0.2.99")
                .to("198.18.0.10")
                .tcp(443)
                .in(world)
                .isDroppedAt("a3");
        packetFrom("a3")
                .to("198.18.0.10")
                .tcp(443)
                .in(world)
                .leavesAs("203.0.113.90")
                .andReplyReturns();
    }

    @Test
    @DisplayName("S-124 traffic inside the VPC never goes through it")
    void insideTheVpc() {
        packetFrom("a3")
                .to("10.0.1.10")
                .tcp(80)
                .in(world)
                .isDeliveredTo("a1")
                .from("10.0.2.10")
                .andReplyReturns();
    }
}
