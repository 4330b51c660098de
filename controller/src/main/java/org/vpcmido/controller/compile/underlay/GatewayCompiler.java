// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile.underlay;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.vpcmido.controller.compile.Blueprint;
import org.vpcmido.controller.compile.ConceptCompiler;
import org.vpcmido.controller.compile.Correction;
import org.vpcmido.controller.compile.Draft;
import org.vpcmido.controller.compile.Holds;
import org.vpcmido.controller.compile.HostBinding;
import org.vpcmido.controller.compile.Keys;
import org.vpcmido.midonet.resource.BgpNetwork;
import org.vpcmido.midonet.resource.BgpPeer;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.PortGroupPort;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.midonet.resource.RouterPort;
import org.vpcmido.model.finding.Finding;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.vpc.UplinkGateway;

/** A gateway is a port of the edge router on a host's device, a default route through it, and perhaps a BGP session. */
public final class GatewayCompiler implements ConceptCompiler {
    @Override
    public void compile(Blueprint blueprint, Draft draft) {
        List<UplinkGateway> gateways = blueprint.state().configuration().gateways().stream()
                .sorted(Comparator.comparing(UplinkGateway::name))
                .toList();
        gateways.forEach(gateway -> compilePort(gateway, blueprint, draft));
        compileSessions(gateways, blueprint, draft);
        gateways.stream()
                .flatMap(gateway -> gateway.bgp().stream())
                .flatMap(bgp -> bgp.announced().stream())
                .forEach(block ->
                        draft.add(BgpNetwork.of(Keys.EDGE_ROUTER, block), block + " is to be announced to BGP peers"));
        if (LocalAs.isHeld(blueprint) || LocalAs.isUnstorable(blueprint)) {
            draft.hold(Keys.EDGE_ROUTER, new Holds.OfKind(Kind.BGP_NETWORK));
        }
    }

    private static void compilePort(UplinkGateway gateway, Blueprint blueprint, Draft draft) {
        Key port = Keys.gatewayPort(gateway.host(), gateway.device());
        String cause = "gateway " + gateway.name() + " leads to the outside";
        draft.because(Key.of("gateway", gateway.host(), gateway.device()), cause);
        draft.add(
                new RouterPort(
                        port,
                        Keys.EDGE_ROUTER,
                        gateway.address(),
                        gateway.network(),
                        Optional.of(blueprint.portMac(port)),
                        UplinkFilterCompiler.inChain(blueprint),
                        UplinkFilterCompiler.outChain(blueprint),
                        true),
                blueprint.corrections().explain(cause, Correction.UPLINK_SPOOFING, Correction.OPEN_TRANSIT));
        addRoute(gateway.network(), port, Optional.empty(), cause, draft);
        addRoute(gateway.nextHop().asCidr(), port, Optional.empty(), cause, draft);
        // Also with BGP: eucanetd does not rely on the peer to announce a default route.
        addRoute(Cidr.ANY, port, Optional.of(gateway.nextHop()), cause, draft);
        draft.add(new PortGroupPort(Keys.GATEWAY_PORTS, port), cause);
        HostBinding.wire(port, gateway.host(), gateway.device(), "gateway " + gateway.name(), blueprint, draft);
    }

    private static void addRoute(Cidr destination, Key port, Optional<Ipv4> nextHop, String cause, Draft draft) {
        draft.add(Route.normal(Keys.EDGE_ROUTER, Cidr.ANY, destination, port, nextHop, 0), cause);
    }

    private static void compileSessions(List<UplinkGateway> gateways, Blueprint blueprint, Draft draft) {
        long max = blueprint.limits().asNumberMax();
        // MidoNet refuses a second session with one address and AS (midonet-observed.md 4, "BGP peer").
        Collection<UplinkGateway> holders =
                UplinkGateway.sessionHolders(gateways).values();
        for (UplinkGateway gateway : gateways) {
            Key key = Keys.gatewayBgpPeer(gateway.host(), gateway.device());
            gateway.bgp().ifPresent(bgp -> {
                if (bgp.localAs() > max || bgp.peerAs() > max) {
                    draft.hold(key);
                    draft.report(unstorable(gateway, bgp.localAs() > max ? bgp.localAs() : bgp.peerAs(), max));
                } else if (LocalAs.isUnstorable(blueprint)) {
                    draft.hold(key);
                } else if (holders.contains(gateway)) {
                    draft.add(new BgpPeer(key, Keys.EDGE_ROUTER, (int) bgp.peerAs(), gateway.nextHop()));
                }
            });
        }
    }

    private static Finding unstorable(UplinkGateway gateway, long as, long max) {
        return Finding.error(
                "gateway " + gateway.name(),
                "as-number-too-high",
                "gateway " + gateway.name() + ": AS number " + as + " is above " + max
                        + ", the highest that MidoNet can store",
                "wired with a static default route and without this BGP session");
    }
}
