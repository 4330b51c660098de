// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vpcmido.model.verdict.Judged.icmp;
import static org.vpcmido.model.verdict.Judged.judge;
import static org.vpcmido.model.verdict.Judged.laterFragment;
import static org.vpcmido.model.verdict.Judged.ping;
import static org.vpcmido.model.verdict.Judged.protocol;
import static org.vpcmido.model.verdict.Judged.tcp;
import static org.vpcmido.model.verdict.Judged.udp;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vpcmido.model.given.GivenCloud;
import org.vpcmido.model.given.Ids;
import org.vpcmido.model.given.ReferenceCloud;
import org.vpcmido.model.given.Targets;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.Protocol;

@DisplayName("A security group")
class SecurityGroupTest {
    private static final int SCTP = 132;

    private final GivenCloud cloud = ReferenceCloud.given();

    @Test
    @DisplayName("S-020 the default group lets its members reach each other by any protocol")
    void defaultGroupMembers() {
        tcp(cloud, "c1", "172.31.0.11", 9999).isDeliveredTo("c2").isAnswered();
        udp(cloud, "c1", "172.31.0.11", 9999).isDeliveredTo("c2").isAnswered();
        ping(cloud, "c1", "172.31.0.11").isDeliveredTo("c2").isAnswered();
        protocol(cloud, SCTP, "c1", "172.31.0.11").isDeliveredTo("c2").isAnswered();
    }

    @Test
    @DisplayName("S-021 the default group keeps the outside out until a rule lets it in")
    void defaultGroupOutside() {
        tcp(cloud, "X1", "203.0.113.50", 22).isRefused(Reason.SECURITY_GROUP).by(Ids.networkInterface("c1"));
        cloud.allowIn("default-c", "tcp 22 0.0.0.0/0");
        tcp(cloud, "X1", "203.0.113.50", 22).isDeliveredTo("c1").isAnswered();
    }

    @Test
    @DisplayName("S-022 a self reference holds across subnets and zones")
    void selfReferenceAcrossZones() {
        tcp(cloud, "c1", "172.31.16.10", 443).isDeliveredTo("c3").isAnswered();
    }

    @Test
    @DisplayName("S-023 a new group lets nothing in and everything out")
    void newGroup() {
        cloud.group("empty").groups("a2", "empty");
        tcp(cloud, "a1", "10.0.1.11", 80).isRefused(Reason.SECURITY_GROUP).by(Ids.networkInterface("a2"));
        ping(cloud, "a1", "10.0.1.11").isRefused(Reason.SECURITY_GROUP);
        tcp(cloud, "a2", "10.0.1.10", 80).isDeliveredTo("a1").isAnswered();
    }

    @Test
    @DisplayName("S-024 members of one custom group do not talk implicitly")
    void membersDoNotTalkImplicitly() {
        cloud.group("empty").groups("a1", "empty").groups("a2", "empty");
        ping(cloud, "a1", "10.0.1.11").isRefused(Reason.SECURITY_GROUP);
    }

    @Test
    @DisplayName("S-025 a rule that names its own group covers members, and those who join later")
    void selfReference() {
        cloud.group("empty").groups("a1", "empty").groups("a2", "empty").allowIn("empty", "all empty");
        ping(cloud, "a1", "10.0.1.11").isDeliveredTo("a2");
        cloud.instance("a6", "A1", "10.0.1.12", "192.0.2.21", "empty");
        ping(cloud, "a6", "10.0.1.11").isDeliveredTo("a2");
    }

    @Test
    @DisplayName("S-026 a reference to a peer group covers that group, and not the rule's own")
    void peerGroup() {
        tcp(cloud, "a1", "10.0.2.10", 3306).isDeliveredTo("a3").isAnswered();
        tcp(cloud, "a4", "10.0.2.10", 3306).isRefused(Reason.SECURITY_GROUP).by(Ids.networkInterface("a3"));
    }

    @Test
    @DisplayName("S-027 a reference follows the membership of the group it names")
    void membershipChange() {
        cloud.instance("a6", "A1", "10.0.1.12", "192.0.2.21", "web");
        tcp(cloud, "a6", "10.0.2.10", 3306).isDeliveredTo("a3");
        cloud.group("other").groups("a6", "other");
        tcp(cloud, "a6", "10.0.2.10", 3306).isRefused(Reason.SECURITY_GROUP);
    }

    @Test
    @DisplayName("S-028 a referenced group without members admits nobody until one joins")
    void emptyPeerGroup() {
        cloud.group("ghost").revokeIn("db").allowIn("db", "tcp 3306 ghost", "tcp 5432 web");
        tcp(cloud, "a1", "10.0.2.10", 5432).isDeliveredTo("a3");
        tcp(cloud, "a1", "10.0.2.10", 3306).isRefused(Reason.SECURITY_GROUP);
        cloud.groups("a1", "web", "ghost");
        tcp(cloud, "a1", "10.0.2.10", 3306).isDeliveredTo("a3");
    }

    @Test
    @DisplayName("S-029 the order of rules does not matter")
    void order() {
        cloud.revokeIn("db").allowIn("db", "icmp web", "tcp 3306 web", "udp 53 web");
        tcp(cloud, "a1", "10.0.2.10", 3306).isDeliveredTo("a3");
        cloud.revokeIn("db").allowIn("db", "udp 53 web", "tcp 3306 web", "icmp web");
        tcp(cloud, "a1", "10.0.2.10", 3306).isDeliveredTo("a3");
    }

    @Test
    @DisplayName("S-030 rules of several groups are united")
    void union() {
        cloud.group("ops").allowIn("ops", "tcp 9100 10.0.3.0/24").groups("a2", "web", "ops");
        tcp(cloud, "a5", "10.0.1.11", 9100).isDeliveredTo("a2");
        tcp(cloud, "a5", "10.0.1.11", 80).isDeliveredTo("a2");
        tcp(cloud, "a5", "10.0.1.11", 9101).isRefused(Reason.SECURITY_GROUP);
    }

    @Test
    @DisplayName("S-031 a group taken off an interface admits nothing more there")
    void removedGroup() {
        cloud.group("ops").allowIn("ops", "tcp 9100 10.0.3.0/24").groups("a2", "web");
        tcp(cloud, "a5", "10.0.1.11", 9100).isRefused(Reason.SECURITY_GROUP);
        tcp(cloud, "a5", "10.0.1.11", 80).isDeliveredTo("a2");
    }

    @Test
    @DisplayName("S-032 one group replaced by another")
    void replacedGroup() {
        cloud.group("ops").allowIn("ops", "tcp 9100 10.0.3.0/24").groups("a2", "ops");
        tcp(cloud, "a5", "10.0.1.11", 80).isRefused(Reason.SECURITY_GROUP);
        tcp(cloud, "a5", "10.0.1.11", 9100).isDeliveredTo("a2");
    }

    @Test
    @DisplayName("S-033 answers to admitted ingress need no egress rule")
    void answerToIngress() {
        cloud.revokeOut("web");
        tcp(cloud, "X1", "203.0.113.10", 80).isDeliveredTo("a1").isAnswered();
        tcp(cloud, "X1", "203.0.113.10", 80).answer().leaves().from("203.0.113.10");
        tcp(cloud, "a1", "198.18.0.10", 443).isRefused(Reason.SECURITY_GROUP).by(Ids.networkInterface("a1"));
    }

    @Test
    @DisplayName("S-034 answers to admitted egress need no ingress rule")
    void answerToEgress() {
        cloud.revokeIn("web");
        tcp(cloud, "a1", "198.18.0.10", 443).leaves().isAnswered();
    }

    @Test
    @DisplayName("S-035 a new group lets everything out, and the answers in")
    void egressDefault() {
        cloud.group("fresh").groups("a1", "fresh");
        udp(cloud, "a1", "198.18.0.10", 123).leaves().from("203.0.113.10").isAnswered();
    }

    @Test
    @DisplayName("S-036 egress restricted by block and port")
    void restrictedEgress() {
        cloud.revokeOut("web").allowOut("web", "tcp 443 198.18.0.0/24");
        tcp(cloud, "a1", "198.18.0.10", 443).leaves();
        tcp(cloud, "a1", "198.18.0.10", 80).isRefused(Reason.SECURITY_GROUP);
        tcp(cloud, "a1", "198.18.1.10", 443).isRefused(Reason.SECURITY_GROUP);
        tcp(cloud, "a1", "10.0.2.10", 3306).isRefused(Reason.SECURITY_GROUP).by(Ids.networkInterface("a1"));
    }

    @Test
    @DisplayName("S-037 egress to a group")
    void egressToGroup() {
        cloud.revokeOut("web").allowOut("web", "tcp 3306 db");
        tcp(cloud, "a1", "10.0.2.10", 3306).isDeliveredTo("a3").isAnswered();
        tcp(cloud, "a1", "10.0.3.10", 80).isRefused(Reason.SECURITY_GROUP);
    }

    @Test
    @DisplayName("S-038 a block covers private addresses too")
    void blockCoversPrivateAddresses() {
        tcp(cloud, "a3", "10.0.1.10", 80).isDeliveredTo("a1").from("10.0.2.10").isAnswered();
    }

    @Test
    @DisplayName("S-039 a block may be a single address")
    void singleAddress() {
        cloud.instance("a6", "A1", "10.0.1.12", "192.0.2.21", "web");
        cloud.group("ops").allowIn("ops", "tcp 22 10.0.1.10/32").groups("a2", "ops");
        tcp(cloud, "a1", "10.0.1.11", 22).isDeliveredTo("a2");
        tcp(cloud, "a6", "10.0.1.11", 22).isRefused(Reason.SECURITY_GROUP);
    }

    @Test
    @DisplayName("S-040 a block with host bits means the block around it")
    void nonCanonicalBlock() {
        cloud.revokeIn("web").allowIn("web", "tcp 80 100.68.0.18/18");
        judge(cloud, "X1", Packet.tcp(Ipv4.of("100.68.63.255"), 40000, Ipv4.of("203.0.113.10"), 80))
                .isDeliveredTo("a1");
        judge(cloud, "X1", Packet.tcp(Ipv4.of("100.68.64.0"), 40000, Ipv4.of("203.0.113.10"), 80))
                .isRefused(Reason.SECURITY_GROUP);
    }

    @Test
    @DisplayName("S-041 a port range includes its ends")
    void portRange() {
        cloud.revokeIn("web").allowIn("web", "tcp 1000-2000 0.0.0.0/0");
        tcp(cloud, "a1", "10.0.1.11", 999).isRefused(Reason.SECURITY_GROUP);
        tcp(cloud, "a1", "10.0.1.11", 1000).isDeliveredTo("a2");
        tcp(cloud, "a1", "10.0.1.11", 2000).isDeliveredTo("a2");
        tcp(cloud, "a1", "10.0.1.11", 2001).isRefused(Reason.SECURITY_GROUP);
    }

    @Test
    @DisplayName("S-042 the full port range")
    void fullPortRange() {
        cloud.revokeIn("web").allowIn("web", "tcp 0-65535 0.0.0.0/0");
        tcp(cloud, "a1", "10.0.1.11", 1).isDeliveredTo("a2");
        tcp(cloud, "a1", "10.0.1.11", 65535).isDeliveredTo("a2");
        udp(cloud, "a1", "10.0.1.11", 1).isRefused(Reason.SECURITY_GROUP);
    }

    @Test
    @DisplayName("S-043 all protocols")
    void allProtocols() {
        cloud.revokeIn("web").allowIn("web", "all 10.0.0.0/16");
        tcp(cloud, "a3", "10.0.1.10", 7).isDeliveredTo("a1");
        udp(cloud, "a3", "10.0.1.10", 7).isDeliveredTo("a1");
        ping(cloud, "a3", "10.0.1.10").isDeliveredTo("a1");
        protocol(cloud, SCTP, "a3", "10.0.1.10").isDeliveredTo("a1");
        protocol(cloud, 47, "a3", "10.0.1.10").isDeliveredTo("a1");
        protocol(cloud, 50, "a3", "10.0.1.10").isDeliveredTo("a1");
    }

    @Test
    @DisplayName("S-044 a protocol by number")
    void protocolByNumber() {
        cloud.revokeIn("web").allowIn("web", "132 10.0.0.0/16");
        protocol(cloud, SCTP, "a3", "10.0.1.10").isDeliveredTo("a1");
        tcp(cloud, "a3", "10.0.1.10", 80).isRefused(Reason.SECURITY_GROUP);
    }

    @Test
    @DisplayName("S-045 ICMP of one type and code, and answers to one's own echo requests")
    void icmpTypeAndCode() {
        cloud.group("echo").allowIn("echo", "icmp 8 0 0.0.0.0/0").groups("a2", "echo");
        ping(cloud, "a1", "10.0.1.11").isDeliveredTo("a2");
        icmp(cloud, "a1", "10.0.1.11", 13, 0).isRefused(Reason.SECURITY_GROUP);
        icmp(cloud, "a1", "10.0.1.11", 0, 0).isRefused(Reason.SECURITY_GROUP);
        ping(cloud, "a2", "10.0.1.10").isDeliveredTo("a1").isAnswered();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 8, 13, 255})
    @DisplayName("S-046 ICMP of any type")
    void icmpAnyType(int type) {
        cloud.revokeIn("web").allowIn("web", "icmp 0.0.0.0/0");
        icmp(cloud, "a1", "10.0.1.11", type, 0).isDeliveredTo("a2");
    }

    @Test
    @DisplayName("S-046 ICMP type 0 with any code admits unsolicited echo replies only")
    void icmpTypeZero() {
        cloud.revokeIn("web").allowIn("web", "icmp 0 0.0.0.0/0");
        icmp(cloud, "a1", "10.0.1.11", 0, 0).isDeliveredTo("a2");
        ping(cloud, "a1", "10.0.1.11").isRefused(Reason.SECURITY_GROUP);
    }

    @Test
    @DisplayName("S-047 ICMP type 3 with any code")
    void icmpAnyCode() {
        cloud.revokeIn("web").allowIn("web", "icmp 3 0.0.0.0/0");
        icmp(cloud, "a1", "10.0.1.11", 3, 1).isDeliveredTo("a2");
        icmp(cloud, "a1", "10.0.1.11", 3, 4).isDeliveredTo("a2");
        icmp(cloud, "a1", "10.0.1.11", 8, 0).isRefused(Reason.SECURITY_GROUP);
    }

    @Test
    @DisplayName("S-048 what no rule of no group allows is refused, and so is everything without a group")
    void denyByAbsence() {
        tcp(cloud, "a1", "10.0.1.11", 443)
                .isRefused(Reason.SECURITY_GROUP)
                .saying("no ingress rule of [" + Ids.group("web") + "] allows");
        cloud.groups("a2");
        tcp(cloud, "a1", "10.0.1.11", 80).isRefused(Reason.SECURITY_GROUP).saying("has no security group");
        tcp(cloud, "a2", "10.0.1.10", 80).isRefused(Reason.SECURITY_GROUP).by(Ids.networkInterface("a2"));
    }

    @Test
    @DisplayName("S-050 a group of another VPC means nobody")
    void groupOfAnotherVpc() {
        cloud.allowIn("default-c", "tcp 80 web");
        tcp(cloud, "a1", "203.0.113.50", 80).isRefused(Reason.SECURITY_GROUP).by(Ids.networkInterface("c1"));
    }

    @Test
    @DisplayName("S-050 nor does it mean members of equal address in the rule's own VPC")
    void groupOfAnotherVpcWithEqualAddresses() {
        cloud.revokeIn("bweb").allowIn("bweb", "tcp 80 web");
        tcp(cloud, "b2", "10.0.1.10", 80).isRefused(Reason.SECURITY_GROUP).by(Ids.networkInterface("b1"));
    }

    @Test
    @DisplayName("S-051 a group reference does not match through an elastic IP")
    void referenceThroughElasticIp() {
        cloud.route("a", "0.0.0.0/0", Targets.igw("a")).elasticIp("a3", "203.0.113.60");
        tcp(cloud, "a1", "203.0.113.60", 3306).isRefused(Reason.SECURITY_GROUP).by(Ids.networkInterface("a3"));
        tcp(cloud, "a1", "10.0.2.10", 3306).isDeliveredTo("a3");
    }

    @Test
    @DisplayName("S-052 of 300 groups each admits the next, and no other")
    void manyGroups() {
        cloud.subnet("A16", "a", "10.0.16.0/20", "one");
        for (int i = 0; i < 300; i++) {
            cloud.group("g" + i);
        }
        for (int i = 0; i < 300; i++) {
            cloud.allowIn("g" + i, "tcp 80 g" + (i + 1) % 300);
            cloud.instance("n" + i, "A16", addressInA16(i), "192.0.2.21", "g" + i);
        }
        Oracle oracle = Oracle.of(cloud.state());
        for (int from = 0; from < 300; from++) {
            for (int to = 0; to < 300; to++) {
                Packet packet = Packet.tcp(Ipv4.of(addressInA16(from)), 40000, Ipv4.of(addressInA16(to)), 80);
                Verdict verdict = oracle.judge(Probe.from(Ids.networkInterface("n" + from), packet));
                boolean expected = from == to || from == (to + 1) % 300;
                assertThat(verdict.isDelivered()).as("%d to %d", from, to).isEqualTo(expected);
            }
        }
    }

    @Test
    @DisplayName("S-053 five groups of fifty rules: the verdict is their union")
    void fiveGroups() {
        String[] names = {"g0", "g1", "g2", "g3", "g4"};
        for (int group = 0; group < names.length; group++) {
            cloud.group(names[group]);
            for (int rule = 0; rule < 50; rule++) {
                cloud.allowIn(names[group], "tcp " + (1000 * (group + 1) + rule) + " 10.0.0.0/16");
            }
        }
        cloud.groups("a2", names);
        tcp(cloud, "a1", "10.0.1.11", 1000).isDeliveredTo("a2");
        tcp(cloud, "a1", "10.0.1.11", 5049).isDeliveredTo("a2");
        tcp(cloud, "a1", "10.0.1.11", 5050).isRefused(Reason.SECURITY_GROUP);
        tcp(cloud, "a1", "10.0.1.11", 999).isRefused(Reason.SECURITY_GROUP);
    }

    @Test
    @DisplayName("S-054 when one rule and its group go, the other rules still admit")
    void deletedReference() {
        cloud.route("a", "0.0.0.0/0", Targets.igw("a")).elasticIp("a3", "203.0.113.60");
        cloud.revokeIn("db").allowIn("db", "tcp 22 198.18.0.0/24");
        tcp(cloud, "X1", "203.0.113.60", 22).isDeliveredTo("a3").isAnswered();
        tcp(cloud, "a1", "10.0.2.10", 3306).isRefused(Reason.SECURITY_GROUP);
    }

    @Test
    @DisplayName("S-056 talking to oneself: inside the guest by private address, judged by elastic IP")
    void loopback() {
        cloud.revokeIn("web").allowIn("web", "tcp 80 203.0.113.10/32");
        tcp(cloud, "a1", "10.0.1.10", 22).isDeliveredTo("a1");
        tcp(cloud, "a1", "203.0.113.10", 80)
                .isDeliveredTo("a1")
                .from("203.0.113.10")
                .isAnswered();
        cloud.revokeIn("web").allowIn("web", "tcp 80 10.0.1.10/32");
        tcp(cloud, "a1", "203.0.113.10", 80).isRefused(Reason.SECURITY_GROUP);
    }

    @Test
    @DisplayName("Answers of protocols other than TCP, UDP and echo are judged by the rules of their own direction")
    void untrackedProtocols() {
        cloud.group("sctp").allowIn("sctp", "132 0.0.0.0/0").groups("a2", "sctp");
        protocol(cloud, SCTP, "a1", "10.0.1.11")
                .isDeliveredTo("a2")
                .answer()
                .isRefused(Reason.SECURITY_GROUP)
                .by(Ids.networkInterface("a1"));
    }

    @Test
    @DisplayName("An ICMP error about an admitted conversation gets in with it, and out only if it may be sent")
    void relatedError() {
        cloud.revokeIn("web").revokeIn("db").allowIn("db", "tcp 3306 0.0.0.0/0");
        tcp(cloud, "a1", "10.0.2.10", 3306).isDeliveredTo("a3").error(3, 4).isDeliveredTo("a1");
        cloud.revokeOut("db");
        tcp(cloud, "a1", "10.0.2.10", 3306)
                .isDeliveredTo("a3")
                .error(3, 4)
                .isRefused(Reason.SECURITY_GROUP)
                .by(Ids.networkInterface("a3"));
        icmp(cloud, "a1", "10.0.2.10", 3, 4).isRefused(Reason.SECURITY_GROUP);
    }

    @Test
    @DisplayName("A later fragment is admitted by rules of a whole protocol, never by rules of ports")
    void laterFragments() {
        laterFragment(cloud, Protocol.TCP, "a1", "10.0.1.11").isRefused(Reason.SECURITY_GROUP);
        laterFragment(cloud, Protocol.ICMP, "a1", "10.0.1.11").isDeliveredTo("a2");
        cloud.allowIn("web", "tcp 0-65535 10.0.0.0/16");
        laterFragment(cloud, Protocol.TCP, "a1", "10.0.1.11").isDeliveredTo("a2");
    }

    private static String addressInA16(int i) {
        return "10.0." + (17 + i / 250) + "." + i % 250;
    }
}
