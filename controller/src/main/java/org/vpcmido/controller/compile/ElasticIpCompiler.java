// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile;

import java.util.List;
import java.util.Optional;
import org.vpcmido.midonet.resource.IpAddrGroupAddr;
import org.vpcmido.midonet.resource.Match;
import org.vpcmido.midonet.resource.NatTarget;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.midonet.resource.RuleAction.FlowAction;
import org.vpcmido.midonet.resource.RuleAction.Nat;
import org.vpcmido.midonet.resource.RuleAction.NatDirection;
import org.vpcmido.midonet.resource.Term;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.vpc.CloudId;
import org.vpcmido.model.vpc.NetworkInterface;
import org.vpcmido.model.vpc.Vpc;

/**
 * A public address is rewritten to the private one where packets enter the VPC, and back where they leave it; the edge
 * router is told which VPC it leads to. Both rules are static, so none keeps state (eucanetd-vpcmido.md 3.7). Without an
 * internet gateway that is attached there is no way in or out.
 */
final class ElasticIpCompiler implements ConceptCompiler {
    private static final int WEIGHT = 100;

    /** The rules have disjoint conditions. */
    private static final Stratum ANYWHERE = Stratum.of(0);

    @Override
    public void compile(Blueprint blueprint, Draft draft) {
        for (Vpc vpc : blueprint.vpcs()) {
            RuleList in = new RuleList(Keys.vpcElasticIpChain(vpc.id()));
            RuleList out = new RuleList(Keys.vpcPostChain(vpc.id()));
            boolean shut =
                    blueprint.corrections().include(Correction.DETACHED_GATEWAY) && blueprint.isDetached(vpc.id());
            for (NetworkInterface each : blueprint.interfaces(vpc.id())) {
                each.publicAddress().ifPresent(address -> {
                    draft.add(
                            new IpAddrGroupAddr(Keys.interfacePublicAddress(each.nameInMidonet()), address),
                            cause(each, address));
                    addRules(in, out, vpc, each, address);
                    Route route = route(vpc, address, blueprint);
                    if (shut) {
                        draft.leaveOut(route, Correction.DETACHED_GATEWAY.because());
                    } else {
                        draft.add(route, cause(each, address));
                    }
                });
            }
            if (shut) {
                draft.leaveOut(in, Correction.DETACHED_GATEWAY.because());
                draft.leaveOut(out, Correction.DETACHED_GATEWAY.because());
            } else {
                draft.add(in);
                draft.add(out);
            }
        }
    }

    private static void addRules(RuleList in, RuleList out, Vpc vpc, NetworkInterface each, Ipv4 address) {
        CloudId name = each.nameInMidonet();
        // The address itself, not the group that holds it: only so are addresses inside ICMP errors rewritten too.
        String cause = cause(each, address);
        in.add(
                ANYWHERE,
                nat(NatDirection.DNAT, each.privateAddress()),
                Match.where().nwDst(address.asCidr()),
                cause);
        out.add(
                ANYWHERE,
                nat(NatDirection.SNAT, address),
                Match.where().ipAddrGroupSrc(Keys.interfacePrivateAddress(name)).nwDst(Term.not(vpc.cidr())),
                cause);
    }

    private static Route route(Vpc vpc, Ipv4 address, Blueprint blueprint) {
        return Route.normal(
                Keys.EDGE_ROUTER,
                Cidr.ANY,
                address.asCidr(),
                Keys.EDGE_ROUTER_INNER_PORT,
                Optional.of(blueprint.settings().transitAddress(blueprint.routerId(vpc.id()))),
                WEIGHT);
    }

    private static String cause(NetworkInterface each, Ipv4 address) {
        return "public address " + address + " of " + each.nameInMidonet();
    }

    private static Nat nat(NatDirection direction, Ipv4 target) {
        return new Nat(direction, FlowAction.CONTINUE, List.of(NatTarget.only(target)));
    }
}
