// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vpcmido.midonet.resource.Key;

/** One packet that an agent works on, in all its branches, and what it wants to remember of it. */
final class Simulation {
    private final Packet original;
    private final Optional<PortNode> entry;
    private final Key host;
    private final ConnectionState connections;
    private final NatState nat;
    private final List<Step> steps = new ArrayList<>();
    private final List<Arrival> arrivals = new ArrayList<>();
    private final Deque<Made> made = new ArrayDeque<>();
    private final Set<ConnectionKey> newConnections = new HashSet<>();
    private final Map<NatKey, NatKey.Binding> newMappings = new HashMap<>();
    private final Set<Key> sharingHosts = new HashSet<>();
    private Optional<Direction> direction = Optional.empty();
    private Optional<Result> failure = Optional.empty();

    /** A packet that a device made and that leaves by {@code port}. */
    record Made(PortNode port, Passage passage) {}

    /** A packet that entered at {@code entry}, or, without one, that the agent of {@code host} made. */
    Simulation(Packet original, Optional<PortNode> entry, Key host, ConnectionState connections, NatState nat) {
        this.original = original;
        this.entry = entry;
        this.host = host;
        this.connections = connections;
        this.nat = nat;
        entry.ifPresent(port -> sharingHosts.addAll(port.sharingHosts()));
        sharingHosts.add(host);
    }

    /** A packet made because of this one. */
    Passage generate(Packet packet) {
        return new Passage(new Simulation(packet, Optional.empty(), host, connections, nat), packet);
    }

    /** Sends a generated packet out of a port, once this simulation is over. */
    void queue(PortNode port, Passage passage) {
        made.addLast(new Made(port, passage));
    }

    /** Asked for the first time, this decides for the whole simulation (midonet-datapath-semantics.md 9.1). */
    boolean isForwardFlow() {
        if (direction.isEmpty() && ConnectionKey.isTracked(original)) {
            boolean returns = entry.flatMap(port -> ConnectionKey.of(original, port.device()))
                    .map(key -> connections.isReturn(key, host))
                    .orElse(true);
            direction = Optional.of(returns ? Direction.RETURN : Direction.FORWARD);
        }
        return direction.isEmpty() || direction.get() == Direction.FORWARD;
    }

    Optional<NatKey.Binding> mapping(NatKey key) {
        NatKey.Binding fresh = newMappings.get(key);
        return fresh != null ? Optional.of(fresh) : nat.find(key, host);
    }

    void map(NatKey key, NatKey.Binding binding) {
        newMappings.put(key, binding);
        newMappings.put(key.answered(binding), key.original());
    }

    /** Records an emission, and the connection if a rule asked for it. */
    void arrive(PortNode port, Packet packet, boolean toBgpDaemon) {
        arrivals.add(new Arrival(port.key(), packet, toBgpDaemon));
        sharingHosts.addAll(port.sharingHosts());
        if (direction.isPresent() && direction.get() == Direction.FORWARD) {
            ConnectionKey.of(packet, port.device()).map(ConnectionKey::reversed).ifPresent(newConnections::add);
        }
    }

    void commit() {
        connections.remember(newConnections, sharingHosts);
        nat.remember(newMappings, sharingHosts);
    }

    void note(Step step) {
        steps.add(step);
    }

    /** Something on the way is beyond this walker: whatever comes out of the simulation does not count. */
    void fail(Result why) {
        failure = Optional.of(why);
    }

    Optional<Result> failure() {
        return failure;
    }

    Key host() {
        return host;
    }

    NatState nat() {
        return nat;
    }

    List<Step> steps() {
        return steps;
    }

    List<Arrival> arrivals() {
        return arrivals;
    }

    Deque<Made> made() {
        return made;
    }

    Optional<Direction> direction() {
        return direction;
    }
}
