// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.reconcile;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.vpcmido.midonet.client.Part;
import org.vpcmido.midonet.nsdb.NsdbView.Known;
import org.vpcmido.midonet.resource.Host;
import org.vpcmido.midonet.resource.HostInterfacePort;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.topology.Topology;

/**
 * What agents tell, beside what was read of MidoNet. That a port which is bound comes up, or one that is not bound any
 * more goes down, follows from what was written.
 *
 * @param areHostsKnown whether agents live where they were seen alive, and nowhere else
 * @param active the ports that agents serve
 * @param unexplained ports that came or went otherwise: somebody may have written
 */
record AgentNews(boolean areHostsKnown, Set<Key> active, Set<Part> unexplained) {
    /**
     * Compares.
     *
     * @param observed under observed keys
     */
    static AgentNews of(Known agents, Topology observed) {
        Set<UUID> seenAlive = observed.all(Kind.HOST, Host.class)
                .filter(Host::alive)
                .map(host -> host.key().observedId().orElseThrow())
                .collect(Collectors.toUnmodifiableSet());
        Set<Key> active = agents.portsActive().stream()
                .map(id -> Key.observed(Kind.PORT, id))
                .collect(Collectors.toUnmodifiableSet());
        Set<Key> came = difference(active, observed.activePorts());
        Set<Key> went = difference(observed.activePorts(), active);
        Set<Part> unexplained = new HashSet<>();
        came.stream().filter(port -> !isBound(port, observed)).forEach(port -> unexplained.add(item(port)));
        went.stream().filter(port -> isBound(port, observed)).forEach(port -> unexplained.add(item(port)));
        return new AgentNews(seenAlive.equals(agents.hostsAlive()), active, Set.copyOf(unexplained));
    }

    private static Set<Key> difference(Set<Key> one, Set<Key> other) {
        return one.stream().filter(key -> !other.contains(key)).collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isBound(Key port, Topology observed) {
        return observed.contains(HostInterfacePort.key(port));
    }

    private static Part item(Key port) {
        return new Part.Item(Kind.PORT, port.observedId().orElseThrow());
    }
}
