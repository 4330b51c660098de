// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vpcmido.model.given.Targets.igw;
import static org.vpcmido.model.given.Targets.nat;
import static org.vpcmido.model.verdict.Judged.judge;
import static org.vpcmido.model.verdict.Judged.ping;
import static org.vpcmido.model.verdict.Judged.tcp;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.model.given.GivenCloud;
import org.vpcmido.model.given.Ids;
import org.vpcmido.model.given.ReferenceCloud;
import org.vpcmido.model.net.Ipv4;

@DisplayName("An elastic IP")
class ElasticIpTest {
    private static final String EVERYWHERE = "0.0.0.0/0";

    private final GivenCloud cloud = ReferenceCloud.given();

    @Test
    @DisplayName("S-094 brings the outside to its instance, and the answers back")
    void inbound() {
        tcp(cloud, "X1", "203.0.113.10", 80)
                .isDeliveredTo("a1")
                .from("198.18.0.10")
                .to("10.0.1.10")
                .isAnswered();
        tcp(cloud, "X1", "203.0.113.10", 80)
                .answer()
                .leaves()
                .from("203.0.113.10")
                .to("198.18.0.10");
    }

    @Test
    @DisplayName("S-095 is what the outside sees of its instance")
    void outbound() {
        tcp(cloud, "a1", "198.18.0.10", 443).leaves().from("203.0.113.10").isAnswered();
    }

    @Test
    @DisplayName("S-096 leaves port and protocol as they are")
    void portsPreserved() {
        Packet sent = Packet.udp(Ipv4.of("10.0.1.10"), 5000, ReferenceCloud.X1, 53);
        Packet seen = judge(cloud, "a1", sent).leaves().isAnswered().packet();
        assertThat(seen).isEqualTo(Packet.udp(Ipv4.of("203.0.113.10"), 5000, ReferenceCloud.X1, 53));
        ping(cloud, "a1", "198.18.0.10").leaves().from("203.0.113.10").isAnswered();
    }

    @Test
    @DisplayName("S-097 is needed to get out: without it nothing leaves")
    void noPublicAddress() {
        tcp(cloud, "a2", "198.18.0.10", 80).isRefused(Reason.NO_PUBLIC_ADDRESS);
    }

    @Test
    @DisplayName("S-098 is of no use in a private subnet")
    void privateSubnet() {
        cloud.elasticIp("a3", "203.0.113.60").allowIn("db", "tcp 3306 0.0.0.0/0");
        tcp(cloud, "X1", "203.0.113.60", 3306).isRefused(Reason.NO_WAY_BACK).by(Ids.routeTable("a"));
        tcp(cloud, "a3", "198.18.0.10", 80).isRefused(Reason.NO_ROUTE);
    }

    @Test
    @DisplayName("S-098 is of no use either where the answer would go by a NAT gateway")
    void answerByNatGateway() {
        cloud.natGateway("nat-1", "A3", "10.0.3.50", "203.0.113.90");
        cloud.routeTable("split", "a").associate("A1", "split").route("split", EVERYWHERE, igw("a"));
        cloud.route("split", "198.18.0.10/32", nat("nat-1"));
        tcp(cloud, "X1", "203.0.113.10", 80).isRefused(Reason.NO_WAY_BACK);
        tcp(cloud, "X2", "203.0.113.10", 80).isDeliveredTo("a1").isAnswered();
    }

    @Test
    @DisplayName("S-099 is of no use without a gateway")
    void withoutGateway() {
        cloud.detachInternetGateway("a");
        tcp(cloud, "X1", "203.0.113.10", 80).isRefused(Reason.DETACHED_GATEWAY);
        tcp(cloud, "a1", "198.18.0.10", 80).isRefused(Reason.DETACHED_GATEWAY);
    }

    @Test
    @DisplayName("S-100 is reached from its own VPC by who has a public address too")
    void hairpin() {
        tcp(cloud, "a5", "203.0.113.10", 80)
                .isDeliveredTo("a1")
                .from("203.0.113.30")
                .to("10.0.1.10")
                .isAnswered();
        tcp(cloud, "a2", "203.0.113.10", 80).isRefused(Reason.NO_PUBLIC_ADDRESS);
    }

    @Test
    @DisplayName("S-101, S-102 is the source that a neighbour's group sees, by its elastic IP only")
    void hairpinInOneSubnet() {
        cloud.group("narrow").allowIn("narrow", "icmp 203.0.113.10/32");
        cloud.instance("a6", "A1", "10.0.1.12", "192.0.2.21", "narrow").elasticIp("a6", "203.0.113.61");
        ping(cloud, "a1", "203.0.113.61")
                .isDeliveredTo("a6")
                .from("203.0.113.10")
                .isAnswered();
        ping(cloud, "a1", "10.0.1.12").isRefused(Reason.SECURITY_GROUP).by(Ids.networkInterface("a6"));
    }

    @Test
    @DisplayName("S-101 leaves the subnet and comes back, so the network ACL sees it, even between neighbours")
    void hairpinCrossesTheAcl() {
        cloud.instance("a6", "A1", "10.0.1.12", "192.0.2.21", "web").elasticIp("a6", "203.0.113.61");
        cloud.acl("acl-1", "a").guard("A1", "acl-1").egress("acl-1", "100 allow all 0.0.0.0/0");
        cloud.ingress("acl-1", "90 deny all 203.0.113.10/32", "100 allow all 0.0.0.0/0");
        ping(cloud, "a1", "203.0.113.61").isRefused(Reason.NETWORK_ACL).saying("ingress");
        ping(cloud, "a6", "203.0.113.10").isDeliveredTo("a1").answer().isRefused(Reason.NETWORK_ACL);
    }

    @Test
    @DisplayName("S-103 once associated, is delivered")
    void associate() {
        tcp(cloud, "X1", "203.0.113.70", 80).isRefused(Reason.NOT_OUR_ADDRESS);
        tcp(cloud, "a1", "203.0.113.70", 80).isRefused(Reason.UNASSIGNED_ADDRESS);
        cloud.elasticIp("a2", "203.0.113.70");
        tcp(cloud, "X1", "203.0.113.70", 80).isDeliveredTo("a2").isAnswered();
        tcp(cloud, "a1", "203.0.113.70", 80).isDeliveredTo("a2").isAnswered();
    }

    @Test
    @DisplayName("S-104 once disassociated, is nobody's")
    void disassociate() {
        cloud.noElasticIp("a1");
        tcp(cloud, "X1", "203.0.113.10", 80).isRefused(Reason.NOT_OUR_ADDRESS);
        tcp(cloud, "a1", "198.18.0.10", 80).isRefused(Reason.NO_PUBLIC_ADDRESS);
    }

    @Test
    @DisplayName("S-105, S-106 moves from instance to instance and back, and is never with both")
    void reassociate() {
        for (int i = 0; i < 10; i++) {
            String owner = i % 2 == 0 ? "a2" : "a1";
            String former = i % 2 == 0 ? "a1" : "a2";
            cloud.elasticIp(owner, "203.0.113.10");
            tcp(cloud, "X1", "203.0.113.10", 80).isDeliveredTo(owner).isAnswered();
            tcp(cloud, owner, "198.18.0.10", 80).leaves().from("203.0.113.10");
            tcp(cloud, former, "198.18.0.10", 80).isRefused(Reason.NO_PUBLIC_ADDRESS);
        }
    }

    @Test
    @DisplayName("S-107 is swapped with another")
    void swap() {
        cloud.elasticIp("a1", "203.0.113.30").elasticIp("a5", "203.0.113.10");
        tcp(cloud, "X1", "203.0.113.30", 80).isDeliveredTo("a1").isAnswered();
        tcp(cloud, "X1", "203.0.113.10", 80).isDeliveredTo("a5").isAnswered();
        tcp(cloud, "a1", "198.18.0.10", 80).leaves().from("203.0.113.30");
        tcp(cloud, "a5", "198.18.0.10", 80).leaves().from("203.0.113.10");
    }

    @Test
    @DisplayName("S-108 moves to another VPC")
    void toAnotherVpc() {
        cloud.attach("b1b", "b1", 1, "B1", "10.0.1.20", "bweb").elasticIp("b1b", "203.0.113.10");
        tcp(cloud, "X1", "203.0.113.10", 80).isDeliveredTo("b1b").isAnswered();
        tcp(cloud, "a1", "198.18.0.10", 80).isRefused(Reason.NO_PUBLIC_ADDRESS);
    }

    @Test
    @DisplayName("S-109 takes the place of an automatic public address")
    void replacesAutomatic() {
        cloud.allowIn("default-c", "tcp 22 0.0.0.0/0").elasticIp("c1", "203.0.113.80");
        tcp(cloud, "X1", "203.0.113.50", 22).isRefused(Reason.NOT_OUR_ADDRESS);
        tcp(cloud, "X1", "203.0.113.80", 22).isDeliveredTo("c1").isAnswered();
        cloud.elasticIp("c1", "203.0.113.81");
        tcp(cloud, "X1", "203.0.113.81", 22).isDeliveredTo("c1").isAnswered();
    }

    @Test
    @DisplayName("S-110 on a secondary interface")
    void secondaryInterface() {
        cloud.route("a", EVERYWHERE, igw("a"));
        cloud.attach("a1b", "a1", 1, "A2", "10.0.2.20", "web").elasticIp("a1b", "203.0.113.81");
        tcp(cloud, "X1", "203.0.113.81", 80)
                .isDeliveredTo("a1b")
                .to("10.0.2.20")
                .isAnswered();
    }

    @Test
    @DisplayName("S-111 released and used by another tenant")
    void reuse() {
        cloud.elasticIp("b2", "203.0.113.10");
        tcp(cloud, "X1", "203.0.113.10", 80).isDeliveredTo("b2").isAnswered();
        tcp(cloud, "a1", "198.18.0.10", 80).isRefused(Reason.NO_PUBLIC_ADDRESS);
    }

    @Test
    @DisplayName("S-112 outside the configured pool works all the same")
    void outsideThePool() {
        cloud.elasticIp("a2", "192.0.2.200");
        tcp(cloud, "X1", "192.0.2.200", 80).isDeliveredTo("a2").isAnswered();
    }

    @Test
    @DisplayName("that two claim is nobody's until one of them lets go")
    void claimedTwice() {
        cloud.natGateway("nat-1", "A1", "10.0.1.50", "203.0.113.10");
        tcp(cloud, "X1", "203.0.113.10", 80).isRefused(Reason.NOT_OUR_ADDRESS);
        tcp(cloud, "a1", "198.18.0.10", 80).isRefused(Reason.NO_PUBLIC_ADDRESS);
        cloud.removeNatGateway("nat-1");
        tcp(cloud, "X1", "203.0.113.10", 80).isDeliveredTo("a1").isAnswered();
    }
}
