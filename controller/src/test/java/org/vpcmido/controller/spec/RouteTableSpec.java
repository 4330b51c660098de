// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vpcmido.controller.spec.Outgoing.packetFrom;
import static org.vpcmido.model.given.Targets.eni;
import static org.vpcmido.model.given.Targets.igw;
import static org.vpcmido.model.given.Targets.nat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.vpcmido.model.given.GivenCloud;
import org.vpcmido.model.given.Ids;
import org.vpcmido.model.vpc.RouteTarget;

@DisplayName("A route table")
@ExtendWith(Worlds.class)
class RouteTableSpec {
    private static final String EVERYWHERE = "0.0.0.0/0";
    private static final String TEST_NETWORK = "192.168.190.0/24";

    /** a2 forwards for a network behind it. */
    private static GivenCloud forwardingA2(GivenCloud cloud) {
        return cloud.sourceDestCheck("a2", false).route("a-pub", TEST_NETWORK, eni("a2"));
    }

    /** A NAT gateway in A1, and A2 goes out by it. */
    private static GivenCloud natForA2(GivenCloud cloud) {
        return cloud.natGateway("nat-1", "A1", "10.0.1.50", "203.0.113.90").route("a", EVERYWHERE, nat("nat-1"));
    }

    @Test
    @DisplayName("S-076 the main one serves subnets without association")
    void mainTable(World world) {
        world.given(cloud -> cloud.route("a", EVERYWHERE, igw("a"))
                .elasticIp("a3", "203.0.113.60")
                .allowIn("db", "tcp 3306 0.0.0.0/0"));
        packetFrom("X1")
                .to("203.0.113.60")
                .tcp(3306)
                .in(world)
                .isDeliveredTo("a3")
                .andReplyReturns();
        world.after(cloud -> cloud.noRoute("a", EVERYWHERE));
        packetFrom("X1").to("203.0.113.60").tcp(3306).in(world).getsNoAnswer();
    }

    @Test
    @DisplayName("S-077 an explicit association overrides the main one")
    void explicitAssociation(World world) {
        world.given(cloud -> cloud.route("a", EVERYWHERE, igw("a"))
                .routeTable("local", "a")
                .associate("A2", "local")
                .elasticIp("a3", "203.0.113.60"));
        packetFrom("a3").to("198.18.0.10").tcp(80).in(world).isUnreachable();
    }

    @Test
    @DisplayName("S-078 without its route to the gateway a continuous ping stops, and with it again it goes on")
    void gatewayRoute(World world) {
        Talk talk = world.talk();
        packetFrom("X1").to("203.0.113.10").ping().in(talk).isDeliveredTo("a1").andReplyReturns();
        world.after(cloud -> cloud.noRoute("a-pub", EVERYWHERE));
        packetFrom("X1").to("203.0.113.10").ping().in(talk).getsNoAnswer();
        world.after(cloud -> cloud.route("a-pub", EVERYWHERE, igw("a")));
        packetFrom("X1").to("203.0.113.10").ping().in(talk).isDeliveredTo("a1").andReplyReturns();
    }

    @Test
    @DisplayName("S-079 a new main one takes over, and gives back")
    void newMainTable(World world) {
        world.given(cloud ->
                cloud.elasticIp("a3", "203.0.113.60").routeTable("new", "a").route("new", EVERYWHERE, igw("a")));
        packetFrom("a3").to("198.18.0.10").tcp(80).in(world).isUnreachable();
        world.after(cloud -> cloud.associate("A2", "new"));
        packetFrom("a3")
                .to("198.18.0.10")
                .tcp(80)
                .in(world)
                .leavesAs("203.0.113.60")
                .andReplyReturns();
        world.after(cloud -> cloud.associate("A2", "a"));
        packetFrom("a3").to("198.18.0.10").tcp(80).in(world).isUnreachable();
    }

    @Test
    @DisplayName("S-080 has the local route even where the document does not say so")
    void localRoute(World world) {
        world.given(cloud -> cloud.noRoute("a-pub", "10.0.0.0/16").noRoute("a", "10.0.0.0/16"));
        packetFrom("a1").to("10.0.2.10").tcp(3306).in(world).isDeliveredTo("a3").andReplyReturns();
        packetFrom("a3").to("10.0.1.10").tcp(80).in(world).isDeliveredTo("a1").andReplyReturns();
    }

    @Test
    @DisplayName("S-081 follows the longest prefix")
    void longestPrefix(World world) {
        world.given(cloud -> cloud.routeTable("a3-table", "a")
                .route("a3-table", EVERYWHERE, igw("a"))
                .associate("A3", "a3-table")
                .natGateway("nat-1", "A3", "10.0.3.50", "203.0.113.90")
                .route("a-pub", "198.18.0.10/32", nat("nat-1")));
        packetFrom("a1")
                .to("198.18.0.10")
                .tcp(443)
                .in(world)
                .leavesAs("203.0.113.90")
                .andReplyReturns();
        packetFrom("a1")
                .to("198.18.0.20")
                .tcp(443)
                .in(world)
                .leavesAs("203.0.113.10")
                .andReplyReturns();
    }

    @Test
    @DisplayName("S-082, S-083 a route to an interface, the one of an instance too, delivers there what is for others")
    void routeToInterface(World world) {
        world.given(RouteTableSpec::forwardingA2);
        packetFrom("a1")
                .to("192.168.190.7")
                .ping()
                .in(world)
                .isDeliveredTo("a2")
                .to("192.168.190.7")
                .andReplyReturns();
        world.after(cloud -> cloud.noRoute("a-pub", TEST_NETWORK).noRoute("a-pub", EVERYWHERE));
        packetFrom("a1").to("192.168.190.7").ping().in(world).isUnreachable();
    }

    @Test
    @DisplayName("S-084 a route leads to an interface of another subnet")
    void routeToInterfaceElsewhere(World world) {
        world.given(cloud -> cloud.sourceDestCheck("a3", false)
                .route("a-pub", TEST_NETWORK, eni("a3"))
                .allowIn("db", "icmp web"));
        packetFrom("a1")
                .to("192.168.190.7")
                .ping()
                .in(world)
                .isDeliveredTo("a3")
                .to("192.168.190.7")
                .andReplyReturns();
    }

    @Test
    @DisplayName("S-085 the target's check refuses what is for others")
    void destinationCheckOfTarget(World world) {
        world.given(cloud -> forwardingA2(cloud).sourceDestCheck("a2", true));
        packetFrom("a1").to("192.168.190.7").ping().in(world).isDroppedAt("a2");
    }

    @Test
    @DisplayName("S-086 a route to an interface that is gone swallows packets, whatever wider routes there are")
    void blackholeInterface(World world) {
        world.given(RouteTableSpec::forwardingA2);
        world.after(cloud -> cloud.remove("a2"));
        packetFrom("a1").to("192.168.190.7").ping().in(world).isDropped();
        packetFrom("a1")
                .to("198.18.0.10")
                .ping()
                .in(world)
                .leavesAs("203.0.113.10")
                .andReplyReturns();
    }

    @Test
    @DisplayName("S-087 with its gateway detached a VPC has no outside, until it is attached again")
    void blackholeInternetGateway(World world) {
        world.after(cloud -> cloud.detachInternetGateway("a"));
        packetFrom("a1").to("198.18.0.10").tcp(80).in(world).isDropped();
        packetFrom("X1").to("203.0.113.10").tcp(80).in(world).isDropped();
        packetFrom("a2").to("198.18.0.10").tcp(80).in(world).isDropped();
        world.after(cloud -> cloud.attachInternetGateway("a"));
        packetFrom("a1")
                .to("198.18.0.10")
                .tcp(80)
                .in(world)
                .leavesAs("203.0.113.10")
                .andReplyReturns();
        packetFrom("X1")
                .to("203.0.113.10")
                .tcp(80)
                .in(world)
                .isDeliveredTo("a1")
                .andReplyReturns();
    }

    @Test
    @DisplayName(
            "S-088 a route to a NAT gateway that is gone swallows packets, and they find no other way once it goes too")
    void blackholeNatGateway(World world) {
        world.given(RouteTableSpec::natForA2);
        packetFrom("a3").to("198.18.0.10").tcp(80).in(world).leavesAs("203.0.113.90");
        world.after(cloud -> cloud.removeNatGateway("nat-1"));
        packetFrom("a3").to("198.18.0.10").tcp(80).in(world).isDropped();
        world.after(cloud -> cloud.noRoute("a", EVERYWHERE));
        packetFrom("a3").to("198.18.0.10").tcp(80).in(world).isUnreachable();
    }

    @Test
    @DisplayName("S-089 each subnet follows its own")
    void tablePerSubnet(World world) {
        world.given(cloud -> natForA2(cloud).routeTable("local", "a").associate("A3", "local"));
        packetFrom("a1")
                .to("198.18.0.10")
                .tcp(80)
                .in(world)
                .leavesAs("203.0.113.10")
                .andReplyReturns();
        packetFrom("a3")
                .to("198.18.0.10")
                .tcp(80)
                .in(world)
                .leavesAs("203.0.113.90")
                .andReplyReturns();
        packetFrom("a5").to("198.18.0.10").tcp(80).in(world).isUnreachable();
    }

    @Test
    @DisplayName("S-090 changed once, changes for each of its subnets")
    void sharedTable(World world) {
        world.after(cloud -> cloud.noRoute("a-pub", EVERYWHERE));
        packetFrom("a1").to("198.18.0.10").tcp(80).in(world).isUnreachable();
        packetFrom("a5").to("198.18.0.10").tcp(80).in(world).isUnreachable();
        world.after(cloud -> cloud.route("a-pub", EVERYWHERE, igw("a")));
        packetFrom("a1")
                .to("198.18.0.10")
                .tcp(80)
                .in(world)
                .leavesAs("203.0.113.10")
                .andReplyReturns();
        packetFrom("a5")
                .to("198.18.0.10")
                .tcp(80)
                .in(world)
                .leavesAs("203.0.113.30")
                .andReplyReturns();
    }

    @Test
    @DisplayName("S-091 two halves of a network go two ways")
    void twoHalves(World world) {
        world.given(cloud -> cloud.natGateway("nat-1", "A3", "10.0.3.50", "203.0.113.90")
                .routeTable("split", "a")
                .associate("A1", "split")
                .route("split", "198.18.0.0/25", nat("nat-1"))
                .route("split", "198.18.0.128/25", igw("a")));
        packetFrom("a1")
                .to("198.18.0.127")
                .tcp(80)
                .in(world)
                .leavesAs("203.0.113.90")
                .andReplyReturns();
        packetFrom("a1")
                .to("198.18.0.128")
                .tcp(80)
                .in(world)
                .leavesAs("203.0.113.10")
                .andReplyReturns();
        packetFrom("a1").to("198.18.1.0").tcp(80).in(world).isUnreachable();
    }

    @Test
    @DisplayName("S-092 fifty routes all work, and are not written again")
    void fiftyRoutes(World world) {
        world.given(cloud -> {
            cloud.sourceDestCheck("a2", false);
            for (int i = 0; i < 49; i++) {
                cloud.route("a-pub", "192.168.190." + i + "/32", eni("a2"));
            }
            return cloud;
        });
        for (int i = 0; i < 49; i++) {
            packetFrom("a1").to("192.168.190." + i).ping().in(world).isDeliveredTo("a2");
        }
        packetFrom("a1").to("192.168.190.49").ping().in(world).leavesAs("203.0.113.10");
        assertThat(world.converge().writes()).isZero();
    }

    @Test
    @DisplayName("S-093 a route to something unknown is reported, and the others are applied")
    void unknownTarget(World world) {
        world.given(cloud -> cloud.route("a-pub", TEST_NETWORK, new RouteTarget.Unresolvable("pcx-00000001")));
        world.reports("unsupported-target", Ids.routeTable("a-pub"));
        packetFrom("a1").to("192.168.190.7").ping().in(world).isDropped();
        packetFrom("a1")
                .to("198.18.0.10")
                .ping()
                .in(world)
                .leavesAs("203.0.113.10")
                .andReplyReturns();
    }
}
