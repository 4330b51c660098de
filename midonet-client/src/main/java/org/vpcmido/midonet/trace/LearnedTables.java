// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;

/** What bridges and routers learned from frames, on top of the topology; all hosts share it. It does not age here. */
final class LearnedTables {
    private final Map<Place<BridgeNode.Station>, Key> ports = new HashMap<>();
    private final Map<Place<Ipv4>, MacAddress> addresses = new HashMap<>();

    private record Place<T>(Key device, T of) {}

    LearnedTables() {}

    /** A copy. */
    LearnedTables(LearnedTables other) {
        ports.putAll(other.ports);
        addresses.putAll(other.addresses);
    }

    void learnPort(Key bridge, BridgeNode.Station station, Key port) {
        ports.put(new Place<>(bridge, station), port);
    }

    Optional<Key> port(Key bridge, BridgeNode.Station station) {
        return Optional.ofNullable(ports.get(new Place<>(bridge, station)));
    }

    /** An ARP entry of a router or a bridge. */
    void learnAddress(Key device, Ipv4 address, MacAddress mac) {
        addresses.put(new Place<>(device, address), mac);
    }

    /** Who has an address, as far as a bridge knows: linked router ports, seeded and learned entries. */
    Optional<MacAddress> mac(BridgeNode bridge, Ipv4 address) {
        return Optional.ofNullable(bridge.routerAddresses().get(address))
                .or(() -> Optional.ofNullable(bridge.arp().get(address)))
                .or(() -> mac(bridge.key(), address));
    }

    Optional<MacAddress> mac(Key device, Ipv4 address) {
        return Optional.ofNullable(addresses.get(new Place<>(device, address)));
    }
}
