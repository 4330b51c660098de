// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vpcmido.controller.spec.Outgoing.packetFrom;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vpcmido.controller.apply.Outcome;
import org.vpcmido.controller.compile.Keys;
import org.vpcmido.controller.reconcile.ApplyResult;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.Router;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.simulator.Fault;
import org.vpcmido.midonet.simulator.FaultEffect;
import org.vpcmido.model.given.GivenCloud;
import org.vpcmido.model.given.Ids;

@DisplayName("The controller")
@ExtendWith(Worlds.class)
class EngineSpec {
    /** A hundred on demand; each reads all of MidoNet. */
    private static final int PASSES = Integer.getInteger("scenarios.passes", 10);

    /** Changes of scenarios whose every intermediate state is looked at; those of the rest are, on demand. */
    private static Stream<Named<UnaryOperator<GivenCloud>>> changes() {
        return Stream.of(
                change("S-027 a member joins", cloud -> cloud.instance("a6", "A1", "10.0.1.12", World.H1, "web")),
                change(
                        "S-032 a group is replaced",
                        cloud -> cloud.group("ops")
                                .allowIn("ops", "tcp 22 10.0.3.0/24")
                                .groups("a2", "ops")),
                change(
                        "S-059 an ACL is entered in between",
                        cloud -> cloud.acl("acl-2", "a")
                                .ingress("acl-2", "90 deny tcp 3306 10.0.1.0/24", "100 allow all 0.0.0.0/0")
                                .egress("acl-2", "100 allow all 0.0.0.0/0")
                                .guard("A2", "acl-2")),
                change("S-078 a route goes", cloud -> cloud.noRoute("a-pub", "0.0.0.0/0")),
                change(
                        "S-107 two elastic IPs are swapped",
                        cloud -> cloud.elasticIp("a1", "203.0.113.30").elasticIp("a5", "203.0.113.10")),
                change("S-145 an instance migrates", cloud -> cloud.migrate("a1", World.H2)),
                change(
                        "S-148 an address is used again",
                        cloud -> cloud.remove("a1").instance("a8", "A1", "10.0.1.10", World.H2, "db")));
    }

    private static Named<UnaryOperator<GivenCloud>> change(String name, UnaryOperator<GivenCloud> change) {
        return Named.of(name, change);
    }

    @Test
    @DisplayName("S-160 writes nothing while the document stays the same, however often it is read")
    void idempotence(World world) {
        for (int i = 0; i < PASSES; i++) {
            assertThat(world.plan().plan().isEmpty()).isTrue();
        }
        assertThat(world.converge().writes()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 20})
    @DisplayName("S-161 goes on after a restart in the middle, to the same end, and nobody else notices")
    void restart(int writes, World world) {
        UnaryOperator<GivenCloud> all = cloud -> cloud.instance("a7", "A1", "10.0.1.17", World.H2, "web")
                .migrate("a3", World.H2)
                .remove("a5");
        world.given(all);
        Set<Key> uninterrupted = world.keys();

        world.startOver();
        world.changed(all).interruptedAfter(writes);
        assertThat(world.writes()).isBetween(1L, (long) writes);
        assertOthersTalk(world);
        world.own().restart();
        world.eachWriteOf(cloud -> cloud, () -> assertOthersTalk(world));
        assertThat(world.keys()).isEqualTo(uninterrupted);
    }

    private static void assertOthersTalk(World world) {
        packetFrom("b2").to("10.0.1.10").tcp(80).in(world).isDeliveredTo("b1").andReplyReturns();
        packetFrom("X1")
                .to("203.0.113.10")
                .tcp(80)
                .in(world)
                .isDeliveredTo("a1")
                .andReplyReturns();
        packetFrom("c1")
                .to("172.31.16.10")
                .tcp(443)
                .in(world)
                .isDeliveredTo("c3")
                .andReplyReturns();
    }

    @Test
    @DisplayName("S-162 restores a translation that somebody deleted by hand")
    void drift(World world) {
        Rule translation =
                world.topology().rules(Keys.vpcPostChain(Ids.vpc("a"))).get(0);
        world.own().delete(world.identities(), translation);
        world.look();
        packetFrom("a1").to("198.18.0.10").tcp(443).in(world).isDropped();
        world.converge();
        assertThat(world.writes()).isEqualTo(1);
        packetFrom("a1")
                .to("198.18.0.10")
                .tcp(443)
                .in(world)
                .leavesAs("203.0.113.10")
                .andReplyReturns();
    }

    @Test
    @DisplayName("S-163 never touches what is another's")
    void foreignObjects(World world) {
        ObjectNode before = world.own().dump();
        before.withArray("routers")
                .addObject()
                .put("id", "0f0f0f0f-0000-4000-8000-000000000001")
                .put("tenantId", "somebody else")
                .put("name", "theirs")
                .put("adminStateUp", true);
        world.own().load(before);
        world.after(cloud -> cloud.remove("a1").remove("b1"));
        assertThat(world.topology().all(Kind.ROUTER, Router.class))
                .anyMatch(router -> router.name().equals("theirs"));
    }

    @Test
    @DisplayName("S-164 applies everything but what MidoNet refuses, names that, and applies it when it can")
    void partialFailure(World world) {
        world.own().faults().add(Fault.nth(1, "POST", "/bridges", new FaultEffect.Status(500, true, "broken")));
        world.changed(cloud -> cloud.subnet("A7", "a", "10.0.7.0/24", "one")
                .instance("e7", "A7", "10.0.7.10", World.H1, "web")
                .subnet("A8", "a", "10.0.8.0/24", "one")
                .instance("e8", "A8", "10.0.8.10", World.H2, "web"));
        ApplyResult result = world.follow();
        assertThat(result.written().orElseThrow().outcomes())
                .filteredOn(outcome -> outcome.status() == Outcome.Status.FAILED)
                .singleElement()
                .matches(outcome -> outcome.change().key().path().contains("/bridge"))
                .matches(outcome -> outcome.reason().contains("500"));
        String refused = world.wire().isPlugged("e7") ? "e8" : "e7";
        String applied = refused.equals("e7") ? "e8" : "e7";
        packetFrom("a1")
                .to(world.wire().guest(applied).privateAddress().toString())
                .tcp(80)
                .in(world)
                .isDeliveredTo(applied);
        assertThat(world.wire().isPlugged(refused)).isFalse();
        world.own().faults().clear();
        world.converge();
        packetFrom("e7").to("10.0.8.10").tcp(80).in(world).isDeliveredTo("e8").andReplyReturns();
    }

    @Test
    @DisplayName("S-165 wires the first of two interfaces with one address, and reports the second")
    void duplicateAddress(World world) {
        world.given(cloud -> cloud.instance("a9", "A1", "10.0.1.10", World.H2, "web"));
        world.reports("duplicate-private-address", Ids.networkInterface("a9"));
        packetFrom("a2").to("10.0.1.10").tcp(80).in(world).isDeliveredTo("a1").andReplyReturns();
        assertThat(world.wire().isPlugged("a9")).isFalse();
    }

    @Test
    @DisplayName("S-166 that loses leadership writes nothing more, and its successor doubles nothing")
    void twoControllers(World world) {
        UnaryOperator<GivenCloud> launch = cloud -> cloud.instance("a7", "A1", "10.0.1.17", World.H2, "web");
        world.given(launch);
        Set<Key> ofOne = world.keys();
        int names = world.names();

        world.startOver();
        ApplyResult former = world.changed(launch).interruptedAfter(5);
        assertThat(world.writes()).isBetween(1L, 5L);
        assertThat(former.written().orElseThrow().outcomes())
                .anyMatch(outcome -> outcome.status() == Outcome.Status.DROPPED);
        world.own().restart();
        world.converge();
        assertThat(world.keys()).isEqualTo(ofOne);
        assertThat(world.names()).isEqualTo(names);
    }

    @ParameterizedTest
    @MethodSource("changes")
    @DisplayName("S-168 lets nothing pass between two writes that passes neither before nor after")
    void unsafeIntermediateStates(UnaryOperator<GivenCloud> change, World world) {
        assertThat(world.eachWriteIsSafeOf(change)).isPositive();
    }
}
