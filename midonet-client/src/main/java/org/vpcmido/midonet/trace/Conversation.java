// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;

/**
 * Packets one after another, with what agents remember from one to the next: connections, NAT mappings, learned MAC and
 * ARP entries. Nothing ages: all packets come within a minute. Not for use by several threads at once.
 */
public final class Conversation {
    private final Network network;
    private final Stations stations;
    private final RouteChoice choice;
    private final ConnectionState connections;
    private final NatState nat;
    private final LearnedTables learned;
    private final DhcpService dhcp = new DhcpService();
    private final PortSimulation ports;

    Conversation(Network network, Stations stations, RouteChoice choice) {
        this(network, stations, choice, new ConnectionState(), new NatState(), new LearnedTables());
    }

    /** With a copy of what agents remember from another one. */
    Conversation(Network network, Stations stations, Conversation before) {
        this(
                network,
                stations,
                before.choice,
                new ConnectionState(before.connections),
                new NatState(before.nat),
                new LearnedTables(before.learned));
    }

    private Conversation(
            Network network,
            Stations stations,
            RouteChoice choice,
            ConnectionState connections,
            NatState nat,
            LearnedTables learned) {
        this.network = network;
        this.stations = stations;
        this.choice = choice;
        this.connections = connections;
        this.nat = nat;
        this.learned = learned;
        this.ports = new PortSimulation(network, learned, this::ask, choice);
    }

    /**
     * A packet enters the overlay.
     *
     * @param port an exterior port
     * @throws IllegalArgumentException if the topology has no such port, or the port is not bound to a host
     */
    public Verdict send(Key port, Packet packet) {
        PortNode entry = network.port(port);
        Key host = entry.host()
                .orElseThrow(() -> new IllegalArgumentException(
                        "port " + port + " is not bound to a host: no packet can enter there"));
        Simulation simulation = new Simulation(packet, Optional.of(entry), host, connections, nat);
        if (network.deadHosts().contains(host)) {
            return finish(simulation, Result.of(Cause.NO_AGENT_HERE, host));
        }
        return finish(simulation, enter(simulation, entry, packet));
    }

    /**
     * Asks by ARP, as a guest behind {@code port} would.
     *
     * @return the Ethernet address in the answer that came back to the port
     */
    public Optional<MacAddress> whoHas(Key port, MacAddress senderMac, Ipv4 sender, Ipv4 target) {
        Packet request = Packet.arpRequest(senderMac, sender, target);
        Verdict verdict = send(port, request);
        Stream<Arrival> made = verdict.answers().stream().flatMap(answer -> answer.arrivals().stream());
        return Stream.concat(made, replies(request, verdict).stream())
                .filter(arrival -> arrival.port().equals(port))
                .map(arrival -> arrival.packet().arpSender())
                .findFirst();
    }

    /** Stations that a request reached send their replies; where these come out. */
    private List<Arrival> replies(Packet request, Verdict asked) {
        Ipv4 target = request.destination().orElse(Ipv4.ANY);
        List<Arrival> replies = new ArrayList<>();
        for (Arrival arrival : asked.arrivals()) {
            stations.answer(arrival.port(), target)
                    .map(mac -> send(arrival.port(), Packet.arpReply(request, mac)))
                    .ifPresent(reply -> replies.addAll(reply.arrivals()));
        }
        return replies;
    }

    private Result enter(Simulation simulation, PortNode port, Packet packet) {
        if (!network.unusable().containsKey(port.device())) {
            BridgeNode bridge = network.bridges().get(port.device());
            Optional<Packet> offer = bridge == null ? Optional.empty() : dhcp.answer(bridge, packet);
            if (offer.isPresent()) {
                simulation.queue(port, simulation.generate(offer.get()));
                return Result.of(Cause.ANSWERED_BY_DHCP);
            }
        }
        return ports.ingress(new Passage(simulation, packet), port);
    }

    private Verdict finish(Simulation simulation, Result simulated) {
        Result result = settle(simulation, simulated);
        List<Answer> answers = answers(simulation);
        return new Verdict(
                result.fate(!answers.isEmpty()),
                arrivals(simulation, result),
                answers,
                simulation.steps(),
                simulation.direction());
    }

    private static Result settle(Simulation simulation, Result simulated) {
        Result result = simulation.failure().orElse(simulated);
        if (result.keepsState()) {
            simulation.commit();
        }
        return result;
    }

    private static List<Arrival> arrivals(Simulation simulation, Result result) {
        return result.kind() == Result.Kind.FORWARDED ? simulation.arrivals() : List.of();
    }

    /** What agents made is simulated when they are done with the packet itself. */
    private List<Answer> answers(Simulation simulation) {
        List<Answer> answers = new ArrayList<>();
        Deque<Simulation.Made> made = new ArrayDeque<>(simulation.made());
        while (!made.isEmpty()) {
            Simulation.Made next = made.removeFirst();
            Packet packet = next.passage().packet();
            Simulation own = next.passage().simulation();
            Result result = settle(own, ports.egress(next.passage(), next.port()));
            answers.add(new Answer(
                    next.port().key(), packet, result.fate(!own.made().isEmpty()), arrivals(own, result), own.steps()));
            made.addAll(own.made());
        }
        return answers;
    }

    /** A router asks on the link, and whoever stands there answers. */
    private void ask(PortNode port, Packet request, Key host) {
        Simulation simulation = new Simulation(request, Optional.empty(), host, connections, nat);
        Verdict asked = finish(simulation, ports.egress(new Passage(simulation, request), port));
        replies(request, asked);
    }
}
