// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vpcmido.model.given.Targets.nat;
import static org.vpcmido.model.verdict.Judged.judge;
import static org.vpcmido.model.verdict.Judged.ping;
import static org.vpcmido.model.verdict.Judged.tcp;
import static org.vpcmido.model.verdict.Judged.udp;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vpcmido.model.given.GivenCloud;
import org.vpcmido.model.given.Ids;
import org.vpcmido.model.given.ReferenceCloud;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.PortRange;
import org.vpcmido.model.net.Protocol;
import org.vpcmido.model.verdict.Transport.Icmp;
import org.vpcmido.model.verdict.Transport.Ports;

/** What an operator reads: every judge that was asked, in order, with the cloud's own names. */
@DisplayName("The oracle explains")
class ExplanationTest {
    private static final String ACL = Ids.acl("a") + " ";
    private static final String ANY_ENTRY = ", entry '100 allow all 0.0.0.0/0'";

    private final GivenCloud cloud = ReferenceCloud.given();

    private static String eni(String name) {
        return Ids.networkInterface(name) + " ";
    }

    @Test
    @DisplayName("a packet to a neighbour, and its answer that the groups remember")
    void neighbour() {
        tcp(cloud, "a1", "10.0.1.11", 80)
                .isDeliveredTo("a2")
                .goes(
                        eni("a1") + "sends tcp 10.0.1.10:40000 -> 10.0.1.11:80",
                        eni("a1") + "sends from its own address 10.0.1.10",
                        "vpc 10.0.1.11 is an address that packets can go to",
                        Ids.group("web") + " egress rule 'all 0.0.0.0/0' allows",
                        Ids.subnet("A1") + " 10.0.1.11 is in the same subnet",
                        eni("a2") + "has the address 10.0.1.11",
                        Ids.group("web") + " ingress rule 'tcp 80 0.0.0.0/0' allows")
                .answer()
                .goes(
                        eni("a2") + "sends tcp 10.0.1.11:80 -> 10.0.1.10:40000",
                        eni("a2") + "sends from its own address 10.0.1.11",
                        "vpc 10.0.1.10 is an address that packets can go to",
                        eni("a2") + "its security groups remember the conversation",
                        Ids.subnet("A1") + " 10.0.1.10 is in the same subnet",
                        eni("a1") + "has the address 10.0.1.10",
                        eni("a1") + "its security groups remember the conversation");
    }

    @Test
    @DisplayName("a packet between subnets")
    void betweenSubnets() {
        tcp(cloud, "a1", "10.0.2.10", 3306)
                .isDeliveredTo("a3")
                .goes(
                        eni("a1") + "sends tcp 10.0.1.10:40000 -> 10.0.2.10:3306",
                        eni("a1") + "sends from its own address 10.0.1.10",
                        "vpc 10.0.2.10 is an address that packets can go to",
                        Ids.group("web") + " egress rule 'all 0.0.0.0/0' allows",
                        Ids.routeTable("a-pub") + " route 10.0.0.0/16 leads to local",
                        ACL + "egress of " + Ids.subnet("A1") + ANY_ENTRY,
                        ACL + "ingress of " + Ids.subnet("A2") + ANY_ENTRY,
                        eni("a3") + "has the address 10.0.2.10",
                        Ids.group("db") + " ingress rule 'tcp 3306 " + Ids.group("web") + "' allows");
    }

    @Test
    @DisplayName("a packet from outside to an elastic IP, and its answer")
    void elasticIp() {
        tcp(cloud, "X1", "203.0.113.10", 80)
                .isDeliveredTo("a1")
                .goes(
                        "the outside sends tcp 198.18.0.10:40000 -> 203.0.113.10:80",
                        "the outside may send from 198.18.0.10",
                        Ids.internetGateway("a") + " is attached to " + Ids.vpc("a"),
                        "the internet gateway destination 203.0.113.10 becomes 10.0.1.10",
                        ACL + "ingress of " + Ids.subnet("A1") + ANY_ENTRY,
                        eni("a1") + "has the address 10.0.1.10",
                        Ids.group("web") + " ingress rule 'tcp 80 0.0.0.0/0' allows",
                        Ids.routeTable("a-pub") + " leads 198.18.0.10 to " + Ids.internetGateway("a"))
                .answer()
                .goes(
                        eni("a1") + "sends tcp 10.0.1.10:80 -> 198.18.0.10:40000",
                        eni("a1") + "sends from its own address 10.0.1.10",
                        "vpc 198.18.0.10 is an address that packets can go to",
                        eni("a1") + "its security groups remember the conversation",
                        Ids.routeTable("a-pub") + " route 0.0.0.0/0 leads to " + Ids.internetGateway("a"),
                        ACL + "egress of " + Ids.subnet("A1") + ANY_ENTRY,
                        Ids.internetGateway("a") + " is attached to " + Ids.vpc("a"),
                        "the internet gateway source 10.0.1.10 becomes 203.0.113.10",
                        "the outside receives it");
    }

    @Test
    @DisplayName("the answer to what went out by a NAT gateway")
    void natGateway() {
        cloud.natGateway("nat-1", "A1", "10.0.1.50", "203.0.113.90").route("a", "0.0.0.0/0", nat("nat-1"));
        tcp(cloud, "a3", "198.18.0.10", 443)
                .chosenPort(2000)
                .answer()
                .isDeliveredTo("a3")
                .goes(
                        "the outside sends tcp 198.18.0.10:443 -> 203.0.113.90:2000",
                        "the outside may send from 198.18.0.10",
                        Ids.internetGateway("a") + " is attached to " + Ids.vpc("a"),
                        ACL + "ingress of " + Ids.subnet("A1") + ANY_ENTRY,
                        Ids.natGateway("nat-1") + " destination 203.0.113.90 becomes 10.0.2.10",
                        Ids.routeTable("a-pub") + " route 10.0.0.0/16 leads to local",
                        ACL + "egress of " + Ids.subnet("A1") + ANY_ENTRY,
                        ACL + "ingress of " + Ids.subnet("A2") + ANY_ENTRY,
                        eni("a3") + "has the address 10.0.2.10",
                        eni("a3") + "its security groups remember the conversation");
    }

    @Test
    @DisplayName("services, and packets that never leave their guest")
    void shortWays() {
        udp(cloud, "a1", "10.0.1.2", 53)
                .isDeliveredTo(Service.RESOLVER)
                .answer()
                .goes("resolver answers udp 10.0.1.2:53 -> 10.0.1.10:40000");
        ping(cloud, "a1", "10.0.1.10")
                .isDeliveredTo("a1")
                .goes(
                        eni("a1") + "sends icmp type 8 code 0 10.0.1.10 -> 10.0.1.10",
                        eni("a1") + "sends from its own address 10.0.1.10",
                        eni("a1") + "talks to itself, inside the guest");
    }

    @Test
    @DisplayName("packets by protocol, ports or type, and fragment")
    void packets() {
        Ipv4 from = Ipv4.of("10.0.1.10");
        Ipv4 to = Ipv4.of("10.0.2.10");
        assertThat(Packet.tcp(from, 40000, to, 3306)).hasToString("tcp 10.0.1.10:40000 -> 10.0.2.10:3306");
        assertThat(Packet.icmp(from, to, 3, 4)).hasToString("icmp type 3 code 4 10.0.1.10 -> 10.0.2.10");
        assertThat(Packet.laterFragment(Protocol.UDP, from, to))
                .hasToString("udp later fragment 10.0.1.10 -> 10.0.2.10");
        assertThat(Packet.opaque(new Protocol(47), from, to)).hasToString("47 10.0.1.10 -> 10.0.2.10");
        assertThat(new Packet(from, to, Protocol.UDP, new Ports(new PortRange(1024, 65535), PortRange.of(53))))
                .hasToString("udp 10.0.1.10:1024-65535 -> 10.0.2.10:53");
    }

    @ParameterizedTest(name = "an ICMP type of {0} and a code of {1}: possible is {2}")
    @CsvSource({"0, 0, true", "255, 255, true", "-1, 0, false", "256, 0, false", "0, -1, false", "0, 256, false"})
    void icmpLimits(int type, int code, boolean possible) {
        if (possible) {
            assertThat(new Icmp(type, code).code()).isEqualTo(code);
        } else {
            assertThatThrownBy(() -> new Icmp(type, code))
                    .hasMessage("ICMP type %d code %d is outside 0 to 255", type, code);
        }
    }

    @Test
    @DisplayName("what is asked of it wrongly: a sender that is not there, an answer that nobody would give")
    void refusals() {
        Packet packet = Packet.echo(Ipv4.of("10.0.1.10"), ReferenceCloud.X1);
        assertThatThrownBy(() -> Oracle.of(cloud.state()).judge(Probe.from(Ids.networkInterface("zz"), packet)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(Ids.networkInterface("zz") + " is no interface of this cloud");
        Judged unanswerable = judge(cloud, "a1", Packet.icmp(Ipv4.of("10.0.1.10"), ReferenceCloud.X1, 3, 1));
        assertThatThrownBy(unanswerable::answer)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("icmp type 3 code 1 203.0.113.10 -> 198.18.0.10 asks for no answer");
    }
}
