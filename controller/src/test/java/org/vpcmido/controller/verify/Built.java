// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.verify;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vpcmido.controller.compile.CompileContext;
import org.vpcmido.controller.compile.Corrections;
import org.vpcmido.controller.compile.Facts;
import org.vpcmido.controller.compile.LayoutSettings;
import org.vpcmido.controller.compile.ServerLimits;
import org.vpcmido.controller.compile.TopologyCompiler;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.topology.Identities;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.finding.Checked;
import org.vpcmido.model.finding.ConsistencyCheck;
import org.vpcmido.model.verdict.Probe;
import org.vpcmido.model.vpc.VpcState;

/** A cloud and a topology for it, to be judged together. */
record Built(Checked cloud, Topology topology, Identities identities, Corrections corrections) {
    /** As the compiler builds it, with all hosts there. */
    static Built of(Checked cloud, Corrections corrections) {
        return of(cloud, corrections, ServerLimits.strict(), LayoutSettings.defaults());
    }

    /** The same for a server that takes other things, or in another layout. */
    static Built of(Checked cloud, Corrections corrections, ServerLimits limits, LayoutSettings settings) {
        VpcState state = cloud.state();
        Map<String, Key> hosts = new HashMap<>();
        Stream.of(
                        state.hosts().keySet().stream(),
                        state.configuration().gateways().stream().map(gateway -> gateway.host()),
                        Stream.of(state.configuration().controllerAddress().toString()))
                .flatMap(names -> names)
                .forEach(name -> hosts.put(name, new Key("host:" + name)));
        CompileContext context = new CompileContext(Facts.none().withHosts(hosts), settings, corrections, limits);
        Topology topology = TopologyCompiler.compile(cloud, context).topology();
        return new Built(cloud, topology, Identities.none(), corrections);
    }

    static Built of(VpcState state, Corrections corrections) {
        return of(ConsistencyCheck.check(state), corrections);
    }

    /** For judges who excuse nothing by what is held: where MidoNet was empty, nothing is. */
    Built excusingNothing() {
        Checked strict = new Checked(cloud.state(), cloud.findings(), Set.of());
        return new Built(strict, topology, identities, corrections);
    }

    /** The same cloud with a topology that somebody damaged. */
    Built damaged(UnaryOperator<Stream<Resource>> damage) {
        List<Resource> resources = damage.apply(topology.resources().stream()).toList();
        return new Built(
                cloud, Topology.of(resources).withActivePorts(topology.activePorts()), identities, corrections);
    }

    Judges judges() {
        return Judges.ofConfiguration(cloud, topology, LayoutSettings.defaults(), corrections);
    }

    List<Comparison> judge(Probe probe) {
        return judges().judge(probe);
    }

    VerifyReport verify(int probes, long seed) {
        return Verifier.verify(judges(), cloud.state(), probes, seed);
    }

    /** The disagreements of a report as an operator sees them. */
    String shown(VerifyReport report) {
        return report.samples().stream().map(this::shown).collect(Collectors.joining("\n"));
    }

    String shown(Comparison comparison) {
        CloudNames names = new CloudNames(cloud.state(), topology, identities);
        return TraceText.write(Trace.of(comparison, topology, names));
    }
}
