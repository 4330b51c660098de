// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.benchmark;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;
import org.vpcmido.cloud.gni.GniReader;
import org.vpcmido.cloud.source.CloudSnapshot;
import org.vpcmido.controller.adopt.Adopter;
import org.vpcmido.controller.adopt.Adoption;
import org.vpcmido.controller.compile.Desired;
import org.vpcmido.controller.compile.TopologyCompiler;
import org.vpcmido.controller.plan.ChangePlan;
import org.vpcmido.controller.plan.Planner;
import org.vpcmido.midonet.client.Observation;
import org.vpcmido.midonet.client.TopologyJson;
import org.vpcmido.model.finding.Checked;
import org.vpcmido.model.finding.ConsistencyCheck;

/** The stages of a cycle that need nothing but a processor, in their order. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"-XX:+UseG1GC", "-Xmx1g"}) // as the service runs
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class CycleBenchmark {
    private static final GniReader READER = new GniReader();

    /** From the bytes of a document to a cloud; the check is part of it. */
    @Benchmark
    public CloudSnapshot readDocument(MeasuredCloud cloud) {
        return READER.read(cloud.document, cloud.size);
    }

    /** The check alone. */
    @Benchmark
    public Checked check(MeasuredCloud cloud) {
        return ConsistencyCheck.check(cloud.checked.state());
    }

    /** From MidoNet's JSON, all in one text, to resources. */
    @Benchmark
    public Observation parseTopology(MeasuredCloud cloud) {
        return TopologyJson.read(cloud.dump);
    }

    /** Recognises all that MidoNet has. */
    @Benchmark
    public Adoption adopt(MeasuredCloud cloud) {
        return Adopter.adopt(cloud.observed, cloud.checked, MeasuredCloud.SETTINGS);
    }

    /** From a cloud to what MidoNet should have. */
    @Benchmark
    public Desired compile(MeasuredCloud cloud) {
        return TopologyCompiler.compile(cloud.checked, cloud.context);
    }

    /** MidoNet has all of it, and nothing else. */
    @Benchmark
    public ChangePlan planUnchanged(MeasuredCloud cloud) {
        return Planner.plan(cloud.desired, cloud.adoption.topology());
    }

    /** A security group has got one more rule. */
    @Benchmark
    public ChangePlan planOneRule(MeasuredCloud cloud) {
        return Planner.plan(cloud.desiredWithOneMoreRule, cloud.adoption.topology());
    }

    /** MidoNet has nothing but hosts. */
    @Benchmark
    public ChangePlan planFromNothing(MeasuredCloud cloud) {
        return Planner.plan(cloud.desiredOfMachines, cloud.machines);
    }
}
