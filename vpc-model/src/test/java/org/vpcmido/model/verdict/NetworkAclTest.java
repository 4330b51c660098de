// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.verdict;

import static org.vpcmido.model.verdict.Judged.icmp;
import static org.vpcmido.model.verdict.Judged.judge;
import static org.vpcmido.model.verdict.Judged.laterFragment;
import static org.vpcmido.model.verdict.Judged.ping;
import static org.vpcmido.model.verdict.Judged.tcp;
import static org.vpcmido.model.verdict.Judged.udp;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.model.given.GivenCloud;
import org.vpcmido.model.given.Ids;
import org.vpcmido.model.given.ReferenceCloud;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.Protocol;

@DisplayName("A network ACL")
class NetworkAclTest {
    private static final String ALLOW_ALL = "100 allow all 0.0.0.0/0";

    private final GivenCloud cloud = ReferenceCloud.given();

    /** Puts A2 behind an ACL of its own, which denies everything. */
    private GivenCloud guardedA2() {
        return cloud.acl("acl-2", "a").guard("A2", "acl-2");
    }

    @Test
    @DisplayName("S-057 the default one allows")
    void defaultAllows() {
        tcp(cloud, "a1", "10.0.2.10", 3306).isDeliveredTo("a3").isAnswered();
    }

    @Test
    @DisplayName("S-058 a custom one denies by default, in both directions")
    void customDenies() {
        guardedA2();
        tcp(cloud, "a1", "10.0.2.10", 3306)
                .isRefused(Reason.NETWORK_ACL)
                .by(Ids.acl("acl-2"))
                .saying("ingress of " + Ids.subnet("A2") + ", entry '32767 deny all 0.0.0.0/0'");
        tcp(cloud, "a3", "10.0.1.10", 80)
                .isRefused(Reason.NETWORK_ACL)
                .by(Ids.acl("acl-2"))
                .saying("egress of " + Ids.subnet("A2"));
    }

    @Test
    @DisplayName("S-059 a denial of lower number comes first")
    void denyFirst() {
        guardedA2().ingress("acl-2", "90 deny tcp 3306 10.0.1.0/24", ALLOW_ALL).egress("acl-2", ALLOW_ALL);
        tcp(cloud, "a1", "10.0.2.10", 3306).isRefused(Reason.NETWORK_ACL).saying("90 deny tcp 3306 10.0.1.0/24");
        tcp(cloud, "a5", "10.0.2.10", 3306).isDeliveredTo("a3").isAnswered();
    }

    @Test
    @DisplayName("S-060 an allowance of lower number comes first")
    void allowFirst() {
        guardedA2().ingress("acl-2", "80 allow tcp 3306 10.0.1.10/32", "90 deny tcp 3306 10.0.1.0/24", ALLOW_ALL);
        tcp(cloud, "a1", "10.0.2.10", 3306).isDeliveredTo("a3");
        tcp(cloud, "a2", "10.0.2.10", 3306).isRefused(Reason.NETWORK_ACL);
    }

    @Test
    @DisplayName("S-061 the order of listing does not matter")
    void listing() {
        guardedA2().ingress("acl-2", ALLOW_ALL, "90 deny tcp 3306 10.0.1.0/24", "80 allow tcp 3306 10.0.1.10/32");
        tcp(cloud, "a1", "10.0.2.10", 3306).isDeliveredTo("a3");
        tcp(cloud, "a2", "10.0.2.10", 3306).isRefused(Reason.NETWORK_ACL);
    }

    @Test
    @DisplayName("S-062 the answer needs an egress entry")
    void statelessEgress() {
        guardedA2().ingress("acl-2", ALLOW_ALL).egress("acl-2", "100 deny all 0.0.0.0/0");
        tcp(cloud, "a1", "10.0.2.10", 3306)
                .isDeliveredTo("a3")
                .answer()
                .isRefused(Reason.NETWORK_ACL)
                .saying("egress of " + Ids.subnet("A2"));
    }

    @Test
    @DisplayName("S-063 the answer goes to the port that the packet came from")
    void ephemeralRange() {
        guardedA2().ingress("acl-2", ALLOW_ALL).egress("acl-2", "100 allow tcp 1024-65535 10.0.1.0/24");
        tcp(cloud, "a1", 40000, "10.0.2.10", 3306).isDeliveredTo("a3").isAnswered();
        tcp(cloud, "a1", 1024, "10.0.2.10", 3306).isDeliveredTo("a3").isAnswered();
        tcp(cloud, "a1", 1023, "10.0.2.10", 3306).isDeliveredTo("a3").answer().isRefused(Reason.NETWORK_ACL);
    }

    @Test
    @DisplayName("S-064 the answer to what went out needs an ingress entry")
    void statelessIngress() {
        guardedA2().ingress("acl-2", "100 allow tcp 3306 10.0.1.0/24").egress("acl-2", ALLOW_ALL);
        tcp(cloud, "a3", "10.0.3.10", 80)
                .isDeliveredTo("a5")
                .answer()
                .isRefused(Reason.NETWORK_ACL)
                .saying("ingress of " + Ids.subnet("A2"));
    }

    @Test
    @DisplayName("S-065 does not apply within a subnet")
    void withinSubnet() {
        guardedA2().allowIn("db", "tcp 3306 db");
        tcp(cloud, "a3", "10.0.2.11", 3306).isDeliveredTo("a4").isAnswered();
    }

    @Test
    @DisplayName("S-066 applies at the boundary of each subnet that is crossed")
    void perCrossing() {
        cloud.acl("acl-1", "a").guard("A1", "acl-1").ingress("acl-1", ALLOW_ALL);
        cloud.egress("acl-1", "100 deny udp 53 0.0.0.0/0", "200 allow all 0.0.0.0/0")
                .allowIn("db", "udp 53 web");
        udp(cloud, "a1", "10.0.2.10", 53).isRefused(Reason.NETWORK_ACL).by(Ids.acl("acl-1"));
        tcp(cloud, "a1", "10.0.2.10", 3306).isDeliveredTo("a3");
    }

    @Test
    @DisplayName("S-069 leaves the router's address alone")
    void routerAddress() {
        guardedA2();
        ping(cloud, "a3", "10.0.2.1").isDeliveredTo(Service.ROUTER).isAnswered();
    }

    @Test
    @DisplayName("S-070 an entry of one ICMP type leaves the others alone")
    void icmpType() {
        guardedA2()
                .ingress("acl-2", "100 deny icmp 8 0.0.0.0/0", "200 allow all 0.0.0.0/0")
                .allowIn("db", "icmp web");
        ping(cloud, "a1", "10.0.2.10").isRefused(Reason.NETWORK_ACL);
        icmp(cloud, "a1", "10.0.2.10", 13, 0).isDeliveredTo("a3");
    }

    @Test
    @DisplayName("S-071 replaced on one subnet, still governs the others")
    void replaced() {
        guardedA2().guard("A3", "acl-2");
        cloud.acl("acl-3", "a")
                .ingress("acl-3", ALLOW_ALL)
                .egress("acl-3", ALLOW_ALL)
                .guard("A2", "acl-3");
        tcp(cloud, "a1", "10.0.2.10", 3306).isDeliveredTo("a3").isAnswered();
        tcp(cloud, "a1", "10.0.3.10", 80).isRefused(Reason.NETWORK_ACL).by(Ids.acl("acl-2"));
    }

    @Test
    @DisplayName("S-072 one on several subnets keeps telnet out of each, and not from neighbours")
    void shared() {
        cloud.acl("acl-1", "a").guard("A1", "acl-1").guard("A3", "acl-1").egress("acl-1", ALLOW_ALL);
        cloud.ingress("acl-1", "100 deny tcp 23 0.0.0.0/0", "200 allow all 0.0.0.0/0");
        cloud.allowIn("web", "tcp 23 0.0.0.0/0");
        tcp(cloud, "X1", "203.0.113.10", 23).isRefused(Reason.NETWORK_ACL).by(Ids.acl("acl-1"));
        tcp(cloud, "X1", "203.0.113.30", 23).isRefused(Reason.NETWORK_ACL).by(Ids.acl("acl-1"));
        tcp(cloud, "a2", "10.0.1.10", 23).isDeliveredTo("a1").isAnswered();
    }

    @Test
    @DisplayName("S-073 sees the outside's address and the private one of an elastic IP")
    void behindElasticIp() {
        cloud.acl("acl-1", "a").guard("A1", "acl-1").egress("acl-1", ALLOW_ALL);
        cloud.ingress("acl-1", "100 deny tcp 80 198.18.0.10/32", "200 allow all 0.0.0.0/0");
        tcp(cloud, "X1", "203.0.113.10", 80).isRefused(Reason.NETWORK_ACL).by(Ids.acl("acl-1"));
        tcp(cloud, "X2", "203.0.113.10", 80).isDeliveredTo("a1").isAnswered();
    }

    @Test
    @DisplayName("S-074 the highest number a user may give")
    void highestNumber() {
        guardedA2().ingress("acl-2", "32766 allow tcp 3306 0.0.0.0/0").allowIn("db", "all 0.0.0.0/0");
        tcp(cloud, "a1", "10.0.2.10", 3306).isDeliveredTo("a3");
        tcp(cloud, "a1", "10.0.2.10", 3307).isRefused(Reason.NETWORK_ACL);
    }

    @Test
    @DisplayName("S-075 and the security group must both allow")
    void bothMustAllow() {
        guardedA2().ingress("acl-2", "100 allow tcp 3306 0.0.0.0/0").egress("acl-2", ALLOW_ALL);
        tcp(cloud, "a4", "10.0.2.10", 3306).isRefused(Reason.SECURITY_GROUP);
        tcp(cloud, "a5", "10.0.2.10", 3306).isDeliveredTo("a3");
    }

    @Test
    @DisplayName("A subnet whose ACL is missing is closed")
    void missingAclDenies() {
        guardedA2().removeAcl("acl-2");
        tcp(cloud, "a1", "10.0.2.10", 3306).isRefused(Reason.NETWORK_ACL).saying("no entry covers");
    }

    @Test
    @DisplayName("An entry of ports does not cover a later fragment, which falls to the next entry")
    void laterFragments() {
        guardedA2().ingress("acl-2", "90 deny tcp 3306 0.0.0.0/0", ALLOW_ALL).allowIn("db", "tcp 10.0.0.0/16");
        laterFragment(cloud, Protocol.TCP, "a1", "10.0.2.10").isDeliveredTo("a3");
        cloud.ingress("acl-2", "80 deny tcp 0.0.0.0/0");
        laterFragment(cloud, Protocol.TCP, "a1", "10.0.2.10").isRefused(Reason.NETWORK_ACL);
    }

    @Test
    @DisplayName("Judges an answer from outside by the addresses inside")
    void answerFromOutside() {
        cloud.acl("acl-1", "a").guard("A1", "acl-1").egress("acl-1", ALLOW_ALL);
        cloud.ingress("acl-1", "100 allow tcp 40000 198.18.0.10/32");
        judge(cloud, "a1", Packet.tcp(Ipv4.of("10.0.1.10"), 40000, ReferenceCloud.X1, 443))
                .leaves()
                .isAnswered();
        judge(cloud, "a1", Packet.tcp(Ipv4.of("10.0.1.10"), 40001, ReferenceCloud.X1, 443))
                .leaves()
                .answer()
                .isRefused(Reason.NETWORK_ACL);
    }
}
