// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.verdict;

import static org.vpcmido.model.verdict.Judged.judge;
import static org.vpcmido.model.verdict.Judged.ping;
import static org.vpcmido.model.verdict.Judged.tcp;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vpcmido.model.given.GivenCloud;
import org.vpcmido.model.given.Ids;
import org.vpcmido.model.given.ReferenceCloud;
import org.vpcmido.model.net.Ipv4;

@DisplayName("Between VPCs")
class IsolationTest {
    private final GivenCloud cloud = ReferenceCloud.given();

    @Test
    @DisplayName("S-013 equal addresses of two VPCs are told apart")
    void overlappingBlocks() {
        ping(cloud, "a1", "10.0.1.11").isDeliveredTo("a2");
    }

    @Test
    @DisplayName("S-014 instances of one address in two VPCs answer their own peers")
    void sameAddressTwice() {
        tcp(cloud, "a2", "10.0.1.10", 80).isDeliveredTo("a1").isAnswered();
        tcp(cloud, "b2", "10.0.1.10", 80).isDeliveredTo("b1").isAnswered();
    }

    @Test
    @DisplayName("S-015 private addresses of another VPC are not reached")
    void privateAddressOfAnotherVpc() {
        ping(cloud, "a1", "172.31.0.10").isRefused(Reason.OTHER_VPC);
        ping(cloud, "c1", "10.0.1.10").isRefused(Reason.OTHER_VPC);
    }

    @Test
    @DisplayName("A VPC of addresses that are not private does not hide the outside from other tenants")
    void greedyTenant() {
        cloud.vpc("greedy", "198.18.0.0/16");
        ping(cloud, "a1", "198.18.0.10").leaves().isAnswered();
    }

    @Test
    @DisplayName("S-016 another VPC is reached by elastic IP, with the public source")
    void acrossByElasticIp() {
        tcp(cloud, "a1", "203.0.113.40", 80)
                .isDeliveredTo("b1")
                .from("203.0.113.10")
                .to("10.0.1.10")
                .isAnswered();
    }

    @Test
    @DisplayName("S-017 the target's security group decides on what comes by elastic IP")
    void acrossByElasticIpDenied() {
        tcp(cloud, "a1", "203.0.113.40", 22)
                .isRefused(Reason.SECURITY_GROUP)
                .by(Ids.networkInterface("b1"))
                .saying("no ingress rule of [" + Ids.group("bweb") + "]");
    }

    @Test
    @DisplayName("S-018 transit addresses are unreachable")
    void transitNetwork() {
        tcp(cloud, "a1", "169.254.0.1", 22).isRefused(Reason.LINK_LOCAL_ADDRESS);
        tcp(cloud, "a1", "169.254.0.3", 179).isRefused(Reason.LINK_LOCAL_ADDRESS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.1.11", "10.0.1.10", "10.0.2.10", "169.254.0.2", "203.0.113.30", "203.0.113.200"})
    @DisplayName("The outside cannot send from addresses that are inside")
    void spoofedFromOutside(String source) {
        judge(cloud, "X1", Packet.tcp(Ipv4.of(source), 40000, Ipv4.of("203.0.113.10"), 80))
                .isRefused(Reason.IMPOSSIBLE_SOURCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"255.255.255.255", "224.0.0.251", "240.0.0.1"})
    @DisplayName("Broadcast and multicast are not carried")
    void notUnicast(String destination) {
        ping(cloud, "a1", destination).isRefused(Reason.NOT_UNICAST);
    }

    @Test
    @DisplayName("What the outside sends to nobody's address stays outside")
    void notOurs() {
        tcp(cloud, "X1", "203.0.113.99", 80).isRefused(Reason.NOT_OUR_ADDRESS);
        tcp(cloud, "X1", "10.0.1.10", 80).isRefused(Reason.NOT_OUR_ADDRESS);
    }
}
