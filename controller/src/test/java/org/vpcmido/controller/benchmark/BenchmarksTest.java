// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.vpcmido.controller.lab.MeasuredClouds;
import org.vpcmido.controller.plan.Change;
import org.vpcmido.controller.plan.ChangePlan;
import org.vpcmido.controller.verify.Comparison;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.model.finding.Checked;
import org.vpcmido.model.verdict.Verdict;

/** Each benchmark, once, on the smallest cloud: it does what it is said to measure. How fast is no matter here. */
@DisplayName("The benchmarks, on the smallest cloud,")
class BenchmarksTest {
    private static final CycleBenchmark CYCLE = new CycleBenchmark();
    private static final PacketBenchmark PACKET = new PacketBenchmark();

    private static MeasuredCloud cloud;
    private static MeasuredPackets packets;

    @BeforeAll
    static void prepare() {
        cloud = MeasuredCloud.of("small");
        packets = new MeasuredPackets();
        packets.prepare(cloud);
    }

    private static List<Kind> kinds(Stream<? extends Resource> resources) {
        return resources.map(Resource::kind).sorted().toList();
    }

    @Test
    @DisplayName("are those that this test looks at")
    void complete() {
        OutputFormat silent = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
        assertThat(BenchmarkList.defaultList().getAll(silent, List.of()))
                .extracting(BenchmarkListEntry::getUsername)
                .extracting(name -> name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1))
                .containsExactlyInAnyOrder(
                        "CycleBenchmark.readDocument",
                        "CycleBenchmark.check",
                        "CycleBenchmark.parseTopology",
                        "CycleBenchmark.adopt",
                        "CycleBenchmark.compile",
                        "CycleBenchmark.planUnchanged",
                        "CycleBenchmark.planOneRule",
                        "CycleBenchmark.planFromNothing",
                        "PacketBenchmark.judgeByRules",
                        "PacketBenchmark.walkConversation",
                        "PacketBenchmark.judgeByBoth",
                        "PacketBenchmark.instructJudges");
    }

    @Test
    @DisplayName("read the cloud that the document is about, and find nothing wrong with it")
    void read() {
        Checked read = CYCLE.readDocument(cloud).checked();
        assertThat(read.findings()).isEmpty();
        assertThat(read.state().interfaces())
                .isEqualTo(MeasuredClouds.of("small").interfaces());
        assertThat(CYCLE.check(cloud)).isEqualTo(cloud.checked);
    }

    @Test
    @DisplayName("read, recognise and compile the whole topology")
    void topology() {
        assertThat(CYCLE.parseTopology(cloud).unreadable()).isEmpty();
        assertThat(CYCLE.parseTopology(cloud).topology()).isEqualTo(cloud.observed);
        assertThat(CYCLE.adopt(cloud).findings()).isEmpty();
        assertThat(CYCLE.compile(cloud).findings()).isEmpty();
        assertThat(kinds(CYCLE.compile(cloud).topology().resources().stream()))
                .hasSizeGreaterThan(1_000)
                .isEqualTo(kinds(cloud.adoption.topology().resources().stream()
                        .filter(each -> !cloud.machines.contains(each.key()))));
    }

    @Test
    @DisplayName("plan nothing where nothing changed, one rule where one is new, and all of it where nothing is")
    void plan() {
        assertThat(CYCLE.planUnchanged(cloud).changes()).isEmpty();
        assertThat(CYCLE.planOneRule(cloud).changes())
                .singleElement()
                .isInstanceOf(Change.Create.class)
                .extracting(change -> change.subject().kind())
                .isEqualTo(Kind.RULE);
        ChangePlan all = CYCLE.planFromNothing(cloud);
        assertThat(all.impossible()).isEmpty();
        assertThat(all.summary().create())
                .isEqualTo(cloud.desiredOfMachines.topology().size());
    }

    @Test
    @DisplayName("judge packets of which some arrive and some do not, and both judges say the same")
    void packets() {
        assertThat(Stream.generate(() -> PACKET.judgeByRules(packets)).limit(MeasuredPackets.PROBES))
                .extracting(Verdict::isDelivered)
                .contains(true, false);
        assertThat(Stream.generate(() -> PACKET.judgeByBoth(packets)).limit(100).flatMap(List::stream))
                .hasSizeGreaterThan(100)
                .noneMatch(Comparison::isDisagreement);
        assertThat(PACKET.instructJudges(cloud).judge(packets.next()))
                .isNotEmpty()
                .noneMatch(Comparison::isDisagreement);
    }

    @Test
    @DisplayName("play a conversation whose question and answer arrive")
    void conversation() {
        assertThat(PACKET.walkConversation(packets))
                .hasSize(2)
                .allMatch(org.vpcmido.midonet.trace.Verdict::isDelivered)
                .allMatch(verdict -> verdict.arrivals().size() == 1);
    }
}
