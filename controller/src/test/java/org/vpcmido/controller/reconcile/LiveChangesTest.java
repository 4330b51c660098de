// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.controller.compile.Corrections;
import org.vpcmido.controller.golden.LiveChanges;
import org.vpcmido.controller.golden.Renumbered;
import org.vpcmido.controller.golden.ReviewedFile;
import org.vpcmido.midonet.simulator.Personality;

@DisplayName("A change of the cloud, over HTTP,")
class LiveChangesTest {
    /** As little as it takes for everything to be built, so that the table does not change with other corrections. */
    private static final Corrections CORRECTIONS = Corrections.parse("port-zero");

    private final Map<String, Built> fresh = new HashMap<>();
    private final List<String> table = new ArrayList<>();
    private SimulatedMidonet midonet;

    /** What a cloud led to on an empty MidoNet. */
    private record Built(ObjectNode dump, SortedMap<String, Integer> lines) {}

    @BeforeEach
    void start() {
        midonet = new SimulatedMidonet(Personality.V5_4).correcting(CORRECTIONS);
    }

    @AfterEach
    void stop() {
        midonet.close();
    }

    @Test
    @DisplayName("takes the writes that it needs and no more, there and back, and ends where a fresh build does")
    void takesFewWrites() {
        LiveChanges.sequences().forEach(this::sequence);
        String text = String.join("\n", table) + "\n";
        System.out.println(text);
        ReviewedFile.assertHolds("golden/live-changes.txt", text);
        assertThat(table).noneMatch(line -> line.contains("DIFFERS") || line.contains("SECOND"));
    }

    private void sequence(List<String> documents) {
        String[] machines = documents.toArray(new String[0]);
        List<String> path = LiveChanges.andBack(documents);
        midonet.holding(fresh(path.get(0), machines).dump());
        for (int next = 1; next < path.size(); next++) {
            step(path.get(next - 1), path.get(next), machines);
        }
    }

    /** Hosts do not come with a cloud, so that both builds are given the same. */
    private Built fresh(String document, String... machines) {
        return fresh.computeIfAbsent(document, build -> {
            try (SimulatedMidonet other = new SimulatedMidonet(Personality.V5_4)
                    .correcting(CORRECTIONS)
                    .withMachinesOf(machines)) {
                assertThat(other.apply(document).hasConverged()).isTrue();
                return new Built(other.dump(), Renumbered.lines(other.observed()));
            }
        });
    }

    private void step(String from, String to, String... machines) {
        ApplyResult result = midonet.apply(to);
        String guard = "";
        if (result.first().ruling().holds()) {
            guard = "; held by the guard until confirmed";
            assertThat(result.requests().writes().total()).isZero();
            result = midonet.applyUnguarded(to);
        }
        SortedMap<String, Integer> writes = new TreeMap<>();
        result.first()
                .plan()
                .changes()
                .forEach(change -> writes.merge(
                        change.action().jsonName() + " "
                                + change.subject().kind().jsonName(),
                        1,
                        Integer::sum));
        boolean equal =
                Renumbered.lines(midonet.observed()).equals(fresh(to, machines).lines());
        table.add(name(from) + " to " + name(to) + ": "
                + result.requests().writes().total() + " writes; "
                + (equal ? "equal to a fresh build" : "DIFFERS from a fresh build")
                + (result.hasConverged() ? "" : "; SECOND PASS WOULD WRITE") + guard);
        writes.forEach((kind, count) -> table.add("    " + kind + " " + count));
    }

    private static String name(String document) {
        return document.replaceFirst("^\\w+/", "").replaceFirst("\\.xml$", "");
    }
}
