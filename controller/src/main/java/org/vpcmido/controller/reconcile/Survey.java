// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.reconcile;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.Stream;
import org.vpcmido.cloud.source.CloudSnapshot;
import org.vpcmido.controller.adopt.Adopter;
import org.vpcmido.controller.adopt.Adoption;
import org.vpcmido.controller.compile.CompileContext;
import org.vpcmido.controller.compile.Desired;
import org.vpcmido.controller.compile.LayoutSettings;
import org.vpcmido.controller.compile.ServerLimits;
import org.vpcmido.controller.compile.TopologyCompiler;
import org.vpcmido.controller.plan.ChangePlan;
import org.vpcmido.controller.plan.Planner;
import org.vpcmido.midonet.client.Observation;
import org.vpcmido.midonet.client.ServerFeatures;
import org.vpcmido.model.finding.Finding;

/**
 * A cloud and the MidoNet that is to serve it, both read whole; nothing is decided yet.
 *
 * @param cloud what the cloud asks for
 * @param adoption what MidoNet has
 * @param limits what MidoNet takes
 * @param unreadable what MidoNet has and cannot be understood, a line each
 */
public record Survey(CloudSnapshot cloud, Adoption adoption, ServerLimits limits, List<String> unreadable) {
    public Survey {
        requireNonNull(cloud, "cloud");
        requireNonNull(adoption, "adoption");
        requireNonNull(limits, "limits");
        unreadable = List.copyOf(unreadable);
    }

    static Survey of(CloudSnapshot cloud, Observation observation, ServerFeatures features, LayoutSettings layout) {
        Adoption adoption = Adopter.adopt(observation.topology(), cloud.checked(), layout);
        return new Survey(cloud, adoption, limits(features, adoption), observation.unreadable());
    }

    /**
     * Up to 5.1.0 zero is taken, and from 5.4 on refused. What lies between calls itself alike, although 5.2.2 refuses
     * it and 5.2.1 does not (midonet-api.md 13.1): there, what it holds tells.
     */
    private static ServerLimits limits(ServerFeatures features, Adoption adoption) {
        if (!features.serviceContainers()) {
            return ServerLimits.lenient();
        }
        boolean isSince54 = features.portAddressLists();
        return isSince54 ? ServerLimits.strict() : ServerLimits.evidentFrom(adoption.topology());
    }

    /** What MidoNet should have. */
    public Desired compile(ReconcileSettings settings) {
        return TopologyCompiler.compile(
                cloud.checked(),
                new CompileContext(adoption.facts(), settings.layout(), settings.corrections(), limits));
    }

    /** What to write, and whether it may be written. */
    public PlanResult plan(ReconcileSettings settings) {
        Desired desired = compile(settings);
        ChangePlan plan = Planner.plan(desired, adoption.topology());
        Stream<Finding> impossible = plan.impossible().stream()
                .map(each ->
                        Finding.error(each.change().key().path(), "dangling-reference", each.because(), "not written"));
        Stream<Finding> kept = plan.kept().stream()
                .map(each ->
                        Finding.warning(each.resource().key().path(), "still-in-use", each.because(), "not deleted"));
        List<Finding> all = Stream.of(findings().stream(), desired.findings().stream(), impossible, kept)
                .flatMap(each -> each)
                .toList();
        return new PlanResult(cloud, adoption, desired, plan, settings.guard().judge(plan), all);
    }

    /** What is wrong with the cloud or with MidoNet, each for itself. */
    public List<Finding> findings() {
        Stream<Finding> unreadableObjects =
                unreadable.stream().map(each -> Finding.warning("midonet", "unreadable-object", each, "left alone"));
        Stream<Finding> deadAgents = DeadAgents.in(cloud.checked().state(), adoption);
        return Stream.of(
                        cloud.checked().findings().stream(),
                        unreadableObjects,
                        adoption.findings().stream(),
                        deadAgents)
                .flatMap(each -> each)
                .toList();
    }
}
