// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.verdict;

import static org.vpcmido.model.given.Targets.eni;
import static org.vpcmido.model.given.Targets.igw;
import static org.vpcmido.model.given.Targets.nat;
import static org.vpcmido.model.verdict.Deviation.ACL_BY_ADDRESS;
import static org.vpcmido.model.verdict.Deviation.ALLOWING_ALL_PORTS;
import static org.vpcmido.model.verdict.Deviation.ALLOWING_ZERO;
import static org.vpcmido.model.verdict.Deviation.ANY_DESTINATION;
import static org.vpcmido.model.verdict.Deviation.ELASTIC_IP_WITHOUT_GATEWAY;
import static org.vpcmido.model.verdict.Deviation.MEMBERS_BY_PUBLIC_ADDRESS;
import static org.vpcmido.model.verdict.Deviation.NAT_GATEWAY_ECHO_REPLIES;
import static org.vpcmido.model.verdict.Deviation.NAT_GATEWAY_OWN_WAY_OUT;
import static org.vpcmido.model.verdict.Deviation.NO_WAY_BACK;
import static org.vpcmido.model.verdict.Deviation.PRIVATE_ADDRESSES_OUTSIDE;
import static org.vpcmido.model.verdict.Deviation.ROUTES_TO_NOWHERE;
import static org.vpcmido.model.verdict.Judged.judge;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.model.given.GivenCloud;
import org.vpcmido.model.given.Ids;
import org.vpcmido.model.given.ReferenceCloud;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.vpc.RouteTarget;

/** Each rule that can be left out: with it a packet is refused, without it not, and no other rule goes with it. */
@DisplayName("A rule that is left out")
class DeviationTest {
    private static final String EVERYWHERE = "0.0.0.0/0";
    private static final String ALLOW_ALL = "100 allow all 0.0.0.0/0";
    private static final String DENY_ALL = "50 deny all 0.0.0.0/0";

    private final GivenCloud cloud = ReferenceCloud.given();

    private static Packet tcp(String from, String to, int port) {
        return Packet.tcp(Ipv4.of(from), 40_000, Ipv4.of(to), port);
    }

    @Test
    @DisplayName(
            "a NAT gateway's own way out: it is served, and answered, whatever its subnet's routes and gateway are")
    void natGatewayOwnWayOut() {
        cloud.natGateway("nat-1", "A1", "10.0.1.50", "203.0.113.90").route("a", EVERYWHERE, nat("nat-1"));
        cloud.noRoute("a-pub", EVERYWHERE).detachInternetGateway("a");
        Packet out = tcp("10.0.2.10", "198.18.0.10", 443);
        judge(cloud, "a3", out).isRefused(Reason.NAT_GATEWAY_WITHOUT_WAY_OUT);
        judge(cloud, "a3", out, NAT_GATEWAY_OWN_WAY_OUT).leaves().isAnswered();
        cloud.acl("closed", "a").guard("A1", "closed");
        judge(cloud, "a3", out, NAT_GATEWAY_OWN_WAY_OUT).isRefused(Reason.NETWORK_ACL);
    }

    @Test
    @DisplayName("echo replies by a NAT gateway: they are translated, and other ICMP is not")
    void natGatewayEchoReplies() {
        cloud.natGateway("nat-1", "A1", "10.0.1.50", "203.0.113.90").route("a", EVERYWHERE, nat("nat-1"));
        Packet reply = Packet.icmp(Ipv4.of("10.0.2.10"), ReferenceCloud.X1, 0, 0);
        Packet timestamp = Packet.icmp(Ipv4.of("10.0.2.10"), ReferenceCloud.X1, 13, 0);
        judge(cloud, "a3", reply).isRefused(Reason.NAT_GATEWAY_PROTOCOL);
        judge(cloud, "a3", reply, NAT_GATEWAY_ECHO_REPLIES).leaves().from("203.0.113.90");
        judge(cloud, "a3", timestamp, NAT_GATEWAY_ECHO_REPLIES).isRefused(Reason.NAT_GATEWAY_PROTOCOL);
    }

    @Test
    @DisplayName("an elastic IP without gateway, or without a way back: the packet comes in, for its group to judge")
    void elasticIpWithoutGateway() {
        Packet in = tcp("198.18.0.10", "203.0.113.10", 80);
        cloud.noRoute("a-pub", EVERYWHERE);
        judge(cloud, "X1", in, ELASTIC_IP_WITHOUT_GATEWAY).isRefused(Reason.NO_WAY_BACK);
        judge(cloud, "X1", in, NO_WAY_BACK).isDeliveredTo("a1");
        cloud.detachInternetGateway("a");
        judge(cloud, "X1", in, NO_WAY_BACK).isRefused(Reason.DETACHED_GATEWAY);
        judge(cloud, "X1", in, NO_WAY_BACK, ELASTIC_IP_WITHOUT_GATEWAY).isDeliveredTo("a1");
        judge(cloud, "X1", tcp("198.18.0.10", "203.0.113.10", 81), NO_WAY_BACK, ELASTIC_IP_WITHOUT_GATEWAY)
                .isRefused(Reason.SECURITY_GROUP);
    }

    @Test
    @DisplayName("private addresses outside: they can be sent to and from, and those of the public pool still cannot")
    void privateAddressesOutside() {
        Packet toOtherVpc = tcp("10.0.1.10", "172.31.0.10", 80);
        Packet fromOtherVpc = tcp("172.31.0.10", "203.0.113.10", 80);
        judge(cloud, "a1", toOtherVpc).isRefused(Reason.OTHER_VPC);
        judge(cloud, "a1", toOtherVpc, PRIVATE_ADDRESSES_OUTSIDE).leaves().from("203.0.113.10");
        judge(cloud, "X1", fromOtherVpc).isRefused(Reason.IMPOSSIBLE_SOURCE);
        judge(cloud, "X1", fromOtherVpc, PRIVATE_ADDRESSES_OUTSIDE).isDeliveredTo("a1");
        judge(cloud, "a1", tcp("10.0.1.10", "203.0.113.200", 80), PRIVATE_ADDRESSES_OUTSIDE)
                .isRefused(Reason.UNASSIGNED_ADDRESS);
    }

    @Test
    @DisplayName("impossible destinations: routes carry packets there like anywhere")
    void anyDestination() {
        for (String nobody : new String[] {"224.0.0.251", "240.0.0.1", "127.0.0.1", "169.254.7.7"}) {
            Packet packet = tcp("10.0.1.10", nobody, 80);
            judge(cloud, "a1", packet, ANY_DESTINATION).leaves().to(nobody);
            judge(cloud, "a3", tcp("10.0.2.10", nobody, 80), ANY_DESTINATION).isRefused(Reason.NO_ROUTE);
        }
    }

    @Test
    @DisplayName("members by public address: members of the group in the VPC are meant, and nobody else")
    void membersByPublicAddress() {
        cloud.group("inner").allowIn("inner", "tcp 8080 web").groups("a5", "inner");
        Packet fromA1 = tcp("10.0.1.10", "203.0.113.30", 8080);
        judge(cloud, "a1", fromA1).isRefused(Reason.SECURITY_GROUP);
        judge(cloud, "a1", fromA1, MEMBERS_BY_PUBLIC_ADDRESS)
                .isDeliveredTo("a5")
                .isAnswered();
        cloud.groups("a1", "db");
        judge(cloud, "a1", fromA1, MEMBERS_BY_PUBLIC_ADDRESS).isRefused(Reason.SECURITY_GROUP);
        cloud.groups("b1", "web");
        judge(cloud, "b1", tcp("10.0.1.10", "203.0.113.30", 8080), MEMBERS_BY_PUBLIC_ADDRESS)
                .isRefused(Reason.SECURITY_GROUP);
        cloud.elasticIp("a2", "203.0.113.11");
        judge(cloud, "a2", tcp("10.0.1.11", "10.0.3.10", 8080), MEMBERS_BY_PUBLIC_ADDRESS)
                .isDeliveredTo("a5");
        judge(cloud, "X1", tcp("198.18.0.10", "203.0.113.30", 8080), MEMBERS_BY_PUBLIC_ADDRESS)
                .isRefused(Reason.SECURITY_GROUP);
    }

    @Test
    @DisplayName(
            "ACLs that tell by address: within a subnet, what is not from it comes in, and what is not for it goes out")
    void aclByAddressWithinSubnet() {
        cloud.sourceDestCheck("a1", false).sourceDestCheck("a2", false).allowIn("web", "all 0.0.0.0/0");
        cloud.route("a-pub", "198.18.0.0/24", eni("a2"));
        Packet through = tcp("10.0.1.10", "198.18.0.10", 80);
        Packet forged = tcp("9.9.9.9", "10.0.1.11", 80);
        Packet plain = tcp("10.0.1.10", "10.0.1.11", 80);

        aclOfA1(DENY_ALL, ALLOW_ALL);
        judge(cloud, "a1", through, ACL_BY_ADDRESS).isDeliveredTo("a2");
        judge(cloud, "a1", plain, ACL_BY_ADDRESS).isDeliveredTo("a2");
        judge(cloud, "a1", forged).isDeliveredTo("a2");
        judge(cloud, "a1", forged, ACL_BY_ADDRESS)
                .isRefused(Reason.NETWORK_ACL)
                .by(Ids.acl("acl-1"))
                .saying("ingress of " + Ids.subnet("A1"));

        aclOfA1(ALLOW_ALL, DENY_ALL);
        judge(cloud, "a1", forged, ACL_BY_ADDRESS).isDeliveredTo("a2");
        judge(cloud, "a1", plain, ACL_BY_ADDRESS).isDeliveredTo("a2");
        judge(cloud, "a1", through).isDeliveredTo("a2");
        judge(cloud, "a1", through, ACL_BY_ADDRESS)
                .isRefused(Reason.NETWORK_ACL)
                .saying("egress of " + Ids.subnet("A1"));
    }

    private void aclOfA1(String ingress, String egress) {
        cloud.acl("acl-1", "a")
                .ingress("acl-1", ingress)
                .egress("acl-1", egress)
                .guard("A1", "acl-1");
    }

    @Test
    @DisplayName(
            "ACLs that tell by address: a forwarder's subnet is entered and left by what is neither from it nor for it")
    void aclByAddressBetweenSubnets() {
        cloud.sourceDestCheck("a3", false).allowIn("db", "all 0.0.0.0/0").route("a-pub", "198.18.0.0/24", eni("a3"));
        cloud.acl("acl-2", "a").ingress("acl-2", ALLOW_ALL).guard("A2", "acl-2");
        Packet through = tcp("10.0.1.10", "198.18.0.10", 80);
        judge(cloud, "a1", through).isDeliveredTo("a3");
        judge(cloud, "a1", through, ACL_BY_ADDRESS)
                .isRefused(Reason.NETWORK_ACL)
                .saying("egress of " + Ids.subnet("A2"));
        judge(cloud, "a1", tcp("10.0.1.10", "10.0.2.10", 80), ACL_BY_ADDRESS).isDeliveredTo("a3");
        cloud.egress("acl-2", ALLOW_ALL);
        judge(cloud, "a1", through, ACL_BY_ADDRESS).isDeliveredTo("a3");
        aclOfA1(ALLOW_ALL, DENY_ALL);
        judge(cloud, "a1", through, ACL_BY_ADDRESS)
                .isRefused(Reason.NETWORK_ACL)
                .by(Ids.acl("acl-1"));
    }

    @Test
    @DisplayName("routes to nowhere: the next shorter prefix decides, on the way out and on the way back")
    void routesToNowhere() {
        String part = "198.18.0.0/24";
        Packet out = tcp("10.0.1.10", "198.18.0.10", 80);
        RouteTarget[] nowhere = {
            new RouteTarget.Gone("pcx-1"), new RouteTarget.Unresolvable("eni-1"), eni("none"), nat("none"), igw("b")
        };
        for (RouteTarget target : nowhere) {
            cloud.route("a-pub", part, target);
            judge(cloud, "a1", out).isRefused(target.equals(igw("b")) ? Reason.DETACHED_GATEWAY : Reason.BLACKHOLE);
            judge(cloud, "a1", out, ROUTES_TO_NOWHERE).leaves().isAnswered();
            judge(cloud, "X1", tcp("198.18.0.10", "203.0.113.10", 80), ROUTES_TO_NOWHERE)
                    .isDeliveredTo("a1");
        }
        cloud.route("a-pub", EVERYWHERE, new RouteTarget.Gone("igw-1"));
        judge(cloud, "a1", out, ROUTES_TO_NOWHERE).isRefused(Reason.NO_ROUTE);
        cloud.route("a-pub", part, igw("a"));
        judge(cloud, "a1", out, ROUTES_TO_NOWHERE).leaves();
        cloud.route("a-pub", part, eni("a2"));
        judge(cloud, "a1", out, ROUTES_TO_NOWHERE).isRefused(Reason.DESTINATION_CHECK);
        cloud.route("a-pub", part, igw("a")).natGateway("nat-1", "A1", "10.0.1.50", "203.0.113.90");
        cloud.route("a", part, nat("nat-1"));
        judge(cloud, "a3", tcp("10.0.2.10", "198.18.0.10", 80), ROUTES_TO_NOWHERE)
                .leaves()
                .from("203.0.113.90");
    }

    @Test
    @DisplayName("what allows number 0: other numbers still count, and so does what denies, or is about all ports")
    void allowingZero() {
        Packet toPort = tcp("198.18.0.10", "203.0.113.10", 8080);
        Packet ping = Packet.icmp(Ipv4.of("198.18.0.10"), Ipv4.of("203.0.113.10"), 8, 0);
        cloud.group("some").groups("a1", "some");
        for (String zero : List.of("tcp 0-9000", "icmp 8 0")) {
            Packet packet = zero.startsWith("tcp") ? toPort : ping;
            cloud.revokeIn("some").allowIn("some", zero + " 0.0.0.0/0");
            judge(cloud, "X1", packet).isDeliveredTo("a1");
            judge(cloud, "X1", packet, ALLOWING_ALL_PORTS).isDeliveredTo("a1");
            judge(cloud, "X1", packet, ALLOWING_ZERO).isRefused(Reason.SECURITY_GROUP);
        }
        for (String other : List.of("tcp 1-9000", "tcp", "icmp 8", "icmp", "all")) {
            Packet packet = other.startsWith("tcp") ? toPort : ping;
            cloud.revokeIn("some").allowIn("some", other + " 0.0.0.0/0");
            judge(cloud, "X1", packet, ALLOWING_ZERO).isDeliveredTo("a1");
        }
        Packet reply = Packet.icmp(Ipv4.of("198.18.0.10"), Ipv4.of("203.0.113.10"), 0, 7);
        cloud.revokeIn("some").allowIn("some", "icmp 0 0.0.0.0/0");
        judge(cloud, "X1", reply).isDeliveredTo("a1");
        judge(cloud, "X1", reply, ALLOWING_ZERO).isRefused(Reason.SECURITY_GROUP);
    }

    @Test
    @DisplayName("what allows all ports: nothing else goes with it, whatever a protocol means without ports")
    void allowingAllPorts() {
        Packet toPort = tcp("198.18.0.10", "203.0.113.10", 8080);
        cloud.group("some").groups("a1", "some").allowIn("some", "tcp 0.0.0.0/0");
        judge(cloud, "X1", toPort).isDeliveredTo("a1");
        judge(cloud, "X1", toPort, ALLOWING_ALL_PORTS).isRefused(Reason.SECURITY_GROUP);
        for (String other : List.of("tcp 0-9000", "tcp 1-65535", "all")) {
            cloud.revokeIn("some").allowIn("some", other + " 0.0.0.0/0");
            judge(cloud, "X1", toPort, ALLOWING_ALL_PORTS).isDeliveredTo("a1");
        }
    }

    @Test
    @DisplayName("what allows number 0 or all ports in a network ACL: the next entry decides, and denials stay")
    void allowingInAcls() {
        Packet toPort = tcp("198.18.0.10", "203.0.113.10", 80);
        for (String zero : List.of("tcp 0-9000", "tcp")) {
            Deviation leftOut = zero.equals("tcp") ? ALLOWING_ALL_PORTS : ALLOWING_ZERO;
            cloud.acl("acl-1", "a").ingress("acl-1", "10 allow " + zero + " 0.0.0.0/0", DENY_ALL);
            cloud.egress("acl-1", ALLOW_ALL).guard("A1", "acl-1");
            judge(cloud, "X1", toPort).isDeliveredTo("a1");
            judge(cloud, "X1", toPort, leftOut).isRefused(Reason.NETWORK_ACL).saying("50 deny");
            cloud.acl("acl-1", "a").ingress("acl-1", "10 deny " + zero + " 0.0.0.0/0", ALLOW_ALL);
            cloud.egress("acl-1", ALLOW_ALL).guard("A1", "acl-1");
            judge(cloud, "X1", toPort, leftOut).isRefused(Reason.NETWORK_ACL).saying("10 deny");
        }
    }

    @Test
    @DisplayName("takes no other rule with it")
    void noOther() {
        cloud.route("a", EVERYWHERE, igw("a"));
        judge(cloud, "a3", tcp("10.0.2.10", "198.18.0.10", 80), Deviation.values())
                .isRefused(Reason.NO_PUBLIC_ADDRESS);
        judge(cloud, "a1", tcp("9.9.9.9", "198.18.0.10", 80), Deviation.values())
                .isRefused(Reason.SOURCE_CHECK);
    }
}
