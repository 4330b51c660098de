// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.vpcmido.controller.compile.Desired;
import org.vpcmido.controller.compile.Holds;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.topology.Topology;

/** In which wave of a plan what comes and what goes, from 0; changes of one lane may share a wave. */
record PlanOrder(List<List<Change>> waves) {
    static PlanOrder between(List<Resource> before, List<Resource> after) {
        Desired desired = new Desired(Topology.of(after), Map.of(), Holds.none(), Map.of(), List.of());
        return new PlanOrder(Planner.plan(desired, Topology.of(before)).waves());
    }

    int comes(Resource subject) {
        return wave(subject, Change.Action.CREATE);
    }

    int goes(Resource subject) {
        return wave(subject, Change.Action.DELETE);
    }

    private int wave(Resource subject, Change.Action action) {
        int[] found = IntStream.range(0, waves.size())
                .filter(wave -> waves.get(wave).stream()
                        .anyMatch(change ->
                                change.action() == action && change.key().equals(subject.key())))
                .toArray();
        assertThat(found).as("%s of %s", action, subject.key()).hasSize(1);
        return found[0];
    }
}
