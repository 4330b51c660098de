// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import java.util.Optional;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;

/** ARP at router ports, both ways (midonet-datapath-semantics.md 8.1 and 8.4). */
final class RouterArp {
    private final Network network;
    private final LearnedTables learned;
    private final ArpResolver resolver;

    RouterArp(Network network, LearnedTables learned, ArpResolver resolver) {
        this.network = network;
        this.learned = learned;
        this.resolver = resolver;
    }

    /**
     * Where a routed packet goes on the link.
     *
     * @param mac the next hop's Ethernet address
     * @param target the address that was looked for
     * @param asked whether it was asked for on the link, rather than known to be out of reach
     */
    record NextHop(Optional<MacAddress> mac, Ipv4 target, boolean asked) {}

    /** An ARP frame ends at a router, whatever is in it. Routers do no proxy ARP. */
    Result process(Passage passage, PortNode port, PortNode.RouterAddress own) {
        Packet packet = passage.packet();
        Ipv4 sender = packet.source().orElse(Ipv4.ANY);
        boolean gratuitous = packet.source().equals(packet.destination());
        if (own.network().contains(sender) && (gratuitous || isFor(packet, own))) {
            learned.learnAddress(port.device(), sender, packet.arpSender());
            if (packet.protocol() == Packet.ARP_REQUEST && !gratuitous) {
                Packet reply = Packet.arpReply(packet, own.mac());
                passage.simulation().queue(port, passage.simulation().generate(reply));
            }
        }
        return Result.of(Cause.ARP_FOR_ROUTER);
    }

    /** A request that looks for the port, or a reply that was meant for it. */
    private static boolean isFor(Packet packet, PortNode.RouterAddress own) {
        return packet.destination().equals(Optional.of(own.ip()))
                && (packet.protocol() == Packet.ARP_REQUEST
                        || packet.arp().map(ArpHardware::target).equals(Optional.of(own.mac())));
    }

    /** The next hop of a route for a packet to {@code destination} (8.4). */
    NextHop nextHop(Route route, PortNode out, PortNode.RouterAddress own, Ipv4 destination, Key host) {
        Ipv4 target = route.nextHopGateway().filter(RouterArp::isRealGateway).orElse(destination);
        if (out.isInterior()) {
            Optional<MacAddress> peer =
                    network.peer(out).flatMap(PortNode::address).map(PortNode.RouterAddress::mac);
            Optional<MacAddress> known =
                    peer.or(() -> network.bridgeBehind(out).flatMap(bridge -> learned.mac(bridge, target)));
            if (known.isPresent()) {
                return new NextHop(known, target, false);
            }
        } else if (!own.network().contains(target)) {
            return new NextHop(Optional.empty(), target, false);
        }
        return new NextHop(resolve(out, own, target, host), target, true);
    }

    private Optional<MacAddress> resolve(PortNode out, PortNode.RouterAddress own, Ipv4 target, Key host) {
        Optional<MacAddress> cached = learned.mac(out.device(), target);
        if (cached.isPresent()) {
            return cached;
        }
        resolver.ask(out, Packet.arpRequest(own.mac(), own.ip(), target), host);
        return learned.mac(out.device(), target);
    }

    private static boolean isRealGateway(Ipv4 gateway) {
        return !gateway.equals(Ipv4.ANY) && gateway.bits() != -1;
    }
}
