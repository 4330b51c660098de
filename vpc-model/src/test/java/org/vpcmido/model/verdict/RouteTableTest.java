// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.verdict;

import static org.vpcmido.model.given.Targets.eni;
import static org.vpcmido.model.given.Targets.igw;
import static org.vpcmido.model.given.Targets.nat;
import static org.vpcmido.model.verdict.Judged.ping;
import static org.vpcmido.model.verdict.Judged.tcp;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.model.given.GivenCloud;
import org.vpcmido.model.given.Ids;
import org.vpcmido.model.given.ReferenceCloud;

@DisplayName("A route table")
class RouteTableTest {
    private static final String EVERYWHERE = "0.0.0.0/0";
    private static final String TEST_NETWORK = "192.168.190.0/24";

    private final GivenCloud cloud = ReferenceCloud.given();

    /** a2 forwards for a network behind it. */
    private GivenCloud forwardingA2() {
        return cloud.sourceDestCheck("a2", false).route("a-pub", TEST_NETWORK, eni("a2"));
    }

    @Test
    @DisplayName("S-076 the main table serves subnets without association")
    void mainTable() {
        cloud.route("a", EVERYWHERE, igw("a")).elasticIp("a3", "203.0.113.60").allowIn("db", "tcp 3306 0.0.0.0/0");
        tcp(cloud, "X1", "203.0.113.60", 3306).isDeliveredTo("a3").isAnswered();
        cloud.noRoute("a", EVERYWHERE);
        tcp(cloud, "X1", "203.0.113.60", 3306).isRefused(Reason.NO_WAY_BACK).by(Ids.routeTable("a"));
    }

    @Test
    @DisplayName("S-077 an explicit association overrides the main table")
    void explicitAssociation() {
        cloud.route("a", EVERYWHERE, igw("a")).routeTable("local", "a").associate("A2", "local");
        cloud.elasticIp("a3", "203.0.113.60");
        tcp(cloud, "a3", "198.18.0.10", 80).isRefused(Reason.NO_ROUTE).by(Ids.routeTable("local"));
    }

    @Test
    @DisplayName("S-078 without its route to the gateway a subnet is not reached, and with it again it is")
    void gatewayRoute() {
        ping(cloud, "X1", "203.0.113.10").isDeliveredTo("a1").isAnswered();
        cloud.noRoute("a-pub", EVERYWHERE);
        ping(cloud, "X1", "203.0.113.10").isRefused(Reason.NO_WAY_BACK);
        cloud.route("a-pub", EVERYWHERE, igw("a"));
        ping(cloud, "X1", "203.0.113.10").isDeliveredTo("a1").isAnswered();
    }

    @Test
    @DisplayName("S-079 a new main table takes over")
    void newMainTable() {
        cloud.elasticIp("a3", "203.0.113.60");
        tcp(cloud, "a3", "198.18.0.10", 80).isRefused(Reason.NO_ROUTE);
        cloud.routeTable("new", "a").route("new", EVERYWHERE, igw("a")).associate("A2", "new");
        tcp(cloud, "a3", "198.18.0.10", 80).leaves().from("203.0.113.60").isAnswered();
        cloud.associate("A2", "a");
        tcp(cloud, "a3", "198.18.0.10", 80).isRefused(Reason.NO_ROUTE);
    }

    @Test
    @DisplayName("S-080 has the local route even where the document does not say so")
    void localRoute() {
        cloud.noRoute("a-pub", "10.0.0.0/16").noRoute("a", "10.0.0.0/16");
        tcp(cloud, "a1", "10.0.2.10", 3306).isDeliveredTo("a3").isAnswered();
    }

    @Test
    @DisplayName("S-080 nobody replaces the local route")
    void localRouteStays() {
        cloud.route("a-pub", "10.0.0.0/16", igw("a"));
        tcp(cloud, "a1", "10.0.2.10", 3306).isDeliveredTo("a3").isAnswered();
    }

    @Test
    @DisplayName("S-081 the longest prefix wins")
    void longestPrefix() {
        cloud.routeTable("a3-table", "a")
                .route("a3-table", EVERYWHERE, igw("a"))
                .associate("A3", "a3-table");
        cloud.natGateway("nat-1", "A3", "10.0.3.50", "203.0.113.90").route("a-pub", "198.18.0.10/32", nat("nat-1"));
        tcp(cloud, "a1", "198.18.0.10", 443).leaves().from("203.0.113.90").isAnswered();
        tcp(cloud, "a1", "198.18.0.20", 443).leaves().from("203.0.113.10").isAnswered();
    }

    @Test
    @DisplayName("S-082, S-083 a route to an interface delivers there what is for others")
    void routeToInterface() {
        forwardingA2();
        ping(cloud, "a1", "192.168.190.7")
                .isDeliveredTo("a2")
                .to("192.168.190.7")
                .isAnswered();
        cloud.noRoute("a-pub", TEST_NETWORK).noRoute("a-pub", EVERYWHERE);
        ping(cloud, "a1", "192.168.190.7").isRefused(Reason.NO_ROUTE);
    }

    @Test
    @DisplayName("S-084 a route leads to an interface of another subnet")
    void routeToInterfaceElsewhere() {
        cloud.sourceDestCheck("a3", false)
                .route("a-pub", TEST_NETWORK, eni("a3"))
                .allowIn("db", "icmp web");
        ping(cloud, "a1", "192.168.190.7")
                .isDeliveredTo("a3")
                .to("192.168.190.7")
                .isAnswered();
    }

    @Test
    @DisplayName("S-085 the target's check refuses what is for others")
    void destinationCheckOfTarget() {
        forwardingA2().sourceDestCheck("a2", true);
        ping(cloud, "a1", "192.168.190.7").isRefused(Reason.DESTINATION_CHECK).by(Ids.networkInterface("a2"));
    }

    @Test
    @DisplayName("S-086 a route to an interface that is gone swallows packets, whatever wider routes there are")
    void blackholeInterface() {
        forwardingA2().remove("a2");
        ping(cloud, "a1", "192.168.190.7").isRefused(Reason.BLACKHOLE).by(Ids.routeTable("a-pub"));
    }

    @Test
    @DisplayName("S-087 with its gateway detached a VPC has no outside, until it is attached again")
    void blackholeInternetGateway() {
        cloud.detachInternetGateway("a");
        tcp(cloud, "a1", "198.18.0.10", 80).isRefused(Reason.DETACHED_GATEWAY).by(Ids.internetGateway("a"));
        tcp(cloud, "X1", "203.0.113.10", 80).isRefused(Reason.DETACHED_GATEWAY).by(Ids.vpc("a"));
        cloud.attachInternetGateway("a");
        tcp(cloud, "X1", "203.0.113.10", 80).isDeliveredTo("a1").isAnswered();
    }

    @Test
    @DisplayName("S-088 a route to a NAT gateway that is gone swallows packets")
    void blackholeNatGateway() {
        cloud.natGateway("nat-1", "A1", "10.0.1.50", "203.0.113.90").route("a", EVERYWHERE, nat("nat-1"));
        tcp(cloud, "a3", "198.18.0.10", 80).leaves();
        cloud.removeNatGateway("nat-1");
        tcp(cloud, "a3", "198.18.0.10", 80).isRefused(Reason.BLACKHOLE).by(Ids.routeTable("a"));
    }

    @Test
    @DisplayName("S-089 each subnet follows its own table")
    void tablePerSubnet() {
        cloud.natGateway("nat-1", "A1", "10.0.1.50", "203.0.113.90").route("a", EVERYWHERE, nat("nat-1"));
        cloud.routeTable("local", "a").associate("A3", "local");
        tcp(cloud, "a1", "198.18.0.10", 80).leaves().from("203.0.113.10");
        tcp(cloud, "a3", "198.18.0.10", 80).leaves().from("203.0.113.90");
        tcp(cloud, "a5", "198.18.0.10", 80).isRefused(Reason.NO_ROUTE);
    }

    @Test
    @DisplayName("S-090 changed once, changes for each of its subnets")
    void sharedTable() {
        cloud.noRoute("a-pub", EVERYWHERE);
        tcp(cloud, "a1", "198.18.0.10", 80).isRefused(Reason.NO_ROUTE);
        tcp(cloud, "a5", "198.18.0.10", 80).isRefused(Reason.NO_ROUTE);
    }

    @Test
    @DisplayName("S-091 two halves of a network go two ways")
    void twoHalves() {
        cloud.natGateway("nat-1", "A3", "10.0.3.50", "203.0.113.90");
        cloud.routeTable("split", "a").associate("A1", "split");
        cloud.route("split", "198.18.0.0/25", nat("nat-1")).route("split", "198.18.0.128/25", igw("a"));
        tcp(cloud, "a1", "198.18.0.127", 80).leaves().from("203.0.113.90");
        tcp(cloud, "a1", "198.18.0.128", 80).leaves().from("203.0.113.10");
        tcp(cloud, "a1", "198.18.1.0", 80).isRefused(Reason.NO_ROUTE);
    }

    @Test
    @DisplayName("S-092 fifty routes")
    void fiftyRoutes() {
        cloud.sourceDestCheck("a2", false);
        for (int i = 0; i < 49; i++) {
            cloud.route("a-pub", "192.168.190." + i + "/32", eni("a2"));
        }
        ping(cloud, "a1", "192.168.190.0").isDeliveredTo("a2");
        ping(cloud, "a1", "192.168.190.48").isDeliveredTo("a2");
        ping(cloud, "a1", "192.168.190.49").leaves().from("203.0.113.10");
    }

    @Test
    @DisplayName("A route narrower than the local one diverts its part, but not between neighbours")
    void narrowerThanLocal() {
        cloud.sourceDestCheck("a2", false)
                .route("a-pub", "10.0.2.0/24", eni("a2"))
                .route("a-pub", "10.0.1.0/24", eni("a2"));
        ping(cloud, "a1", "10.0.2.10").isDeliveredTo("a2").to("10.0.2.10");
        cloud.instance("a6", "A1", "10.0.1.12", "192.0.2.21", "web");
        ping(cloud, "a1", "10.0.1.12").isDeliveredTo("a6");
    }

    @Test
    @DisplayName("A route to a thing of another VPC is a blackhole")
    void targetOfAnotherVpc() {
        cloud.route("a-pub", TEST_NETWORK, eni("b1")).natGateway("nat-b", "B1", "10.0.1.50", "203.0.113.91");
        cloud.route("a", EVERYWHERE, nat("nat-b"));
        ping(cloud, "a1", "192.168.190.7").isRefused(Reason.BLACKHOLE);
        tcp(cloud, "a3", "198.18.0.10", 80).isRefused(Reason.BLACKHOLE);
    }
}
