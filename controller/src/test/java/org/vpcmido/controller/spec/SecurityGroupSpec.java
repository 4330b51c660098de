// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vpcmido.controller.spec.Outgoing.packetFrom;
import static org.vpcmido.model.given.Targets.igw;

import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.vpcmido.controller.compile.Keys;
import org.vpcmido.model.given.Ids;

@DisplayName("A security group")
@ExtendWith(Worlds.class)
class SecurityGroupSpec {
    @Test
    @DisplayName("S-020 the default one lets its members reach each other, by any protocol")
    void defaultGroup(World world) {
        packetFrom("c1")
                .to("172.31.0.11")
                .tcp(9999)
                .in(world)
                .isDeliveredTo("c2")
                .andReplyReturns();
        packetFrom("c1")
                .to("172.31.0.11")
                .udp(9999)
                .in(world)
                .isDeliveredTo("c2")
                .andReplyReturns();
        packetFrom("c1").to("172.31.0.11").ping().in(world).isDeliveredTo("c2").andReplyReturns();
        packetFrom("c1").to("172.31.0.11").protocol(132).in(world).isDeliveredTo("c2");
    }

    @Test
    @DisplayName("S-021 the default one keeps the outside out, until a rule lets it in")
    void defaultGroupAndOutside(World world) {
        packetFrom("X1").to("203.0.113.50").tcp(22).in(world).isDroppedAt("c1");
        world.after(cloud -> cloud.allowIn("default-c", "tcp 22 0.0.0.0/0"));
        packetFrom("X1")
                .to("203.0.113.50")
                .tcp(22)
                .in(world)
                .isDeliveredTo("c1")
                .andReplyReturns();
    }

    @Test
    @DisplayName("S-022 the default one covers its members in other subnets and zones")
    void defaultGroupAcrossZones(World world) {
        packetFrom("c1")
                .to("172.31.16.10")
                .tcp(443)
                .in(world)
                .isDeliveredTo("c3")
                .andReplyReturns();
    }

    @Test
    @DisplayName("S-023 a new one lets nobody in, and its members out")
    void newGroup(World world) {
        world.given(cloud -> cloud.group("empty").groups("a2", "empty"));
        packetFrom("a1").to("10.0.1.11").tcp(80).in(world).isDroppedAt("a2");
        packetFrom("a1").to("10.0.1.11").udp(53).in(world).isDroppedAt("a2");
        packetFrom("a1").to("10.0.1.11").ping().in(world).isDroppedAt("a2");
        packetFrom("a2").to("10.0.1.10").tcp(80).in(world).isDeliveredTo("a1").andReplyReturns();
    }

    @Test
    @DisplayName("S-024 one does not let its members talk just because they share it")
    void sharedGroup(World world) {
        world.given(cloud -> cloud.group("empty").groups("a1", "empty").groups("a2", "empty"));
        packetFrom("a1").to("10.0.1.11").ping().in(world).isDroppedAt("a2");
    }

    @Test
    @DisplayName("S-025 a rule that names its own group covers members, and those who join later")
    void selfReference(World world) {
        world.given(cloud -> cloud.group("empty").groups("a1", "empty").groups("a2", "empty"));
        world.after(cloud -> cloud.allowIn("empty", "all empty"));
        packetFrom("a1").to("10.0.1.11").ping().in(world).isDeliveredTo("a2").andReplyReturns();
        world.after(cloud -> cloud.instance("a6", "A1", "10.0.1.12", World.H1, "empty"));
        packetFrom("a6").to("10.0.1.11").ping().in(world).isDeliveredTo("a2").andReplyReturns();
        packetFrom("a1").to("10.0.1.12").ping().in(world).isDeliveredTo("a6").andReplyReturns();
    }

    @Test
    @DisplayName("S-026 a reference to a peer group covers that group, and not the rule's own")
    void peerGroup(World world) {
        packetFrom("a1").to("10.0.2.10").tcp(3306).in(world).isDeliveredTo("a3").andReplyReturns();
        packetFrom("a4").to("10.0.2.10").tcp(3306).in(world).isDroppedAt("a3");
    }

    @Test
    @DisplayName("S-027 a reference follows the membership of the group it names")
    void membershipChange(World world) {
        world.given(cloud -> cloud.instance("a6", "A1", "10.0.1.12", World.H1, "web"));
        packetFrom("a6").to("10.0.2.10").tcp(3306).in(world).isDeliveredTo("a3").andReplyReturns();
        world.after(cloud -> cloud.group("other").groups("a6", "other"));
        packetFrom("a6").to("10.0.2.10").tcp(3306).in(world).isDroppedAt("a3");
    }

    @Test
    @DisplayName("S-028 a referenced group without members is no error, and admits who joins it later")
    void emptyPeerGroup(World world) {
        world.given(cloud -> cloud.group("ghost").revokeIn("db").allowIn("db", "tcp 3306 ghost", "tcp 5432 web"));
        assertThat(world.findings()).isEmpty();
        packetFrom("a1").to("10.0.2.10").tcp(5432).in(world).isDeliveredTo("a3").andReplyReturns();
        packetFrom("a1").to("10.0.2.10").tcp(3306).in(world).isDroppedAt("a3");
        world.after(cloud -> cloud.instance("a6", "A1", "10.0.1.12", World.H1, "ghost"));
        packetFrom("a6").to("10.0.2.10").tcp(3306).in(world).isDeliveredTo("a3").andReplyReturns();
    }

    @Test
    @DisplayName("S-029 the order of rules does not matter: the same packets pass, and another order is no write")
    void orderOfRules(World world) {
        world.given(cloud -> cloud.revokeIn("db").allowIn("db", "icmp web", "tcp 3306 web", "udp 53 10.0.1.0/24"));
        Set<String> passing = world.passing();
        world.after(cloud -> cloud.revokeIn("db").allowIn("db", "udp 53 10.0.1.0/24", "tcp 3306 web", "icmp web"));
        assertThat(world.writes()).isZero();
        assertThat(world.passing()).isEqualTo(passing);
    }

    @Test
    @DisplayName("S-030 the rules of several groups are united")
    void union(World world) {
        world.given(cloud ->
                cloud.group("ops").allowIn("ops", "tcp 9100 10.0.3.0/24").groups("a2", "web", "ops"));
        packetFrom("a5").to("10.0.1.11").tcp(9100).in(world).isDeliveredTo("a2").andReplyReturns();
        packetFrom("a5").to("10.0.1.11").tcp(80).in(world).isDeliveredTo("a2").andReplyReturns();
        packetFrom("a5").to("10.0.1.11").tcp(9101).in(world).isDroppedAt("a2");
    }

    @Test
    @DisplayName("S-031 one that is taken off an interface admits nothing more there")
    void removedGroup(World world) {
        world.given(cloud ->
                cloud.group("ops").allowIn("ops", "tcp 9100 10.0.3.0/24").groups("a2", "web", "ops"));
        world.after(cloud -> cloud.groups("a2", "web"));
        packetFrom("a5").to("10.0.1.11").tcp(9100).in(world).isDroppedAt("a2");
        packetFrom("a5").to("10.0.1.11").tcp(80).in(world).isDeliveredTo("a2").andReplyReturns();
    }

    @Test
    @DisplayName("S-032 one is replaced by another, and no write between lets in what neither of them does")
    void replacedGroup(World world) {
        world.given(cloud -> cloud.group("ops").allowIn("ops", "tcp 9100 10.0.3.0/24"));
        int writes = world.eachWriteOf(
                cloud -> cloud.groups("a2", "ops"),
                () -> packetFrom("a5").to("10.0.1.11").tcp(22).in(world).isDroppedAt("a2"),
                () -> packetFrom("a5").to("10.0.1.11").tcp(9101).in(world).isDroppedAt("a2"),
                () -> packetFrom("a4").to("10.0.1.11").tcp(9100).in(world).isDroppedAt("a2"));
        assertThat(writes).isPositive();
        packetFrom("a5").to("10.0.1.11").tcp(80).in(world).isDroppedAt("a2");
        packetFrom("a5").to("10.0.1.11").tcp(9100).in(world).isDeliveredTo("a2").andReplyReturns();
    }

    @Test
    @DisplayName("S-033 answers to admitted ingress need no egress rule")
    void answerToIngress(World world) {
        world.given(cloud -> cloud.revokeOut("web"));
        packetFrom("X1")
                .to("203.0.113.10")
                .tcp(80)
                .in(world)
                .isDeliveredTo("a1")
                .andReplyReturns();
        packetFrom("X1").to("203.0.113.10").tcp(80).in(world).reply().leavesAs("203.0.113.10");
        packetFrom("a1").to("198.18.0.10").tcp(443).in(world).isDroppedAt("a1");
    }

    @Test
    @DisplayName("S-034 answers to admitted egress need no ingress rule")
    void answerToEgress(World world) {
        world.given(cloud -> cloud.revokeIn("web"));
        packetFrom("a1")
                .to("198.18.0.10")
                .tcp(443)
                .in(world)
                .leavesAs("203.0.113.10")
                .andReplyReturns();
    }

    @Test
    @DisplayName("S-035 a new one lets everything out, and the answers in")
    void egressDefault(World world) {
        world.given(cloud -> cloud.group("fresh").groups("a1", "fresh"));
        packetFrom("a1")
                .to("198.18.0.10")
                .udp(123)
                .in(world)
                .leavesAs("203.0.113.10")
                .andReplyReturns();
    }

    @Test
    @DisplayName("S-048 what no rule of no group allows is refused")
    void denyByAbsence(World world) {
        packetFrom("a1").to("10.0.1.11").tcp(443).in(world).isDroppedAt("a2");
        world.given(cloud -> cloud.groups("a2"));
        packetFrom("a1").to("10.0.1.11").tcp(80).in(world).isDroppedAt("a2");
        packetFrom("a2").to("10.0.1.10").tcp(80).in(world).isDroppedAt("a2");
    }

    @Test
    @DisplayName("S-049 ARP is not its business")
    void arp(World world) {
        world.given(cloud -> cloud.group("empty").groups("a2", "empty"));
        assertThat(world.talk().arp("a1", "10.0.1.11").answer().sourceMac())
                .isEqualTo(world.wire().guest("a2").mac());
    }

    @Test
    @DisplayName("S-050 one of another VPC cannot be referred to: the rule is reported, the rest is applied")
    void groupOfAnotherVpc(World world) {
        world.given(cloud -> cloud.allowIn("default-c", "tcp 80 web", "tcp 22 198.18.0.0/24"));
        world.reports("vpc-mismatch", Ids.group("default-c"));
        packetFrom("a1").to("203.0.113.50").tcp(80).in(world).isDroppedAt("c1");
        packetFrom("X1")
                .to("203.0.113.50")
                .tcp(22)
                .in(world)
                .isDeliveredTo("c1")
                .andReplyReturns();
        packetFrom("c1")
                .to("172.31.0.11")
                .tcp(9999)
                .in(world)
                .isDeliveredTo("c2")
                .andReplyReturns();
    }

    @Test
    @DisplayName("S-051 a reference does not match through an elastic IP, with the correction that says so")
    void referenceThroughElasticIp(World world) {
        world.given(cloud -> cloud.route("a", "0.0.0.0/0", igw("a")).elasticIp("a3", "203.0.113.60"));
        packetFrom("a1")
                .to("203.0.113.60")
                .tcp(3306)
                .in(world)
                .isDeliveredTo("a3")
                .andReplyReturns();
        world.correcting("all,group-references-private");
        packetFrom("a1").to("203.0.113.60").tcp(3306).in(world).isDroppedAt("a3");
        packetFrom("a1").to("10.0.2.10").tcp(3306).in(world).isDeliveredTo("a3").andReplyReturns();
    }

    @Test
    @DisplayName("S-053 five of fifty rules admit their union")
    void fiveGroups(World world) {
        String[] names = {"g0", "g1", "g2", "g3", "g4"};
        world.given(cloud -> {
            for (int group = 0; group < names.length; group++) {
                cloud.group(names[group]);
                for (int rule = 0; rule < 50; rule++) {
                    cloud.allowIn(names[group], "tcp " + (1000 * (group + 1) + rule) + " 10.0.0.0/16");
                }
            }
            return cloud.groups("a2", names);
        });
        for (int group = 0; group < names.length; group++) {
            int first = 1000 * (group + 1);
            packetFrom("a1").to("10.0.1.11").tcp(first).in(world).isDeliveredTo("a2");
            packetFrom("a1").to("10.0.1.11").tcp(first + 49).in(world).isDeliveredTo("a2");
            packetFrom("a1").to("10.0.1.11").tcp(first + 50).in(world).isDroppedAt("a2");
            packetFrom("a1").to("10.0.1.11").tcp(first - 1).in(world).isDroppedAt("a2");
        }
    }

    @Test
    @DisplayName("S-053 of six groups on one interface the first five count, and the sixth is reported")
    void sixthGroup(World world) {
        world.given(cloud -> {
            for (int group = 0; group < 6; group++) {
                cloud.group("g" + group).allowIn("g" + group, "tcp " + (1000 + group) + " 10.0.0.0/16");
            }
            cloud.allowIn("db", "tcp 5432 g4", "tcp 5433 g5");
            return cloud.groups("a2", "g5", "g4", "g3", "g2", "g1", "g0");
        });
        world.reports("too-many-security-groups", Ids.networkInterface("a2"));
        for (int group = 0; group < 5; group++) {
            packetFrom("a1").to("10.0.1.11").tcp(1000 + group).in(world).isDeliveredTo("a2");
        }
        packetFrom("a1").to("10.0.1.11").tcp(1005).in(world).isDroppedAt("a2");
        packetFrom("a2").to("10.0.2.10").tcp(5432).in(world).isDeliveredTo("a3");
        packetFrom("a2").to("10.0.2.10").tcp(5433).in(world).isDroppedAt("a3");
        // What MidoNet has already is not taken away: some clouds allow more groups.
        world.after(cloud -> cloud.groups("a2", "g5", "web"));
        packetFrom("a1").to("10.0.1.11").tcp(1005).in(world).isDeliveredTo("a2");
        world.after(cloud -> cloud.groups("a2", "g5", "g4", "g3", "g2", "g1", "g0"));
        packetFrom("a1").to("10.0.1.11").tcp(1005).in(world).isDeliveredTo("a2");
        packetFrom("a1").to("10.0.1.11").tcp(1000).in(world).isDeliveredTo("a2");
        packetFrom("a1").to("10.0.1.11").tcp(80).in(world).isDroppedAt("a2");
        world.after(cloud -> cloud.groups("a2", "g0"));
        packetFrom("a1").to("10.0.1.11").tcp(1005).in(world).isDroppedAt("a2");
    }

    @Test
    @DisplayName("S-054 when a rule and the group that it names go, the other sources still get in")
    void deletedReference(World world) {
        world.given(cloud -> cloud.route("a", "0.0.0.0/0", igw("a"))
                .elasticIp("a3", "203.0.113.60")
                .group("old")
                .revokeIn("db")
                .allowIn("db", "tcp 3306 old", "tcp 3306 web", "tcp 22 198.18.0.0/24"));
        world.eachWriteOf(
                cloud -> cloud.revokeIn("db")
                        .allowIn("db", "tcp 3306 web", "tcp 22 198.18.0.0/24")
                        .removeGroup("old"),
                () -> packetFrom("X1")
                        .to("203.0.113.60")
                        .tcp(22)
                        .in(world)
                        .isDeliveredTo("a3")
                        .andReplyReturns(),
                () -> packetFrom("a1")
                        .to("10.0.2.10")
                        .tcp(3306)
                        .in(world)
                        .isDeliveredTo("a3")
                        .andReplyReturns());
    }

    @Test
    @DisplayName("S-055 a new rule is one write in its own chain, and established flows of others go on")
    void touchesOnlyWhatChanged(World world) {
        Talk talk = world.talk();
        Sent ofOthers = packetFrom("c1").to("172.31.0.11").tcp(9999).in(talk).isDeliveredTo("c2");
        Sent ofItself = packetFrom("X1").to("203.0.113.10").tcp(80).in(talk).isDeliveredTo("a1");
        world.after(cloud -> cloud.allowIn("web", "tcp 8080 0.0.0.0/0"));
        assertThat(world.writes()).isEqualTo(1);
        assertThat(world.changes()).allMatch(key -> key.isWithin(Keys.groupIngressChain(Ids.group("web"))));
        ofOthers.andReplyReturns();
        ofItself.andReplyReturns();
        packetFrom("a1").to("10.0.1.11").tcp(8080).in(world).isDeliveredTo("a2").andReplyReturns();
    }

    @Test
    @DisplayName("S-056 judges its own member that calls itself by elastic IP, by the public source")
    void loopback(World world) {
        packetFrom("a1")
                .to("203.0.113.10")
                .tcp(80)
                .in(world)
                .isDeliveredTo("a1")
                .from("203.0.113.10")
                .andReplyReturns();
        world.after(cloud -> cloud.revokeIn("web").allowIn("web", "tcp 80 10.0.1.10/32"));
        packetFrom("a1").to("203.0.113.10").tcp(80).in(world).isDroppedAt("a1");
        world.after(cloud -> cloud.allowIn("web", "tcp 80 203.0.113.10/32"));
        packetFrom("a1").to("203.0.113.10").tcp(80).in(world).isDeliveredTo("a1");
    }
}
