// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.vpcmido.cloud.gni.GniDocuments;
import org.vpcmido.controller.compile.Corrections;
import org.vpcmido.controller.golden.LiveChanges;
import org.vpcmido.controller.golden.Observed;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.finding.Checked;

/** Run it long with {@code -Dvpcmido.hitless.orders=8 -Dvpcmido.hitless.packets=400}, and other seeds. */
@DisplayName("While a cloud changes, after every single write,")
class HitlessTest {
    private static final int ORDERS = Integer.getInteger("vpcmido.hitless.orders", 2);
    private static final int PACKETS = Integer.getInteger("vpcmido.hitless.packets", 16);
    private static final long SEED = Long.getLong("vpcmido.hitless.seed", 1);

    /** Of ten writes, how many fail: half of them before they took effect. */
    private static final int FAILURES = Integer.getInteger("vpcmido.hitless.failures", 0);

    private static final String CORRECTIONS = System.getProperty("vpcmido.hitless.corrections", "all;port-zero");

    private static int writes;
    private static int conversations;
    private static long checks;

    static Stream<Arguments> changes() {
        return Stream.of(CORRECTIONS.split(";"))
                .flatMap(corrections -> LiveChanges.sequences().stream()
                        .map(documents -> Arguments.of(corrections, LiveChanges.andBack(documents))));
    }

    @AfterAll
    static void report() {
        System.out.println("hitless: " + conversations + " conversations, " + writes + " writes, " + checks
                + " trials; seed " + SEED);
    }

    @ParameterizedTest
    @MethodSource("changes")
    @DisplayName("a packet that both clouds deliver is delivered, and one that both refuse is refused")
    void hitsNobody(String wanted, List<String> documents) {
        Corrections corrections = Corrections.parse(wanted);
        List<Checked> clouds = documents.stream()
                .map(document -> GniDocuments.read(document).checked())
                .toList();
        Topology empty = CloudStep.machinesOf(clouds.stream());
        Topology there =
                observed(CloudStep.of(empty, clouds.get(0), corrections).replay(new AsPlanned()));
        List<String> violations = new ArrayList<>();
        for (int next = 1; next < clouds.size(); next++) {
            CloudStep step = CloudStep.of(there, clouds.get(next), corrections);
            ReplayedMidonet end = step.replay(new AsPlanned());
            if (!step.plan().isEmpty()) {
                String name = documents.get(next - 1) + " to " + documents.get(next);
                watch(clouds.get(next - 1), step, end.read()).forEach(each -> violations.add(name + each));
            }
            there = observed(end);
        }
        assertThat(violations).as("seed %d", SEED).isEmpty();
    }

    private static List<String> watch(Checked was, CloudStep step, Topology after) {
        PacketWatch watch = new PacketWatch(was.state(), step, after, PACKETS, SEED);
        List<String> violations = new ArrayList<>();
        for (int order = 0; order < ORDERS; order++) {
            String name = ", order " + order + ", after ";
            step.replay(order == 0 ? new AsPlanned() : new Random(SEED + order), FAILURES / 10.0, (change, midonet) -> {
                writes++;
                watch.check(midonet.read())
                        .forEach(each -> violations.add(name + change.action() + " " + change.key() + ": " + each));
            });
        }
        conversations += watch.watched();
        checks += watch.checks();
        return violations;
    }

    private static Topology observed(ReplayedMidonet midonet) {
        return Observed.of(midonet.read());
    }

    /** Always takes the first of what may come next. */
    private static final class AsPlanned extends Random {
        private static final long serialVersionUID = 1L;

        @Override
        public int nextInt(int bound) {
            return 0;
        }
    }
}
