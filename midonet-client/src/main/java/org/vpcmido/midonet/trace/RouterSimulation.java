// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import java.util.List;
import java.util.Optional;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.Protocol;

/** What a router does with a packet that passed its port (midonet-datapath-semantics.md 8). */
final class RouterSimulation {
    private static final int BGP = 179;

    private final Network network;
    private final PortSimulation ports;
    private final ChainEvaluator chains;
    private final RouterArp arp;
    private final RouteChoice choice;
    private final IcmpAnswers icmp = new IcmpAnswers();

    RouterSimulation(Network network, PortSimulation ports, ChainEvaluator chains, RouterArp arp, RouteChoice choice) {
        this.network = network;
        this.ports = ports;
        this.chains = chains;
        this.arp = arp;
        this.choice = choice;
    }

    Result process(Passage passage, PortNode port) {
        RouterNode router = network.routers().get(port.device());
        PortNode.RouterAddress own = port.address().orElse(null);
        if (router == null || own == null) {
            return Result.of(Cause.NO_ROUTER, port.device());
        }
        Packet packet = passage.packet();
        if (!packet.vlans().isEmpty()) {
            return Result.of(Cause.VLAN_AT_ROUTER);
        }
        if (!packet.isIpv4() && !packet.isArp()) {
            return Result.of(Cause.OTHER_ETHER_TYPE);
        }
        if (!router.up()) {
            prohibit(passage);
            return Result.of(Cause.ROUTER_DOWN, router.key());
        }
        if (packet.destinationMac().equals(Packet.BROADCAST)) {
            return packet.isArp() ? arp.process(passage, port, own) : Result.of(Cause.BROADCAST_AT_ROUTER);
        }
        passage.reach(router.key());
        if (!packet.destinationMac().equals(own.mac())) {
            return Result.of(Cause.OTHER_MAC);
        }
        return packet.isArp() ? arp.process(passage, port, own) : filter(passage, router, port);
    }

    private Result filter(Passage passage, RouterNode router, PortNode port) {
        ChainEvaluator.Filtered filtered = chains.filter(passage, router.inbound());
        if (filtered.passes()) {
            return route(passage, router, port);
        }
        if (filtered.rejects()) {
            prohibit(passage);
        } else if (passage.packet().fragment() == Fragment.FIRST) {
            icmp.error(passage, Packet.UNREACHABLE, IcmpAnswers.FRAGMENTATION_NEEDED);
        }
        return filtered.result();
    }

    private Result route(Passage passage, RouterNode router, PortNode port) {
        Optional<Route> route = lookup(router, passage.packet());
        if (route.isEmpty()) {
            icmp.error(passage, Packet.UNREACHABLE, IcmpAnswers.NETWORK);
            return Result.of(Cause.NO_ROUTE);
        }
        passage.simulation().note(new Step.Routed(route.get().key()));
        return switch (route.get().type()) {
            case LOCAL -> local(passage, router, port);
            case BLACK_HOLE -> Result.of(Cause.BLACK_HOLE);
            case REJECT -> {
                prohibit(passage);
                yield Result.of(Cause.REJECTING_ROUTE);
            }
            case NORMAL -> forward(passage, router, route.get());
        };
    }

    private Optional<Route> lookup(RouterNode router, Packet packet) {
        List<Route> best = router.routes()
                .lookup(packet.source().orElse(Ipv4.ANY), packet.destination().orElse(Ipv4.ANY));
        if (best.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(best.size() == 1 ? best.get(0) : choice.choose(best, packet));
    }

    private Result forward(Passage passage, RouterNode router, Route route) {
        Packet packet = passage.packet();
        if (packet.ttl() <= 1) {
            icmp.error(passage, Packet.TIME_EXCEEDED, 0);
            return Result.of(Cause.TTL_EXCEEDED);
        }
        passage.rewrite(packet.edit().ttl(packet.ttl() - 1).build());
        return send(passage, router, route, ports::egress);
    }

    /** How a packet gets out of the port that was chosen. */
    private interface Exit {
        Result leave(Passage passage, PortNode port);
    }

    /** From the choice of the port on: filter, next hop, and out. */
    private Result send(Passage passage, RouterNode router, Route route, Exit exit) {
        Optional<PortNode> out = route.nextHopPort().flatMap(network::find);
        PortNode.RouterAddress own = out.flatMap(PortNode::address).orElse(null);
        if (out.isEmpty() || own == null) {
            return Result.of(Cause.ROUTE_WITHOUT_PORT);
        }
        if (passage.packet().destination().equals(Optional.of(own.ip()))) {
            return Result.of(Cause.OWN_ADDRESS);
        }
        passage.leaveBy(out.get(), out.get().groups());
        ChainEvaluator.Filtered filtered = chains.filter(passage, router.outbound());
        if (!filtered.passes()) {
            if (filtered.rejects()) {
                prohibit(passage);
            }
            return filtered.result();
        }
        return pass(passage, route, out.get(), own, exit);
    }

    private Result pass(Passage passage, Route route, PortNode out, PortNode.RouterAddress own, Exit exit) {
        RouterArp.NextHop next = arp.nextHop(
                route,
                out,
                own,
                passage.packet().destination().orElse(Ipv4.ANY),
                passage.simulation().host());
        if (next.mac().isPresent()) {
            passage.rewrite(
                    passage.packet().edit().macs(own.mac(), next.mac().get()).build());
            return exit.leave(passage, out);
        }
        if (next.asked()) {
            return Result.unresolved(next.target());
        }
        icmp.error(
                passage,
                Packet.UNREACHABLE,
                route.nextHopGateway().isPresent() ? IcmpAnswers.NETWORK : IcmpAnswers.HOST);
        return Result.of(Cause.OUT_OF_REACH, next.target());
    }

    /** To one of the router's own addresses (8.3). */
    private Result local(Passage passage, RouterNode router, PortNode port) {
        Packet packet = passage.packet();
        if (isBgp(packet, router, port)) {
            passage.simulation().arrive(port, packet, true);
            return Result.FORWARDED;
        }
        if (!packet.isIcmp(Packet.ECHO_REQUEST)) {
            return Result.of(Cause.FOR_ROUTER_ITSELF);
        }
        echo(passage, router);
        return Result.of(Cause.ANSWERED_BY_ROUTER);
    }

    private static boolean isBgp(Packet packet, RouterNode router, PortNode port) {
        return port.isExterior()
                && packet.protocol() == Protocol.TCP.number()
                && (packet.sourcePort() == BGP || packet.destinationPort() == BGP)
                && packet.source().filter(router.bgpPeers()::contains).isPresent()
                && packet.destination().equals(port.address().map(PortNode.RouterAddress::ip));
    }

    /** Routed like any packet, but, having entered no device, the outbound filter finds no mappings for it (8.5). */
    private void echo(Passage request, RouterNode router) {
        Packet answer = IcmpAnswers.echoReply(request.packet());
        Optional<Route> route = lookup(router, answer).filter(found -> found.type() == Route.Type.NORMAL);
        if (route.isPresent()) {
            Passage passage = request.simulation().generate(answer);
            send(passage, router, route.get(), (reply, port) -> {
                request.simulation().queue(port, reply);
                return Result.of(Cause.ANSWERED_BY_ROUTER);
            });
        }
    }

    /** Tells the sender that communication is administratively prohibited. */
    void prohibit(Passage passage) {
        icmp.error(passage, Packet.UNREACHABLE, IcmpAnswers.PROHIBITED);
    }
}
