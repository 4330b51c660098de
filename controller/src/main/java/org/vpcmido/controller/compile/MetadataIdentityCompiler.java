// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile;

import java.util.List;
import java.util.Optional;
import org.vpcmido.midonet.resource.Match;
import org.vpcmido.midonet.resource.NatTarget;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.midonet.resource.RuleAction.FlowAction;
import org.vpcmido.midonet.resource.RuleAction.Nat;
import org.vpcmido.midonet.resource.RuleAction.NatDirection;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.vpc.NetworkInterface;
import org.vpcmido.model.vpc.Vpc;

/**
 * Private addresses of different VPCs may be the same, so the metadata service sees each interface under an address of
 * its own (eucanetd-vpcmido.md 4.6).
 */
final class MetadataIdentityCompiler implements ConceptCompiler {
    private static final int WEIGHT = 100;

    /** The rules have disjoint conditions. */
    private static final Stratum ANYWHERE = Stratum.of(0);

    @Override
    public void compile(Blueprint blueprint, Draft draft) {
        if (!blueprint.settings().metadataRouter()) {
            return;
        }
        for (Vpc vpc : blueprint.vpcs()) {
            RuleList in = new RuleList(Keys.vpcMetadataInChain(vpc.id()));
            RuleList out = new RuleList(Keys.vpcMetadataOutChain(vpc.id()));
            for (NetworkInterface each : blueprint.interfaces(vpc.id())) {
                blueprint.identity(each).ifPresent(identity -> {
                    addRules(in, out, each, identity, blueprint.settings());
                    addRoute(vpc, each, identity, blueprint, draft);
                });
            }
            draft.add(in);
            draft.add(out);
        }
    }

    private static void addRules(
            RuleList in, RuleList out, NetworkInterface each, Ipv4 identity, LayoutSettings settings) {
        String cause = cause(each, identity);
        in.add(
                ANYWHERE,
                nat(NatDirection.DNAT, each.privateAddress()),
                Match.where().nwDst(identity.asCidr()),
                cause);
        out.add(
                ANYWHERE,
                nat(NatDirection.SNAT, identity),
                Match.where().nwSrc(each.privateAddress().asCidr()).nwDst(settings.metadataLink()),
                cause);
    }

    private static void addRoute(Vpc vpc, NetworkInterface each, Ipv4 identity, Blueprint blueprint, Draft draft) {
        draft.add(
                Route.normal(
                        Keys.METADATA_ROUTER,
                        Cidr.ANY,
                        identity.asCidr(),
                        Keys.METADATA_ROUTER_INNER_PORT,
                        Optional.of(blueprint.settings().metadataTransitAddress(blueprint.routerId(vpc.id()))),
                        WEIGHT),
                cause(each, identity));
    }

    private static String cause(NetworkInterface each, Ipv4 identity) {
        return "metadata identity " + identity + " of " + each.nameInMidonet();
    }

    private static Nat nat(NatDirection direction, Ipv4 target) {
        return new Nat(direction, FlowAction.CONTINUE, List.of(NatTarget.only(target)));
    }
}
