// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.controller.compile.Desired;
import org.vpcmido.controller.compile.Holds;
import org.vpcmido.midonet.resource.Chain;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Match;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.resource.RuleAction;
import org.vpcmido.midonet.topology.Topology;

@DisplayName("What a plan takes away")
class RemovalsTest {
    @Test
    @DisplayName("is what it deletes, and what it changes to let go of that; not what it makes")
    void contains() {
        ChangePlan plan = SmallPlan.plan();
        Removals removals = Removals.of(plan);
        assertThat(plan.changes().filter(removals::contains).map(change -> change.action() + " " + change.key()))
                .containsExactlyInAnyOrder(
                        "UPDATE " + SmallPlan.EDGE, "DELETE " + SmallPlan.OLD_CHAIN, "DELETE " + SmallPlan.GROUP);
        assertThat(removals.size()).isEqualTo(3);
    }

    @Test
    @DisplayName("is not a change that keeps hold of all it had, or lets go of what stays")
    void harmlessUpdates() {
        Topology there = Topology.of(List.of(
                SmallPlan.router(SmallPlan.EDGE, Optional.of(SmallPlan.USED_CHAIN), 0),
                new Chain(SmallPlan.USED_CHAIN, "t", "used")));
        for (Optional<Key> filter : List.of(Optional.of(SmallPlan.USED_CHAIN), Optional.<Key>empty())) {
            ChangePlan plan = plan(
                    there,
                    SmallPlan.router(SmallPlan.EDGE, filter, 64512),
                    new Chain(SmallPlan.USED_CHAIN, "t", "used"));
            assertThat(plan.changes()).hasSize(1);
            assertThat(Removals.of(plan).size()).isZero();
        }
    }

    @Test
    @DisplayName(
            "has a name of 12 digits that holds for these removals, whatever else the plan makes, and for no others")
    void fingerprint() {
        String name = Removals.of(SmallPlan.plan()).fingerprint();
        assertThat(name).matches("[0-9a-f]{12}");
        assertThat(Removals.of(SmallPlan.plan(new Chain(new Key("vpc/vpc-1/other-chain"), "t", "o")))
                        .fingerprint())
                .isEqualTo(name);
        assertThat(Removals.of(SmallPlan.plan(new Chain(SmallPlan.OLD_CHAIN, "t", "old")))
                        .fingerprint())
                .isNotEqualTo(name);
    }

    @Test
    @DisplayName("keeps that name when a rule that goes has moved in its chain")
    void positions() {
        Rule goes = drop(1, 6);
        Rule stays = drop(1, 17);
        Topology chain = Topology.of(List.of(new Chain(SmallPlan.NEW_CHAIN, "t", "c"), goes));
        Topology longer = Topology.of(List.of(new Chain(SmallPlan.NEW_CHAIN, "t", "c"), stays, goes.at(2)));
        ChangePlan first = plan(chain, new Chain(SmallPlan.NEW_CHAIN, "t", "c"));
        ChangePlan second = plan(longer, new Chain(SmallPlan.NEW_CHAIN, "t", "c"), stays);
        assertThat(Removals.of(first).size()).isEqualTo(1);
        assertThat(Removals.of(second).fingerprint())
                .isEqualTo(Removals.of(first).fingerprint());
    }

    private static Rule drop(int position, int protocol) {
        return Rule.of(
                SmallPlan.NEW_CHAIN,
                position,
                RuleAction.Verdict.DROP,
                Match.where().nwProto(protocol).build());
    }

    private static ChangePlan plan(Topology there, Resource... wanted) {
        return Planner.plan(
                new Desired(Topology.of(List.of(wanted)), Map.of(), Holds.none(), Map.of(), List.of()), there);
    }
}
