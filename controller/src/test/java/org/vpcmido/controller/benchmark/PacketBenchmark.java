// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.benchmark;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;
import org.vpcmido.controller.verify.Comparison;
import org.vpcmido.controller.verify.Judges;
import org.vpcmido.model.verdict.Verdict;

/** What becomes of packets, by each judge alone and by both. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"-XX:+UseG1GC", "-Xmx1g"}) // as the service runs
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class PacketBenchmark {
    /** One packet by the rules of a VPC. */
    @Benchmark
    public Verdict judgeByRules(MeasuredPackets packets) {
        return packets.oracle.judge(packets.next());
    }

    /** A packet through MidoNet and the answer to it, from the outside to an elastic IP and back. */
    @Benchmark
    public List<org.vpcmido.midonet.trace.Verdict> walkConversation(MeasuredPackets packets) {
        return packets.conversation.play();
    }

    /** One conversation by both, compared: what {@code vpcmido verify} does for each of its probes. */
    @Benchmark
    public List<Comparison> judgeByBoth(MeasuredPackets packets) {
        return packets.judges.judgeWithError(packets.next());
    }

    /** What comes before the first packet: both judges make themselves acquainted with a cloud. */
    @Benchmark
    public Judges instructJudges(MeasuredCloud cloud) {
        return Judges.ofConfiguration(
                cloud.checked, cloud.adoption.topology(), MeasuredCloud.SETTINGS, MeasuredCloud.CORRECTIONS);
    }
}
