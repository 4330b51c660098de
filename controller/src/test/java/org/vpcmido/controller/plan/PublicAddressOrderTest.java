// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.controller.compile.Corrections;
import org.vpcmido.controller.golden.Observed;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.finding.Checked;
import org.vpcmido.model.given.GivenCloud;
import org.vpcmido.model.given.ReferenceCloud;
import org.vpcmido.model.vpc.VpcState;

@DisplayName("A public address")
class PublicAddressOrderTest {
    private static final String ADDRESS = "203.0.113.77";

    /** The waves of a plan, each with its changes. */
    private static List<List<Change>> waves(VpcState before, VpcState after) {
        Checked built = new Checked(before, List.of(), Set.of());
        Topology machines = CloudStep.machinesOf(Stream.of(built));
        Topology there = Observed.of(CloudStep.of(machines, built, Corrections.all())
                .replay(new Random(1))
                .read());
        ChangePlan plan = CloudStep.of(there, new Checked(after, List.of(), Set.of()), Corrections.all())
                .plan();
        return plan.waves();
    }

    private static int[] wavesOf(List<List<Change>> waves, Predicate<Change> which) {
        return IntStream.range(0, waves.size())
                .filter(wave -> waves.get(wave).stream().anyMatch(which))
                .toArray();
    }

    private static Predicate<Change> translation(Change.Action action) {
        return change -> change.action() == action
                && change.subject() instanceof Rule rule
                && rule.content().contains(ADDRESS);
    }

    private static Predicate<Change> route(Change.Action action) {
        return change -> change.action() == action && isRoute(change.subject());
    }

    private static boolean isRoute(Resource resource) {
        return resource instanceof Route route
                && route.type() == Route.Type.NORMAL
                && route.destination().toString().equals(ADDRESS + "/32");
    }

    private static void assertBefore(List<List<Change>> waves, Predicate<Change> first, Predicate<Change> then) {
        int[] early = wavesOf(waves, first);
        int[] late = wavesOf(waves, then);
        assertThat(early).isNotEmpty();
        assertThat(late).isNotEmpty();
        assertThat(early[early.length - 1]).isLessThan(late[0]);
    }

    @Test
    @DisplayName("that comes is translated before it is routed")
    void comes() {
        GivenCloud cloud = ReferenceCloud.given();
        List<List<Change>> waves =
                waves(cloud.state(), cloud.elasticIp("a2", ADDRESS).state());
        assertBefore(waves, translation(Change.Action.CREATE), route(Change.Action.CREATE));
    }

    @Test
    @DisplayName("that goes is no longer routed before it is no longer translated")
    void goes() {
        GivenCloud cloud = ReferenceCloud.given().elasticIp("a2", ADDRESS);
        List<List<Change>> waves = waves(cloud.state(), cloud.noElasticIp("a2").state());
        assertBefore(waves, route(Change.Action.DELETE), translation(Change.Action.DELETE));
    }

    @Test
    @DisplayName(
            "that moves to another VPC has left the old owner altogether before anything of it comes to the new one")
    void moves() {
        GivenCloud cloud = ReferenceCloud.given().elasticIp("a2", ADDRESS);
        List<List<Change>> waves = waves(
                cloud.state(), cloud.noElasticIp("a2").elasticIp("b2", ADDRESS).state());
        Predicate<Change> gone = translation(Change.Action.DELETE).or(route(Change.Action.DELETE));
        Predicate<Change> come = translation(Change.Action.CREATE).or(route(Change.Action.CREATE));
        assertBefore(waves, gone, come);
        assertBefore(waves, translation(Change.Action.CREATE), route(Change.Action.CREATE));
    }
}
