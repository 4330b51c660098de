// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vpcmido.cloud.gni.GniDocuments;
import org.vpcmido.controller.compile.Corrections;
import org.vpcmido.controller.golden.LiveChanges;
import org.vpcmido.controller.golden.Observed;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.finding.Checked;
import org.vpcmido.model.finding.ConsistencyCheck;
import org.vpcmido.model.given.RandomClouds;
import org.vpcmido.model.vpc.VpcState;

/**
 * Run it long with {@code -Dvpcmido.hitless.orders=8 -Dvpcmido.hitless.packets=400}, and other seeds; with more random
 * clouds by {@code -Dvpcmido.hitless.clouds=100}.
 */
@DisplayName("While a cloud changes, after every single write,")
class HitlessTest {
    private static final int ORDERS = Integer.getInteger("vpcmido.hitless.orders", 2);
    private static final int PACKETS = Integer.getInteger("vpcmido.hitless.packets", 16);
    private static final long SEED = Long.getLong("vpcmido.hitless.seed", 1);
    private static final int CLOUDS = Integer.getInteger("vpcmido.hitless.clouds", 2);
    private static final int MOMENTS = 2;
    private static final int STEPS = 6;

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
        List<Moment> moments = documents.stream()
                .map(document ->
                        new Moment(document, GniDocuments.read(document).checked()))
                .toList();
        assertThat(violations(moments, Corrections.parse(wanted), true))
                .as("seed %d", SEED)
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    @DisplayName(
            "so it is, too, in random clouds, sound and troubled ones, of which one or two entities at a time change")
    void hitsNobodyInRandomClouds(int entities) {
        for (long seed = SEED; seed < SEED + CLOUDS; seed++) {
            Random random = new Random(seed);
            VpcState whole = whole(seed);
            VpcState cloud = Moments.of(whole, random);
            VpcState aim = Moments.of(whole, random);
            List<Moment> moments = new ArrayList<>();
            for (int step = 0; step <= STEPS; step++) {
                moments.add(new Moment("step " + step, ConsistencyCheck.check(cloud)));
                for (int entity = 0; entity < entities; entity++) {
                    cloud = Moments.oneEntityOn(cloud, aim, random);
                }
            }
            assertHitsNobody(moments, seed, true);
        }
    }

    @Test
    @DisplayName("and if much changes at once, what fares alike for the same reasons before and after")
    void hitsNobodyUninvolved() {
        for (long seed = SEED; seed < SEED + CLOUDS; seed++) {
            Random random = new Random(seed);
            VpcState whole = whole(seed);
            List<Moment> moments = new ArrayList<>();
            for (int moment = 0; moment < MOMENTS; moment++) {
                moments.add(new Moment("moment " + moment, ConsistencyCheck.check(Moments.of(whole, random))));
            }
            assertHitsNobody(moments, seed, false);
        }
    }

    private static VpcState whole(long seed) {
        return seed % 2 == 0 ? RandomClouds.cloud(seed) : RandomClouds.troubled(seed);
    }

    private static void assertHitsNobody(List<Moment> moments, long seed, boolean areSingleChanges) {
        String wanted = seed % 4 < 2 ? "all" : "port-zero";
        assertThat(violations(moments, Corrections.parse(wanted), areSingleChanges))
                .as("-Dvpcmido.hitless.seed=%d -Dvpcmido.hitless.clouds=1", seed)
                .isEmpty();
    }

    /** A cloud at some time. */
    private record Moment(String name, Checked cloud) {}

    private static List<String> violations(List<Moment> moments, Corrections corrections, boolean areSingleChanges) {
        Topology there = CloudStep.machinesOf(moments.stream().map(Moment::cloud));
        there = observed(
                CloudStep.of(there, moments.get(0).cloud(), corrections).replay(new AsPlanned()));
        List<String> violations = new ArrayList<>();
        for (int next = 1; next < moments.size(); next++) {
            Moment was = moments.get(next - 1);
            Moment is = moments.get(next);
            CloudStep step = CloudStep.of(there, is.cloud(), corrections);
            ReplayedMidonet end = step.replay(new AsPlanned());
            if (!step.plan().isEmpty()) {
                String name = was.name() + " to " + is.name();
                watch(was.cloud(), step, end.read(), areSingleChanges).forEach(each -> violations.add(name + each));
            }
            there = observed(end);
        }
        return violations;
    }

    private static List<String> watch(Checked was, CloudStep step, Topology after, boolean isOneChange) {
        PacketWatch watch = new PacketWatch(was.state(), step, after, PACKETS, SEED, isOneChange);
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
