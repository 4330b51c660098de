// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vpcmido.model.given.Targets.igw;
import static org.vpcmido.model.given.Targets.nat;
import static org.vpcmido.model.verdict.Judged.icmp;
import static org.vpcmido.model.verdict.Judged.judge;
import static org.vpcmido.model.verdict.Judged.laterFragment;
import static org.vpcmido.model.verdict.Judged.ping;
import static org.vpcmido.model.verdict.Judged.protocol;
import static org.vpcmido.model.verdict.Judged.tcp;
import static org.vpcmido.model.verdict.Judged.udp;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.model.given.GivenCloud;
import org.vpcmido.model.given.Ids;
import org.vpcmido.model.given.ReferenceCloud;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.PortRange;
import org.vpcmido.model.net.Protocol;
import org.vpcmido.model.verdict.Transport.Ports;

@DisplayName("A NAT gateway")
class NatGatewayTest {
    private static final String EVERYWHERE = "0.0.0.0/0";

    /** nat-1 stands in A1, and A2 goes out by it. */
    private final GivenCloud cloud = ReferenceCloud.given()
            .natGateway("nat-1", "A1", "10.0.1.50", "203.0.113.90")
            .route("a", EVERYWHERE, nat("nat-1"));

    @Test
    @DisplayName("S-113 hides a private instance behind its own address, and brings the answer back")
    void hides() {
        Judged sent = tcp(cloud, "a3", "198.18.0.10", 443)
                .leaves()
                .from("203.0.113.90")
                .isAnswered();
        assertThat(sent.packet().ports()).contains(new Ports(new PortRange(1024, 65535), PortRange.of(443)));
    }

    @Test
    @DisplayName("S-114 serves UDP and echo too")
    void udpAndEcho() {
        udp(cloud, "a3", "198.18.0.10", 53).leaves().from("203.0.113.90").isAnswered();
        ping(cloud, "a3", "198.18.0.10").leaves().from("203.0.113.90").isAnswered();
    }

    @Test
    @DisplayName("S-115 lets nothing in that nobody asked for")
    void unsolicited() {
        tcp(cloud, "X1", "203.0.113.90", 443)
                .isRefused(Reason.NAT_GATEWAY_UNSOLICITED)
                .by(Ids.natGateway("nat-1"));
        tcp(cloud, "a1", "203.0.113.90", 443).isRefused(Reason.NAT_GATEWAY_UNSOLICITED);
        tcp(cloud, "a1", "10.0.1.50", 443).isRefused(Reason.NAT_GATEWAY_UNSOLICITED);
    }

    @Test
    @DisplayName("S-116 tells two instances apart that use one source port")
    void sameSourcePort() {
        tcp(cloud, "a3", 40000, "198.18.0.10", 443).chosenPort(2000).answer().isDeliveredTo("a3");
        tcp(cloud, "a4", 40000, "198.18.0.10", 443).chosenPort(2001).answer().isDeliveredTo("a4");
    }

    @Test
    @DisplayName("S-117 serves routed destinations only")
    void routedDestinationsOnly() {
        cloud.noRoute("a", EVERYWHERE).route("a", "198.18.0.10/32", nat("nat-1"));
        tcp(cloud, "a3", "198.18.0.10", 443).leaves().from("203.0.113.90");
        tcp(cloud, "a3", "198.18.0.20", 443).isRefused(Reason.NO_ROUTE);
    }

    @Test
    @DisplayName("S-118 serves a public instance where its table says so")
    void publicInstanceWithBoth() {
        cloud.natGateway("nat-2", "A3", "10.0.3.50", "203.0.113.91");
        cloud.routeTable("both", "a").associate("A1", "both").route("both", EVERYWHERE, igw("a"));
        cloud.route("both", "198.18.0.10/32", nat("nat-2"));
        tcp(cloud, "a1", "198.18.0.10", 443).leaves().from("203.0.113.91").isAnswered();
        tcp(cloud, "a1", "198.18.0.20", 443).leaves().from("203.0.113.10").isAnswered();
        cloud.noRoute("both", "198.18.0.10/32");
        tcp(cloud, "a1", "198.18.0.10", 443).leaves().from("203.0.113.10").isAnswered();
    }

    @Test
    @DisplayName("S-119 works in a subnet without instances")
    void emptySubnet() {
        cloud.natGateway("nat-3", "A3", "10.0.3.50", "203.0.113.92").remove("a5");
        cloud.route("a", EVERYWHERE, nat("nat-3"));
        tcp(cloud, "a3", "198.18.0.10", 443).leaves().from("203.0.113.92").isAnswered();
    }

    @Test
    @DisplayName("S-120 once deleted, leaves its address to others and its users without a way out")
    void deleted() {
        cloud.removeNatGateway("nat-1").elasticIp("a2", "203.0.113.90");
        tcp(cloud, "X1", "203.0.113.90", 80).isDeliveredTo("a2").isAnswered();
        tcp(cloud, "a3", "198.18.0.10", 443).isRefused(Reason.BLACKHOLE);
    }

    @Test
    @DisplayName("S-121 serves subnets of several zones")
    void severalZones() {
        cloud.subnet("A4", "a", "10.0.4.0/24", "two").instance("a7", "A4", "10.0.4.10", "192.0.2.23", "db");
        tcp(cloud, "a3", "198.18.0.10", 443).leaves().from("203.0.113.90").isAnswered();
        tcp(cloud, "a7", "198.18.0.10", 443).leaves().from("203.0.113.90").isAnswered();
    }

    @Test
    @DisplayName("S-122 has no security group, but the network ACL of its subnet")
    void networkAclApplies() {
        cloud.acl("acl-1", "a").guard("A1", "acl-1").egress("acl-1", "100 allow all 0.0.0.0/0");
        cloud.ingress("acl-1", "50 deny tcp 443 10.0.2.0/24", "100 allow all 0.0.0.0/0");
        tcp(cloud, "a3", "198.18.0.10", 443).isRefused(Reason.NETWORK_ACL).by(Ids.acl("acl-1"));
        tcp(cloud, "a3", "198.18.0.10", 80).leaves().isAnswered();
    }

    @Test
    @DisplayName("S-122 its subnet's ACL must let answers in to whatever port it chose")
    void networkAclJudgesTheChosenPort() {
        cloud.acl("acl-1", "a").guard("A1", "acl-1").egress("acl-1", "100 allow all 0.0.0.0/0");
        cloud.ingress("acl-1", "100 allow all 10.0.0.0/16", "110 allow tcp 32768-65535 0.0.0.0/0");
        Judged sent = tcp(cloud, "a3", "198.18.0.10", 443).leaves();
        sent.answer().isRefused(Reason.NETWORK_ACL).by(Ids.acl("acl-1"));
        sent.chosenPort(32768).answer().isDeliveredTo("a3");
        sent.chosenPort(32767).answer().isRefused(Reason.NETWORK_ACL);
        cloud.ingress("acl-1", "120 allow tcp 1024-32767 0.0.0.0/0");
        tcp(cloud, "a3", "198.18.0.10", 443).leaves().isAnswered();
    }

    @Test
    @DisplayName("S-122 its subnet's ACL must not deny one port in the midst of those it chooses from")
    void networkAclWithAHole() {
        cloud.acl("acl-1", "a").guard("A1", "acl-1").egress("acl-1", "100 allow all 0.0.0.0/0");
        cloud.ingress("acl-1", "100 allow all 0.0.0.0/0", "50 deny tcp 5000-5001 198.18.0.0/24");
        Judged sent = tcp(cloud, "a3", "198.18.0.10", 443).leaves();
        sent.answer().isRefused(Reason.NETWORK_ACL).saying("50 deny tcp 5000-5001");
        sent.chosenPort(4999).answer().isDeliveredTo("a3");
        sent.chosenPort(5000).answer().isRefused(Reason.NETWORK_ACL);
        sent.chosenPort(5001).answer().isRefused(Reason.NETWORK_ACL);
        sent.chosenPort(5002).answer().isDeliveredTo("a3");
    }

    @Test
    @DisplayName("S-122 its subnet's ACL must allow those that it chooses from up to the last")
    void networkAclThatEndsEarly() {
        cloud.acl("acl-1", "a").guard("A1", "acl-1").egress("acl-1", "100 allow all 0.0.0.0/0");
        cloud.ingress("acl-1", "100 allow all 10.0.0.0/16", "110 allow tcp 1024-65534 0.0.0.0/0");
        tcp(cloud, "a3", "198.18.0.10", 443).leaves().answer().isRefused(Reason.NETWORK_ACL);
        cloud.ingress("acl-1", "120 allow tcp 65535 0.0.0.0/0");
        tcp(cloud, "a3", "198.18.0.10", 443).leaves().isAnswered();
    }

    @Test
    @DisplayName("S-115 lets no answer in to what only claimed to come from it")
    void answerToForgedSource() {
        cloud.sourceDestCheck("a1", false);
        Packet forged = Packet.tcp(Ipv4.of("203.0.113.90"), 40_000, Ipv4.of("10.0.2.10"), 3306);
        cloud.allowIn("db", "tcp 3306 203.0.113.0/24");
        judge(cloud, "a1", forged).isDeliveredTo("a3").answer().isRefused(Reason.NAT_GATEWAY_UNSOLICITED);
    }

    @Test
    @DisplayName("S-087 lets answers in only while its VPC has an internet gateway")
    void gatewayDetachedMeanwhile() {
        Judged sent = tcp(cloud, "a3", "198.18.0.10", 443).leaves();
        cloud.detachInternetGateway("a");
        sent.later(cloud).answer().isRefused(Reason.DETACHED_GATEWAY).by(Ids.vpc("a"));
    }

    @Test
    @DisplayName("S-123 its users keep their source check")
    void sourceCheckStaysOn() {
        cloud.sourceDestCheck("a3", true);
        tcp(cloud, "a3", "198.18.0.10", 443).leaves().from("203.0.113.90").isAnswered();
    }

    @Test
    @DisplayName("S-124 traffic inside the VPC never goes through it")
    void insideTheVpc() {
        tcp(cloud, "a3", "10.0.1.10", 80).isDeliveredTo("a1").from("10.0.2.10").isAnswered();
    }

    @Test
    @DisplayName("Reaches elastic IPs of the cloud, its own VPC's and others'")
    void hairpin() {
        tcp(cloud, "a3", "203.0.113.10", 80)
                .isDeliveredTo("a1")
                .from("203.0.113.90")
                .isAnswered();
        tcp(cloud, "a3", "203.0.113.40", 80)
                .isDeliveredTo("b1")
                .from("203.0.113.90")
                .isAnswered();
    }

    @Test
    @DisplayName("Translates neither other protocols, nor other ICMP, nor later fragments")
    void untranslatable() {
        protocol(cloud, 47, "a3", "198.18.0.10")
                .isRefused(Reason.NAT_GATEWAY_PROTOCOL)
                .by(Ids.natGateway("nat-1"));
        icmp(cloud, "a3", "198.18.0.10", 13, 0).isRefused(Reason.NAT_GATEWAY_PROTOCOL);
        laterFragment(cloud, Protocol.UDP, "a3", "198.18.0.10").isRefused(Reason.NAT_GATEWAY_PROTOCOL);
    }

    @Test
    @DisplayName("Needs a way out of its own subnet")
    void inPrivateSubnet() {
        cloud.noRoute("a-pub", EVERYWHERE);
        tcp(cloud, "a3", "198.18.0.10", 443)
                .isRefused(Reason.NAT_GATEWAY_WITHOUT_WAY_OUT)
                .by(Ids.routeTable("a-pub"));
        cloud.route("a-pub", EVERYWHERE, igw("a")).detachInternetGateway("a");
        tcp(cloud, "a3", "198.18.0.10", 443).isRefused(Reason.NAT_GATEWAY_WITHOUT_WAY_OUT);
    }

    @Test
    @DisplayName("An error about a translated packet finds the instance that sent it")
    void error() {
        cloud.revokeIn("db");
        tcp(cloud, "a3", "198.18.0.10", 443)
                .leaves()
                .error(3, 4)
                .isDeliveredTo("a3")
                .to("10.0.2.10");
    }
}
