// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vpcmido.midonet.resource.Key;

/**
 * A topology as packets see it: every look-up prepared, nothing to compute on the way. Immutable.
 *
 * @param unusable devices that agents cannot load, with the reason (midonet-datapath-semantics.md 14)
 * @param zones the tunnel zones of each host
 * @param deadHosts hosts that are known, and on which no agent runs
 */
record Network(
        Map<Key, PortNode> ports,
        Map<Key, BridgeNode> bridges,
        Map<Key, RouterNode> routers,
        Map<Key, ChainNode> chains,
        Map<Key, String> unusable,
        Map<Key, Set<Key>> zones,
        Set<Key> deadHosts) {
    Network {
        ports = Map.copyOf(ports);
        bridges = Map.copyOf(bridges);
        routers = Map.copyOf(routers);
        chains = Map.copyOf(chains);
        unusable = Map.copyOf(unusable);
        zones = Map.copyOf(zones);
        deadHosts = Set.copyOf(deadHosts);
    }

    /** A port of which it is known that it exists. */
    PortNode port(Key key) {
        return find(key).orElseThrow(() -> new IllegalArgumentException("the topology has no port " + key));
    }

    Optional<PortNode> find(Key port) {
        return Optional.ofNullable(ports.get(port));
    }

    Optional<PortNode> peer(PortNode port) {
        return port.peer().flatMap(this::find);
    }

    /** The bridge at the other end of an interior port, if it is one. */
    Optional<BridgeNode> bridgeBehind(PortNode port) {
        return peer(port).map(peer -> bridges.get(peer.device()));
    }

    /** Whether packets can be tunnelled between two hosts, which need a tunnel zone in common. */
    boolean canTunnel(Key from, Key to) {
        return from.equals(to)
                || zones.getOrDefault(from, Set.of()).stream().anyMatch(zones.getOrDefault(to, Set.of())::contains);
    }
}
