// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vpcmido.controller.spec.Outgoing.packetFrom;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.vpcmido.model.given.GivenCloud;
import org.vpcmido.model.given.Targets;

/** A document can hold what several people did since the last one; each of its writes takes effect on its own. */
@DisplayName("Of several changes in one document")
@ExtendWith(Worlds.class)
class SeveralChangesTest {
    private static final String ALLOW_ALL = "100 allow all 0.0.0.0/0";
    private static final String A1 = "203.0.113.10";
    private static final String A5 = "203.0.113.30";

    private static GivenCloud guardedA1(GivenCloud cloud) {
        return cloud.acl("acl-1", "a").guard("A1", "acl-1").egress("acl-1", ALLOW_ALL);
    }

    private static void dropsHttps(World world) {
        packetFrom("X1").to(A1).tcp(443).in(world).isDropped();
    }

    private static void answersHttp(World world, String address, String name) {
        packetFrom("X1").to(address).tcp(80).in(world).isDeliveredTo(name).andReplyReturns();
    }

    @Test
    @DisplayName("what a network ACL closes goes before what a group opens")
    void aclClosesGroupOpens(World world) {
        world.given(cloud -> guardedA1(cloud).ingress("acl-1", ALLOW_ALL));
        world.eachWriteOf(
                cloud -> cloud.ingress("acl-1", "90 deny tcp 443 0.0.0.0/0", ALLOW_ALL)
                        .allowIn("web", "tcp 443 0.0.0.0/0"),
                () -> dropsHttps(world),
                () -> answersHttp(world, A1, "a1"));
    }

    @Test
    @DisplayName("what a group closes goes before what a network ACL opens")
    void groupClosesAclOpens(World world) {
        world.given(cloud -> guardedA1(cloud)
                .ingress("acl-1", "100 allow tcp 80 0.0.0.0/0")
                .group("tls")
                .allowIn("tls", "tcp 443 0.0.0.0/0")
                .groups("a1", "web", "tls"));
        world.eachWriteOf(
                cloud -> cloud.ingress("acl-1", "100 allow tcp 80 0.0.0.0/0", "110 allow tcp 443 0.0.0.0/0")
                        .revokeIn("tls"),
                () -> dropsHttps(world),
                () -> answersHttp(world, A1, "a1"));
    }

    @Test
    @DisplayName("what the sender's group closes goes before what the receiver's opens")
    void senderClosesReceiverOpens(World world) {
        world.eachWriteOf(
                cloud -> cloud.revokeOut("web")
                        .allowOut("web", "tcp 80 0.0.0.0/0")
                        .allowIn("db", "tcp 8080 web"),
                () -> packetFrom("a1").to("10.0.2.10").tcp(8080).in(world).isDropped());
    }

    @Test
    @DisplayName("a machine is unplugged before its group opens")
    void unpluggedBeforeItsGroupOpens(World world) {
        world.eachWriteOf(
                cloud -> cloud.remove("a1").allowIn("web", "tcp 443 0.0.0.0/0"),
                () -> packetFrom("a2").to("10.0.1.10").tcp(443).in(world).isDropped(),
                () -> answersHttp(world, A5, "a5"));
    }

    @Test
    @DisplayName("a machine is in its new group before its old one loses the rule that both have")
    void groupTakesOver(World world) {
        world.given(cloud -> cloud.group("other").allowIn("other", "tcp 8080 0.0.0.0/0"));
        world.eachWriteOf(
                cloud -> cloud.allowIn("other", "tcp 80 0.0.0.0/0")
                        .groups("a1", "other")
                        .revokeIn("web")
                        .allowIn("web", "icmp 0.0.0.0/0"),
                () -> answersHttp(world, A1, "a1"));
    }

    @Test
    @DisplayName("a rule moves from one group of a machine to the other without a gap")
    void ruleMovesBetweenGroups(World world) {
        world.given(cloud ->
                cloud.group("other").allowIn("other", "tcp 8080 0.0.0.0/0").groups("a1", "web", "other"));
        world.eachWriteOf(
                cloud -> cloud.revokeIn("web").allowIn("web", "icmp 0.0.0.0/0").allowIn("other", "tcp 80 0.0.0.0/0"),
                () -> answersHttp(world, A1, "a1"));
    }

    @Test
    @DisplayName("a subnet leaves a forwarding instance before the instance's group closes to it")
    void nextHopTakesOver(World world) {
        world.given(cloud -> cloud.sourceDestCheck("a2", false)
                .routeTable("a-priv", "a")
                .associate("A2", "a-priv")
                .route("a-priv", "0.0.0.0/0", Targets.eni("a2"))
                .group("nat")
                .allowIn("nat", "all 0.0.0.0/0")
                .groups("a2", "nat")
                .elasticIp("a3", "203.0.113.60"));
        world.eachWriteOf(
                cloud -> cloud.noRoute("a-priv", "0.0.0.0/0")
                        .route("a-priv", "0.0.0.0/0", Targets.igw("a"))
                        .revokeIn("nat"),
                () -> assertThat(packetFrom("a3")
                                .to("198.18.0.10")
                                .tcp(443)
                                .in(world)
                                .arrivedAt())
                        .as("where it comes out")
                        .singleElement(InstanceOfAssertFactories.STRING)
                        .containsPattern("a2|GW."));
        packetFrom("a3").to("198.18.0.10").tcp(443).in(world).leavesAs("203.0.113.60");
    }

    @Test
    @DisplayName("a public address is without owner for a few writes only, however many others there are")
    void shortHandover(World world) {
        int[] unanswered = {0};
        int writes = world.eachWriteOf(
                cloud -> {
                    cloud.vpc("e", "10.0.0.0/16").subnet("E1", "e", "10.0.1.0/24", "one");
                    cloud.attachInternetGateway("e").route("e", "0.0.0.0/0", Targets.igw("e"));
                    cloud.group("eweb").allowIn("eweb", "tcp 80 0.0.0.0/0");
                    for (int machine = 10; machine < 14; machine++) {
                        cloud.instance("e" + machine, "E1", "10.0.1." + machine, World.H1, "eweb");
                    }
                    return cloud.elasticIp("e13", A1);
                },
                () -> unanswered[0] += isAnswered(world) ? 0 : 1);
        assertThat(writes).isGreaterThan(100);
        assertThat(unanswered[0]).isBetween(1, 12);
    }

    private static boolean isAnswered(World world) {
        return !packetFrom("X1").to(A1).tcp(80).in(world).arrivedAt().isEmpty();
    }
}
