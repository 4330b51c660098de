// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.verdict;

import static org.vpcmido.model.verdict.Judged.ping;
import static org.vpcmido.model.verdict.Judged.tcp;
import static org.vpcmido.model.verdict.Judged.udp;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.model.given.GivenCloud;
import org.vpcmido.model.given.ReferenceCloud;

@DisplayName("Inside a VPC")
class ConnectivityTest {
    private final GivenCloud cloud = ReferenceCloud.given();

    @Test
    @DisplayName("S-001 an instance reaches another in its subnet, on the same host")
    void sameSubnetSameHost() {
        cloud.instance("a6", "A1", "10.0.1.12", "192.0.2.21", "web");
        ping(cloud, "a1", "10.0.1.12").isDeliveredTo("a6").from("10.0.1.10").isAnswered();
        ping(cloud, "a1", "10.0.1.11")
                .isDeliveredTo("a2")
                .from("10.0.1.10")
                .to("10.0.1.11")
                .isAnswered();
    }

    @Test
    @DisplayName("S-002 an instance reaches another in its subnet, on a different host")
    void sameSubnetDifferentHosts() {
        tcp(cloud, "a1", "10.0.1.11", 80).isDeliveredTo("a2").isAnswered();
    }

    @Test
    @DisplayName("S-003 an instance reaches another subnet without translation")
    void differentSubnets() {
        tcp(cloud, "a1", "10.0.2.10", 3306)
                .isDeliveredTo("a3")
                .from("10.0.1.10")
                .to("10.0.2.10")
                .isAnswered();
    }

    @Test
    @DisplayName("S-004 UDP and ICMP cross subnets too")
    void udpAndIcmpAcrossSubnets() {
        cloud.allowIn("db", "udp 53 web", "icmp web");
        udp(cloud, "a1", "10.0.2.10", 53).isDeliveredTo("a3").from("10.0.1.10").isAnswered();
        ping(cloud, "a1", "10.0.2.10").isDeliveredTo("a3").from("10.0.1.10").isAnswered();
    }

    @Test
    @DisplayName("S-005 an instance reaches another zone")
    void differentZones() {
        tcp(cloud, "a1", "10.0.3.10", 80).isDeliveredTo("a5").isAnswered();
    }

    @Test
    @DisplayName("S-006 a subnet may be the whole VPC, its first address .4 and its last .254")
    void subnetEqualToVpc() {
        cloud.vpc("d", "10.9.0.0/24").subnet("D1", "d", "10.9.0.0/24", "one");
        cloud.group("d").allowIn("d", "all d");
        cloud.instance("d1", "D1", "10.9.0.4", "192.0.2.21", "d").instance("d2", "D1", "10.9.0.254", "192.0.2.22", "d");
        ping(cloud, "d1", "10.9.0.254").isDeliveredTo("d2").isAnswered();
    }

    @Test
    @DisplayName("S-007 the smallest subnet works, and its reserved addresses are nobody's")
    void smallestSubnet() {
        cloud.subnet("A9", "a", "10.0.9.0/28", "one").group("self").allowIn("self", "all self");
        cloud.instance("e1", "A9", "10.0.9.4", "192.0.2.21", "self");
        cloud.instance("e2", "A9", "10.0.9.14", "192.0.2.22", "self");
        cloud.instance("e3", "A9", "10.0.9.15", "192.0.2.22", "self");
        cloud.instance("e4", "A9", "10.0.9.3", "192.0.2.22", "self");
        ping(cloud, "e1", "10.0.9.14").isDeliveredTo("e2").isAnswered();
        ping(cloud, "e1", "10.0.9.15").isRefused(Reason.RESERVED_ADDRESS);
        ping(cloud, "e1", "10.0.9.3").isRefused(Reason.RESERVED_ADDRESS);
    }

    @Test
    @DisplayName("S-008 the router's address answers an echo request, and nothing else")
    void routerAnswers() {
        ping(cloud, "a1", "10.0.1.1").isDeliveredTo(Service.ROUTER).isAnswered();
        tcp(cloud, "a1", "10.0.1.1", 80).isRefused(Reason.RESERVED_ADDRESS);
    }

    @Test
    @DisplayName("S-009 an unassigned address is nobody's, in a subnet and between subnets")
    void unassignedAddress() {
        ping(cloud, "a1", "10.0.1.200").isRefused(Reason.UNASSIGNED_ADDRESS);
        ping(cloud, "a1", "10.0.2.200").isRefused(Reason.UNASSIGNED_ADDRESS);
        ping(cloud, "a1", "10.0.77.1").isRefused(Reason.UNASSIGNED_ADDRESS);
    }

    @Test
    @DisplayName("S-011 a subnet of 600 interfaces: the first and the last are reached from outside")
    void manyInterfaces() {
        cloud.subnet("A16", "a", "10.0.16.0/20", "one").associate("A16", "a-pub");
        for (int i = 0; i < 600; i++) {
            cloud.instance("n" + i, "A16", "10.0." + (17 + i / 250) + "." + (i % 250), "192.0.2.21", "web");
        }
        cloud.elasticIp("n0", "203.0.113.100").elasticIp("n599", "203.0.113.101");
        tcp(cloud, "X1", "203.0.113.100", 80).isDeliveredTo("n0").isAnswered();
        tcp(cloud, "X1", "203.0.113.101", 80).isDeliveredTo("n599").isAnswered();
    }

    @Test
    @DisplayName("S-012 a VPC of 200 subnets: the first reaches the last")
    void manySubnets() {
        for (int i = 4; i < 204; i++) {
            cloud.subnet("M" + i, "a", "10.0." + i + ".0/24", "one");
            cloud.instance("m" + i, "M" + i, "10.0." + i + ".10", "192.0.2.21", "web");
        }
        ping(cloud, "m4", "10.0.203.10").isDeliveredTo("m203").isAnswered();
        ping(cloud, "m203", "10.0.4.10").isDeliveredTo("m4").isAnswered();
    }
}
