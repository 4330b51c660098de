// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vpcmido.midonet.resource.Key;

/** A packet under way with what its devices know of it: the context of midonet-datapath-semantics.md 1. */
final class Passage {
    private final Simulation simulation;
    private Packet packet;
    private Packet arrived;
    private Optional<PortNode> inPort = Optional.empty();
    private Optional<PortNode> outPort = Optional.empty();
    private Set<Key> entryGroups = Set.of();
    private Set<Key> outPortGroups = Set.of();
    private Optional<Key> device = Optional.empty();
    private boolean destinationRewritten;
    private int devicesEntered;
    private final List<Key> traversed;

    Passage(Simulation simulation, Packet packet) {
        this.simulation = simulation;
        this.packet = packet;
        this.arrived = packet;
        this.traversed = new ArrayList<>();
    }

    private Passage(Passage other) {
        simulation = other.simulation;
        packet = other.packet;
        arrived = other.arrived;
        inPort = other.inPort;
        outPort = other.outPort;
        entryGroups = other.entryGroups;
        outPortGroups = other.outPortGroups;
        device = other.device;
        destinationRewritten = other.destinationRewritten;
        devicesEntered = other.devicesEntered;
        traversed = new ArrayList<>(other.traversed);
    }

    /** A branch of a flood: its changes stay its own. */
    Passage fork() {
        return new Passage(this);
    }

    /** Comes to a port from outside its device. */
    void enter(PortNode port) {
        simulation.note(new Step.Entered(port.key()));
        devicesEntered++;
        inPort = Optional.of(port);
        outPort = Optional.empty();
        outPortGroups = Set.of();
        device = Optional.of(port.device());
        destinationRewritten = false;
        arrived = packet;
        traversed.add(port.key());
        if (port.isExterior()) {
            entryGroups = port.groups();
        }
    }

    /** Is with the device itself, whose answers quote the packet as it is now. */
    void reach(Key reached) {
        simulation.note(new Step.Reached(reached));
        arrived = packet;
        traversed.add(reached);
    }

    /** The device chose a port. */
    void leaveBy(PortNode port, Set<Key> groups) {
        outPort = Optional.of(port);
        outPortGroups = groups;
    }

    void rewrite(Packet rewritten) {
        if (!rewritten.equals(packet)) {
            packet = rewritten;
            simulation.note(new Step.Rewritten(rewritten));
        }
    }

    void rewriteDestination(Packet rewritten) {
        rewrite(rewritten);
        destinationRewritten = true;
    }

    boolean isForwardFlow() {
        return simulation.isForwardFlow();
    }

    boolean isDestinationRewritten() {
        return destinationRewritten;
    }

    Simulation simulation() {
        return simulation;
    }

    Packet packet() {
        return packet;
    }

    /** The packet as it came to the device at hand. */
    Packet arrived() {
        return arrived;
    }

    Optional<PortNode> inPort() {
        return inPort;
    }

    Optional<PortNode> outPort() {
        return outPort;
    }

    Set<Key> entryGroups() {
        return entryGroups;
    }

    Set<Key> outPortGroups() {
        return outPortGroups;
    }

    /** The device entered last, which NAT keeps its state for; none for what a device made itself (8.5). */
    Optional<Key> device() {
        return device;
    }

    int devicesEntered() {
        return devicesEntered;
    }

    List<Key> traversed() {
        return traversed;
    }
}
