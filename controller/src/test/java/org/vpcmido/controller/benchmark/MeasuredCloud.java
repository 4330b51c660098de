// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.benchmark;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.vpcmido.cloud.gni.GniReader;
import org.vpcmido.controller.adopt.Adopter;
import org.vpcmido.controller.adopt.Adoption;
import org.vpcmido.controller.compile.CompileContext;
import org.vpcmido.controller.compile.Corrections;
import org.vpcmido.controller.compile.Desired;
import org.vpcmido.controller.compile.Facts;
import org.vpcmido.controller.compile.LayoutSettings;
import org.vpcmido.controller.compile.ServerLimits;
import org.vpcmido.controller.compile.TopologyCompiler;
import org.vpcmido.controller.golden.Observed;
import org.vpcmido.controller.lab.GniDocument;
import org.vpcmido.controller.lab.MeasuredClouds;
import org.vpcmido.midonet.client.TopologyJson;
import org.vpcmido.midonet.topology.Identities;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.finding.Checked;
import org.vpcmido.model.vpc.VpcState;

/**
 * One cloud at every stage of a cycle, so that each stage can be measured without those before it. JMH fills in the size,
 * and wants fields and a constructor for that.
 */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // prepared before anything is measured
public class MeasuredCloud {
    static final LayoutSettings SETTINGS = LayoutSettings.defaults();
    static final Corrections CORRECTIONS = Corrections.all();

    /** How large it is, as {@code vpcmido bench} calls it. */
    @Param({"small", "medium"})
    public String size;

    byte[] document;

    /** What the document asks for. */
    Checked checked;

    /** Of a MidoNet that has all that is asked for. */
    String dump;

    Topology observed;
    Adoption adoption;
    CompileContext context;
    Desired desired;
    Desired desiredWithOneMoreRule;

    /** A MidoNet that has nothing but hosts. */
    Topology machines;

    Desired desiredOfMachines;

    /** A cloud of one size, ready to be measured. */
    static MeasuredCloud of(String size) {
        MeasuredCloud cloud = new MeasuredCloud();
        cloud.size = size;
        cloud.prepare();
        return cloud;
    }

    /** Goes through a cycle once, from nothing, and then once more, for what that has built. */
    @Setup
    public void prepare() {
        document = GniDocument.of(MeasuredClouds.of(size), "1").getBytes(StandardCharsets.UTF_8);
        checked = new GniReader().read(document, size).checked();
        VpcState state = checked.state();
        Adoption hosts = Adopter.adopt(Topology.of(Observed.machines(state)), checked, SETTINGS);
        machines = hosts.topology();
        desiredOfMachines = TopologyCompiler.compile(checked, context(hosts.facts()));
        Topology built = Topology.of(Stream.concat(
                Observed.of(desiredOfMachines.topology()).resources().stream(), Observed.machines(state).stream()));
        dump = TopologyJson.write(built, Identities.none()).toString();
        observed = TopologyJson.read(dump).topology();
        adoption = Adopter.adopt(observed, checked, SETTINGS);
        context = context(adoption.facts());
        desired = TopologyCompiler.compile(checked, context);
        Checked changed = new Checked(MeasuredClouds.withOneMoreRule(state), List.of(), Set.of());
        desiredWithOneMoreRule = TopologyCompiler.compile(changed, context);
    }

    private static CompileContext context(Facts facts) {
        return new CompileContext(facts, SETTINGS, CORRECTIONS, ServerLimits.strict());
    }
}
