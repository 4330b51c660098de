// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.corrections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.controller.compile.Correction;
import org.vpcmido.controller.compile.Corrections;
import org.vpcmido.controller.compile.Holds;
import org.vpcmido.controller.compile.Keys;
import org.vpcmido.controller.plan.Change;
import org.vpcmido.controller.plan.ChangePlan;
import org.vpcmido.controller.plan.Planner;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.finding.Checked;
import org.vpcmido.model.finding.ConsistencyCheck;
import org.vpcmido.model.finding.Hold;
import org.vpcmido.model.given.GivenCloud;
import org.vpcmido.model.given.Ids;
import org.vpcmido.model.given.Targets;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.vpc.RouteTarget;

@DisplayName("A route that leads nowhere")
class UnresolvableRoutesTest {
    private static final Corrections ONLY = new Corrections(Set.of(Correction.UNRESOLVABLE_ROUTES));
    private static final Ipv4 BEYOND = Ipv4.of("192.168.7.7");

    @Test
    @DisplayName("to an interface that is detached ends there, and not at the internet gateway")
    void detachedInterface() {
        GivenCloud cloud = World.cloud().route("red", "192.168.0.0/16", Targets.eni("gone"));
        assertThat(World.of(cloud, Corrections.none()).from("web", BEYOND).isDelivered())
                .isTrue();
        World world = World.of(cloud, ONLY);
        assertThat(world.from("web", BEYOND).isDelivered()).isFalse();
        assertThat(world.from("web", World.CLIENT).isDelivered()).isTrue();
        assertThat(world.from("web", Ipv4.of("10.1.2.10")).isDelivered()).isTrue();
    }

    @Test
    @DisplayName("to a NAT gateway that is deleted ends there")
    void deletedNatGateway() {
        World world = World.of(World.cloud().removeNatGateway("nat"), ONLY);
        assertThat(world.from("db", World.CLIENT).isDelivered()).isFalse();
        assertThat(world.from("db", World.CLIENT).answers()).isEmpty();
    }

    @Test
    @DisplayName("to an internet gateway that is detached ends there, for this table's subnets only")
    void detachedInternetGateway() {
        World world = World.of(World.cloud().detachInternetGateway("red"), ONLY);
        assertThat(world.from("web", World.CLIENT).isDelivered()).isFalse();
        assertThat(world.from("bob", World.CLIENT).isDelivered()).isTrue();
    }

    @Test
    @DisplayName("to something of a kind that this cloud does not have ends there")
    void foreignTarget() {
        World world =
                World.of(World.cloud().route("red", "192.168.0.0/16", new RouteTarget.Gone("pcx-0a1b2c3d")), ONLY);
        assertThat(world.from("web", BEYOND).isDelivered()).isFalse();
        assertThat(world.from("web", World.CLIENT).isDelivered()).isTrue();
    }

    @Test
    @DisplayName("ends there at once when its target goes while it is in use: the old route is deleted")
    void targetGoesLive() {
        Topology before = World.of(World.cloud(), ONLY).desired.topology();
        World after = World.of(World.cloud().detachInternetGateway("red"), ONLY);
        ChangePlan plan = Planner.plan(after.desired, before);
        assertThat(plan.changes())
                .filteredOn(change -> change.subject().key().isWithin(Keys.vpcRouter(Ids.vpc("red"))))
                .extracting(Change::action, change -> ((Route) change.subject()).type())
                .containsExactlyInAnyOrder(
                        tuple(Change.Action.CREATE, Route.Type.BLACK_HOLE),
                        tuple(Change.Action.DELETE, Route.Type.NORMAL));
        assertThat(after.desired.holds()).isEqualTo(Holds.none());
    }

    @Test
    @DisplayName("gives way to what MidoNet still has for the destination where nobody knows its target, which is held")
    void heldRoutesGoFirst() {
        World world = World.of(
                ConsistencyCheck.check(new Checked(
                        World.cloud()
                                .route("red", "192.168.0.0/16", new RouteTarget.Unresolvable("something"))
                                .state(),
                        List.of(),
                        Set.of(new Hold(Ids.routeTable("red").value(), Hold.Part.ROUTES)))),
                ONLY);
        Route held = Route.normal(
                Keys.vpcRouter(Ids.vpc("red")),
                Cidr.of("10.1.1.0/24"),
                Cidr.of("192.168.0.0/16"),
                Keys.subnetRouterPort(Ids.subnet("pub")),
                Optional.of(Ipv4.of("10.1.1.77")),
                30);
        assertThat(world.desired.holds().covers(held)).isTrue();
        assertThat(world.desired.topology().resources())
                .filteredOn(each -> each instanceof Route route && route.type() == Route.Type.BLACK_HOLE)
                .singleElement()
                .satisfies(hole -> assertThat(((Route) hole).weight()).isGreaterThan(held.weight()));
    }
}
