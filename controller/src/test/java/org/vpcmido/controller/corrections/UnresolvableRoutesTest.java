// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.corrections;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.controller.compile.Correction;
import org.vpcmido.controller.compile.Corrections;
import org.vpcmido.controller.compile.Keys;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.model.given.GivenCloud;
import org.vpcmido.model.given.Ids;
import org.vpcmido.model.given.Targets;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;

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
    @DisplayName("gives way to what MidoNet still has for the destination, which is held")
    void heldRoutesGoFirst() {
        World world = World.of(World.cloud().route("red", "192.168.0.0/16", Targets.eni("gone")), ONLY);
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
