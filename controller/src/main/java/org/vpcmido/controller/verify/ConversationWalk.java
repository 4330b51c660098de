// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.verify;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.vpcmido.controller.compile.Keys;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.trace.Answer;
import org.vpcmido.midonet.trace.Arrival;
import org.vpcmido.midonet.trace.Conversation;
import org.vpcmido.midonet.trace.Fate;
import org.vpcmido.midonet.trace.Verdict;
import org.vpcmido.midonet.trace.Walker;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;
import org.vpcmido.model.net.Protocol;
import org.vpcmido.model.verdict.Endpoint;
import org.vpcmido.model.verdict.Packet;
import org.vpcmido.model.verdict.Service;
import org.vpcmido.model.verdict.Transport;
import org.vpcmido.model.vpc.NetworkInterface;
import org.vpcmido.model.vpc.Subnet;
import org.vpcmido.model.vpc.VpcState;

/** The packets of one conversation, sent through MidoNet as the machines at its edges would send them. */
final class ConversationWalk {
    private static final Cidr MULTICAST = Cidr.of("224.0.0.0/4");
    private static final long MULTICAST_MACS = 0x0100_5E00_0000L;
    private static final int MULTICAST_BITS = 0x7F_FFFF;
    private static final int ECHO_REPLY = 0;
    private static final int UNREACHABLE = 3;
    private static final int TIME_EXCEEDED = 11;

    private final VpcState cloud;
    private final Crossings crossings;
    private final Walker walker;
    private final Conversation conversation;

    ConversationWalk(VpcState cloud, Crossings crossings, Walker walker) {
        this.cloud = cloud;
        this.crossings = crossings;
        this.walker = walker;
        this.conversation = walker.conversation(crossings);
    }

    private ConversationWalk(ConversationWalk before, Crossings crossings, Walker walker) {
        this.cloud = before.cloud;
        this.crossings = crossings;
        this.walker = walker;
        this.conversation = walker.resume(before.conversation, crossings);
    }

    /** How it would go on were the topology another one; this one itself is left where it is. */
    ConversationWalk on(Crossings others, Walker walks) {
        return new ConversationWalk(this, others, walks);
    }

    /** Sends {@code packet} from an endpoint. */
    Walk send(Endpoint from, Packet packet) {
        return send(from, packet, Optional.empty());
    }

    /** Sends an ICMP error about a packet that came to an endpoint. */
    Walk sendError(Endpoint from, Packet error, Packet about) {
        return send(from, error, Optional.of(about));
    }

    private Walk send(Endpoint from, Packet packet, Optional<Packet> about) {
        if (from instanceof Endpoint.AtInterface sender) {
            return crossings
                    .networkInterface(sender.id())
                    .map(each -> fromInterface(each, packet, about))
                    .orElseGet(() -> Walk.notSent(Optional.empty(), sender + " is no interface of this cloud"));
        } else if (from instanceof Endpoint.AtService) {
            return enter(Keys.METADATA_ROUTER_OUTER_PORT, from, crossings.services(), packet, about);
        }
        return crossings
                .uplink(packet)
                .map(uplink -> enter(uplink, from, crossings.nextHop(uplink), packet, about))
                .orElseGet(() -> Walk.notSent(Optional.empty(), "no uplink is bound to a host"));
    }

    private Walk fromInterface(NetworkInterface sender, Packet packet, Optional<Packet> about) {
        Key port = Crossings.port(sender);
        if (!crossings.isBound(port)) {
            return Walk.notSent(Optional.of(port), "port " + port + " is not bound to a host");
        } else if (packet.destination().equals(sender.privateAddress())
                && (packet.source().equals(sender.privateAddress()) || !sender.sourceDestCheck())) {
            Walk.Landing itself = new Walk.Landing(port, Optional.of(new Endpoint.AtInterface(sender.id())), packet);
            return new Walk(
                    Optional.of(port), Optional.empty(), List.of(itself), "stays inside the guest", Optional.empty());
        }
        return nextHop(sender, port, packet.destination())
                .map(mac -> play(
                        port, new Endpoint.AtInterface(sender.id()), packet, frame(packet, about, sender.mac(), mac)))
                .orElseGet(() -> Walk.notSent(Optional.of(port), "nobody answers ARP for " + packet.destination()));
    }

    /** Whom a guest hands a packet: everybody, a neighbour, or the subnet's router. */
    private Optional<MacAddress> nextHop(NetworkInterface sender, Key port, Ipv4 to) {
        Subnet subnet =
                Optional.ofNullable(cloud.subnets().get(sender.subnetId())).orElseThrow();
        if (to.bits() == -1 || to.equals(subnet.cidr().broadcast())) {
            return Optional.of(org.vpcmido.midonet.trace.Packet.BROADCAST);
        } else if (MULTICAST.contains(to)) {
            return Optional.of(new MacAddress(MULTICAST_MACS | (to.bits() & MULTICAST_BITS)));
        }
        Ipv4 hop = subnet.cidr().contains(to) ? to : subnet.router();
        return conversation.whoHas(port, sender.mac(), sender.privateAddress(), hop);
    }

    private Walk enter(Key port, Endpoint from, MacAddress station, Packet packet, Optional<Packet> about) {
        if (!crossings.isBound(port)) {
            return Walk.notSent(Optional.of(port), "port " + port + " is not bound to a host");
        }
        return walker.mac(port)
                .map(mac -> play(port, from, packet, frame(packet, about, station, mac)))
                .orElseGet(() -> Walk.notSent(Optional.of(port), "port " + port + " has no Ethernet address"));
    }

    private static org.vpcmido.midonet.trace.Packet frame(
            Packet packet, Optional<Packet> about, MacAddress from, MacAddress to) {
        org.vpcmido.midonet.trace.Packet frame = Frames.frame(packet, from, to);
        return about.map(quoted -> Frames.quoting(frame, quoted)).orElse(frame);
    }

    private Walk play(Key port, Endpoint from, Packet packet, org.vpcmido.midonet.trace.Packet frame) {
        Verdict verdict = conversation.send(port, frame);
        Stream<Walk.Landing> own = verdict.arrivals().stream().flatMap(this::landing);
        Stream<Walk.Landing> answered = verdict.answers().stream().flatMap(answer -> service(port, answer, packet));
        return new Walk(
                Optional.of(port),
                Optional.of(verdict),
                Stream.concat(own, answered).toList(),
                ending(verdict.fate()),
                verdict.answers().stream()
                        .flatMap(answer -> toldOff(port, from, answer))
                        .findFirst());
    }

    private Stream<Walk.Landing> landing(Arrival arrival) {
        return Frames.packet(arrival.packet())
                .map(packet -> new Walk.Landing(
                        arrival.port(),
                        arrival.toBgpDaemon()
                                ? Optional.empty()
                                : crossings.endpoint(arrival.port(), Optional.of(packet.destination())),
                        packet))
                .stream();
    }

    /** A router or the DHCP service answered the sender: that is where the packet arrived. */
    private static Stream<Walk.Landing> service(Key sender, Answer answer, Packet packet) {
        boolean cameBack =
                answer.arrivals().stream().anyMatch(arrival -> arrival.port().equals(sender));
        return cameBack
                ? serviceThatMade(answer.packet()).stream()
                        .map(service ->
                                new Walk.Landing(answer.from(), Optional.of(new Endpoint.AtService(service)), packet))
                : Stream.empty();
    }

    private static Optional<Service> serviceThatMade(org.vpcmido.midonet.trace.Packet answer) {
        if (answer.dhcp().isPresent()) {
            return Optional.of(Service.DHCP);
        }
        return icmpType(answer).filter(type -> type == ECHO_REPLY).map(type -> Service.ROUTER);
    }

    private Stream<Packet> toldOff(Key sender, Endpoint from, Answer answer) {
        return answer.arrivals().stream()
                .filter(arrival -> arrival.port().equals(sender)
                        || crossings.endpoint(arrival.port(), Optional.empty()).equals(Optional.of(from)))
                .map(Arrival::packet)
                .filter(packet -> icmpType(packet)
                        .filter(type -> type == UNREACHABLE || type == TIME_EXCEEDED)
                        .isPresent())
                .flatMap(packet -> Frames.packet(packet).stream());
    }

    private static Optional<Integer> icmpType(org.vpcmido.midonet.trace.Packet packet) {
        return Frames.packet(packet)
                .filter(each -> each.protocol().equals(Protocol.ICMP))
                .flatMap(Packet::icmp)
                .map(Transport.Icmp::type);
    }

    private static String ending(Fate fate) {
        if (fate instanceof Fate.Dropped dropped) {
            return dropped.rule().map(rule -> "dropped by rule " + rule.place()).orElse("dropped: " + dropped.why());
        } else if (fate instanceof Fate.Answered answered) {
            return answered.why().isEmpty() ? "answered" : "answered: " + answered.why();
        } else if (fate instanceof Fate.Unresolved unresolved) {
            return "nobody answers ARP for " + unresolved.address();
        } else if (fate instanceof Fate.Failed failed) {
            return "cannot be simulated: " + failed.why();
        }
        return fate instanceof Fate.Delivered ? "delivered" : "taken by a device that has nothing to say";
    }
}
