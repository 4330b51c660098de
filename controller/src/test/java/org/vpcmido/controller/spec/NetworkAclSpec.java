// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vpcmido.controller.spec.Outgoing.packetFrom;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.vpcmido.controller.compile.Keys;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.RuleAction;
import org.vpcmido.model.given.GivenCloud;
import org.vpcmido.model.given.Ids;

@DisplayName("A network ACL")
@ExtendWith(Worlds.class)
class NetworkAclSpec {
    private static final String ALLOW_ALL = "100 allow all 0.0.0.0/0";

    /** Puts A2 behind an ACL of its own, which denies everything. */
    private static GivenCloud guardedA2(GivenCloud cloud) {
        return cloud.acl("acl-2", "a").guard("A2", "acl-2");
    }

    /** Puts A1 behind an ACL of its own, which lets everything out. */
    private static GivenCloud guardedA1(GivenCloud cloud) {
        return cloud.acl("acl-1", "a").guard("A1", "acl-1").egress("acl-1", ALLOW_ALL);
    }

    @Test
    @DisplayName("S-057 the default one allows")
    void defaultAllows(World world) {
        packetFrom("a1").to("10.0.2.10").tcp(3306).in(world).isDeliveredTo("a3").andReplyReturns();
    }

    @Test
    @DisplayName("S-058 a custom one denies by default, in both directions")
    void customDenies(World world) {
        world.given(NetworkAclSpec::guardedA2);
        packetFrom("a1").to("10.0.2.10").tcp(3306).in(world).isDroppedIn("A2");
        packetFrom("a3").to("10.0.1.10").tcp(80).in(world).isDroppedIn("A2");
    }

    @Test
    @DisplayName("S-059 a denial of lower number comes first")
    void denyFirst(World world) {
        world.given(cloud -> guardedA2(cloud)
                .ingress("acl-2", "90 deny tcp 3306 10.0.1.0/24", ALLOW_ALL)
                .egress("acl-2", ALLOW_ALL));
        packetFrom("a1").to("10.0.2.10").tcp(3306).in(world).isDroppedIn("A2");
        packetFrom("a5").to("10.0.2.10").tcp(3306).in(world).isDeliveredTo("a3").andReplyReturns();
    }

    @Test
    @DisplayName("S-060 an allowance of lower number comes first")
    void allowFirst(World world) {
        world.given(cloud -> guardedA2(cloud)
                .ingress("acl-2", "80 allow tcp 3306 10.0.1.10/32", "90 deny tcp 3306 10.0.1.0/24", ALLOW_ALL));
        packetFrom("a1").to("10.0.2.10").tcp(3306).in(world).isDeliveredTo("a3");
        packetFrom("a2").to("10.0.2.10").tcp(3306).in(world).isDroppedIn("A2");
    }

    @Test
    @DisplayName("S-061 the order of listing does not matter")
    void listing(World world) {
        world.given(cloud -> guardedA2(cloud)
                .ingress("acl-2", ALLOW_ALL, "90 deny tcp 3306 10.0.1.0/24", "80 allow tcp 3306 10.0.1.10/32"));
        packetFrom("a1").to("10.0.2.10").tcp(3306).in(world).isDeliveredTo("a3");
        packetFrom("a2").to("10.0.2.10").tcp(3306).in(world).isDroppedIn("A2");
    }

    @Test
    @DisplayName("S-062 the answer needs an egress entry")
    void statelessEgress(World world) {
        world.given(cloud -> guardedA2(cloud).ingress("acl-2", ALLOW_ALL).egress("acl-2", "100 deny all 0.0.0.0/0"));
        packetFrom("a1")
                .to("10.0.2.10")
                .tcp(3306)
                .in(world)
                .isDeliveredTo("a3")
                .reply()
                .isDroppedIn("A2");
    }

    @Test
    @DisplayName("S-063 the answer goes to the port that the packet came from")
    void ephemeralRange(World world) {
        world.given(cloud ->
                guardedA2(cloud).ingress("acl-2", ALLOW_ALL).egress("acl-2", "100 allow tcp 1024-65535 10.0.1.0/24"));
        packetFrom("a1").to("10.0.2.10").tcp(3306).in(world).isDeliveredTo("a3").andReplyReturns();
        packetFrom("a1")
                .fromPort(1023)
                .to("10.0.2.10")
                .tcp(3306)
                .in(world)
                .isDeliveredTo("a3")
                .reply()
                .isDroppedIn("A2");
    }

    @Test
    @DisplayName("S-064 the answer to what went out needs an ingress entry")
    void statelessIngress(World world) {
        world.given(cloud -> guardedA2(cloud)
                .ingress("acl-2", "100 allow tcp 3306 10.0.1.0/24")
                .egress("acl-2", ALLOW_ALL));
        packetFrom("a3")
                .to("10.0.3.10")
                .tcp(80)
                .in(world)
                .isDeliveredTo("a5")
                .reply()
                .isDroppedIn("A2");
    }

    @Test
    @DisplayName("S-065 does not apply within a subnet")
    void withinSubnet(World world) {
        world.given(cloud -> guardedA2(cloud).allowIn("db", "tcp 3306 db"));
        packetFrom("a3").to("10.0.2.11").tcp(3306).in(world).isDeliveredTo("a4").andReplyReturns();
    }

    @Test
    @DisplayName("S-066 applies at the boundary of each subnet that is crossed")
    void perCrossing(World world) {
        world.given(cloud -> guardedA1(cloud)
                .ingress("acl-1", ALLOW_ALL)
                .egress("acl-1", "90 deny udp 53 0.0.0.0/0")
                .allowIn("db", "udp 53 web"));
        packetFrom("a1").to("10.0.2.10").udp(53).in(world).isDroppedIn("A1");
        packetFrom("a1").to("10.0.2.10").tcp(3306).in(world).isDeliveredTo("a3").andReplyReturns();
    }

    @Test
    @DisplayName("S-069 leaves the router's address alone")
    void routerAddress(World world) {
        world.given(cloud -> guardedA2(cloud).revokeOut("db").allowOut("db", "icmp 0.0.0.0/0"));
        packetFrom("a3").to("10.0.2.1").ping().in(world).isEchoed();
    }

    @Test
    @DisplayName("S-070 an entry of one ICMP type leaves the others alone")
    void icmpType(World world) {
        world.given(cloud -> guardedA2(cloud)
                .ingress("acl-2", "100 deny icmp 8 0.0.0.0/0", "200 allow all 0.0.0.0/0")
                .allowIn("db", "icmp web"));
        packetFrom("a1").to("10.0.2.10").ping().in(world).isDroppedIn("A2");
        packetFrom("a1").to("10.0.2.10").icmp(13, 0).in(world).isDeliveredTo("a3");
    }

    @Test
    @DisplayName("S-071 replaced on one subnet, still governs the others; each subnet has one at a time")
    void replaced(World world) {
        world.given(cloud -> guardedA2(cloud).guard("A3", "acl-2"));
        packetFrom("a1").to("10.0.2.10").tcp(3306).in(world).isDroppedIn("A2");
        world.after(cloud -> cloud.acl("acl-3", "a")
                .ingress("acl-3", ALLOW_ALL)
                .egress("acl-3", ALLOW_ALL)
                .guard("A2", "acl-3"));
        packetFrom("a1").to("10.0.2.10").tcp(3306).in(world).isDeliveredTo("a3").andReplyReturns();
        packetFrom("a1").to("10.0.3.10").tcp(80).in(world).isDroppedIn("A3");
        for (Key filter : List.of(Keys.subnetInChain(Ids.subnet("A2")), Keys.subnetOutChain(Ids.subnet("A2")))) {
            assertThat(world.topology().rules(filter))
                    .filteredOn(rule -> rule.action() instanceof RuleAction.Jump)
                    .hasSize(1);
        }
    }

    @Test
    @DisplayName("S-072 one on several subnets keeps telnet out of each, and not from neighbours")
    void shared(World world) {
        world.given(cloud -> guardedA1(cloud)
                .guard("A3", "acl-1")
                .ingress("acl-1", "100 deny tcp 23 0.0.0.0/0", "200 allow all 0.0.0.0/0")
                .allowIn("web", "tcp 23 0.0.0.0/0"));
        packetFrom("X1").to("203.0.113.10").tcp(23).in(world).isDroppedIn("A1");
        packetFrom("X1").to("203.0.113.30").tcp(23).in(world).isDroppedIn("A3");
        packetFrom("a2").to("10.0.1.10").tcp(23).in(world).isDeliveredTo("a1").andReplyReturns();
    }

    @Test
    @DisplayName("S-073 sees the outside's address and the private one of an elastic IP")
    void behindElasticIp(World world) {
        world.given(cloud ->
                guardedA1(cloud).ingress("acl-1", "100 deny tcp 80 198.18.0.10/32", "200 allow all 0.0.0.0/0"));
        packetFrom("X1").to("203.0.113.10").tcp(80).in(world).isDroppedIn("A1");
        packetFrom("X2")
                .to("203.0.113.10")
                .tcp(80)
                .in(world)
                .isDeliveredTo("a1")
                .andReplyReturns();
    }

    @Test
    @DisplayName("S-074 has an entry of the highest number that a user may give")
    void highestNumber(World world) {
        world.given(cloud -> guardedA1(cloud).ingress("acl-1", "32766 allow tcp 80 0.0.0.0/0"));
        packetFrom("X1")
                .to("203.0.113.10")
                .tcp(80)
                .in(world)
                .isDeliveredTo("a1")
                .andReplyReturns();
        packetFrom("X1").to("203.0.113.10").tcp(22).in(world).isDroppedIn("A1");
        packetFrom("X1").to("203.0.113.10").ping().in(world).isDroppedIn("A1");
    }

    @Test
    @DisplayName("S-075 and the security group must both allow")
    void bothMustAllow(World world) {
        world.given(cloud -> guardedA2(cloud)
                .ingress("acl-2", "100 allow tcp 3306 0.0.0.0/0")
                .egress("acl-2", ALLOW_ALL));
        packetFrom("a4").to("10.0.2.10").tcp(3306).in(world).isDroppedAt("a3");
        packetFrom("a5").to("10.0.2.10").tcp(3306).in(world).isDeliveredTo("a3").andReplyReturns();
    }
}
