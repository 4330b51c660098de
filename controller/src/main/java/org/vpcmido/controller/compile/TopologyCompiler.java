// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile;

import java.util.List;
import org.vpcmido.controller.compile.underlay.EdgeCompiler;
import org.vpcmido.controller.compile.underlay.GatewayCompiler;
import org.vpcmido.controller.compile.underlay.MetadataCompiler;
import org.vpcmido.controller.compile.underlay.UplinkFilterCompiler;
import org.vpcmido.model.finding.Checked;

/**
 * From what a cloud asks for to what MidoNet should have. Equal states and contexts compile to equal topologies: no
 * clock, no I/O, no memory of earlier states.
 */
public final class TopologyCompiler {
    private static final List<ConceptCompiler> CONCEPTS = List.of(
            new EdgeCompiler(),
            new GatewayCompiler(),
            new UplinkFilterCompiler(),
            new MetadataCompiler(),
            new VpcCompiler(),
            new VpcEdgeCompiler(),
            new SubnetCompiler(),
            new ResolverCompiler(),
            new SubnetFilterCompiler(),
            new NetworkAclCompiler(),
            new RouteTableCompiler(),
            new NatGatewayCompiler(),
            new SecurityGroupCompiler(),
            new InterfaceCompiler(),
            new InterfaceFilterCompiler(),
            new ElasticIpCompiler(),
            new MetadataIdentityCompiler(),
            new HoldCompiler());

    private TopologyCompiler() {}

    /**
     * Compiles a cloud.
     *
     * @param cloud what is asked for, and what is held
     * @param context what else it depends on
     */
    public static Desired compile(Checked cloud, CompileContext context) {
        Blueprint blueprint = new Blueprint(cloud, context);
        Draft draft = new Draft();
        blueprint.report(draft);
        CONCEPTS.forEach(concept -> concept.compile(blueprint, draft));
        return draft.desired(blueprint.numbers());
    }
}
