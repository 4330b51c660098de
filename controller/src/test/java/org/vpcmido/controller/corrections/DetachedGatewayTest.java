// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.corrections;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.controller.compile.Correction;
import org.vpcmido.controller.compile.Corrections;
import org.vpcmido.controller.compile.Holds;
import org.vpcmido.controller.compile.Keys;
import org.vpcmido.controller.plan.ChangePlan;
import org.vpcmido.controller.plan.Planner;
import org.vpcmido.model.finding.Checked;
import org.vpcmido.model.finding.ConsistencyCheck;
import org.vpcmido.model.finding.Hold;
import org.vpcmido.model.given.GivenCloud;
import org.vpcmido.model.given.Ids;

@DisplayName("A VPC without internet gateway")
class DetachedGatewayTest {
    /** With the other, what nobody has does not go back out. */
    private static final Corrections ONLY =
            new Corrections(Set.of(Correction.DETACHED_GATEWAY, Correction.OPEN_TRANSIT));

    @Test
    @DisplayName("lets nothing in by its elastic IPs, and others go on")
    void elasticIps() {
        assertThat(World.of(detached(), Corrections.none())
                        .fromOutside(World.CLIENT, World.WEB_PUBLIC)
                        .isDelivered())
                .isTrue();
        World world = World.of(detached(), ONLY);
        assertThat(world.fromOutside(World.CLIENT, World.WEB_PUBLIC).isDelivered())
                .isFalse();
        assertThat(world.from("bob", World.WEB_PUBLIC).isDelivered()).isFalse();
        assertThat(world.from("web", World.CLIENT).isDelivered()).isFalse();
        assertThat(world.fromOutside(World.CLIENT, World.BOB_PUBLIC).isDelivered())
                .isTrue();
    }

    @Test
    @DisplayName("lets nothing out by its NAT gateways, and tells nobody")
    void natGateways() {
        assertThat(World.of(detached(), Corrections.none())
                        .from("db", World.CLIENT)
                        .isDelivered())
                .isTrue();
        World world = World.of(detached(), ONLY);
        assertThat(world.from("db", World.CLIENT).isDelivered()).isFalse();
        assertThat(world.from("db", World.CLIENT).answers()).isEmpty();
    }

    @Test
    @DisplayName("works again once there is one, by the way that plans took back")
    void attachedAgain() {
        World before = World.of(World.cloud(), ONLY);
        World without = World.of(detached(), ONLY);
        ChangePlan away = Planner.plan(without.desired, before.desired.topology());
        assertThat(away.changes())
                .filteredOn(change -> !change.subject().key().isWithin(Keys.vpcRouter(Ids.vpc("red"))))
                .isNotEmpty()
                .allMatch(change -> change.because().contains("correction detached-gateway: "));
        World again = World.of(World.cloud(), ONLY);
        assertThat(again.fromOutside(World.CLIENT, World.WEB_PUBLIC).isDelivered())
                .isTrue();
        assertThat(again.from("db", World.CLIENT).isDelivered()).isTrue();
    }

    @Test
    @DisplayName("is not taken for one where the document contradicts itself about it")
    void inDoubt() {
        Checked doubtful = ConsistencyCheck.check(new Checked(
                detached().state(), List.of(), Set.of(new Hold(Ids.vpc("red").value(), Hold.Part.INTERNET_GATEWAY))));
        World world = World.of(doubtful, ONLY);
        assertThat(world.fromOutside(World.CLIENT, World.WEB_PUBLIC).isDelivered())
                .isTrue();
        assertThat(world.desired.holds()).isEqualTo(Holds.none());
    }

    private static GivenCloud detached() {
        return World.cloud().detachInternetGateway("red");
    }
}
