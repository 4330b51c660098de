// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.controller.compile.Corrections;
import org.vpcmido.controller.golden.CorrectionsText;
import org.vpcmido.controller.golden.GoldenTopology;
import org.vpcmido.controller.golden.Renumbered;
import org.vpcmido.controller.golden.ReviewedFile;
import org.vpcmido.midonet.simulator.Personality;

@DisplayName("All corrections, switched on where eucanetd built the cloud,")
class CorrectedCloudsTest {
    private final List<String> table = new ArrayList<>();

    @Test
    @DisplayName("write what they name and nothing else, and lead to what they would have built from nothing")
    void areSwitchedOn() {
        GoldenTopology.COMPLETE.forEach(this::switchOn);
        ReviewedFile.assertHolds("golden/corrected.txt", String.join("\n", table) + "\n");
        assertThat(table).noneMatch(line -> line.contains(CorrectionsText.UNNAMED));
    }

    private void switchOn(String name) {
        GoldenTopology golden = GoldenTopology.of(name);
        try (SimulatedMidonet midonet = midonet(golden).holding(golden.toDump());
                SimulatedMidonet empty = midonet(golden).withMachinesOf(golden.document())) {
            ApplyResult result = midonet.apply(golden.document());
            assertThat(result.hasConverged()).as("second pass of " + name).isTrue();
            assertThat(empty.apply(golden.document()).hasConverged()).isTrue();
            assertThat(built(midonet)).as(name).isEqualTo(built(empty));
            tabulate(name, result);
        }
    }

    /** All but the version of eucanetd's that the topology says it was made by: that stays as it is. */
    private static SortedMap<String, Integer> built(SimulatedMidonet midonet) {
        SortedMap<String, Integer> lines = Renumbered.lines(midonet.observed());
        lines.keySet().removeIf(line -> line.contains("group=ipag:euca_version"));
        return lines;
    }

    private void tabulate(String name, ApplyResult result) {
        SortedMap<String, Integer> writes = new TreeMap<>();
        result.first().plan().changes().forEach(change -> writes.merge(CorrectionsText.names(change), 1, Integer::sum));
        table.add(name + ": " + result.requests().writes().total() + " writes");
        writes.forEach((names, count) -> table.add("    " + count + " for " + names));
    }

    private static SimulatedMidonet midonet(GoldenTopology golden) {
        return new SimulatedMidonet(golden.namesZero() ? Personality.V5_0 : Personality.V5_4)
                .correcting(Corrections.all());
    }
}
