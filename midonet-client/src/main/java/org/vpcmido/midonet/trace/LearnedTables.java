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
    private final Map<Place<MacAddress>, Key> ports = new HashMap<>();
    private final Map<Place<Ipv4>, MacAddress> addresses = new HashMap<>();

    private record Place<T>(Key device, T of) {}

    LearnedTables() {}

    /** A copy. */
    LearnedTables(LearnedTables other) {
        ports.putAll(other.ports);
        addresses.putAll(other.addresses);
    }

    void learnPort(Key bridge, MacAddress mac, Key port) {
        ports.put(new Place<>(bridge, mac), port);
    }

    Optional<Key> port(Key bridge, MacAddress mac) {
        return Optional.ofNullable(ports.get(new Place<>(bridge, mac)));
    }

    /** An ARP entry of a router or a bridge. */
    void learnAddress(Key device, Ipv4 address, MacAddress mac) {
        addresses.put(new Place<>(device, address), mac);
    }

    Optional<MacAddress> mac(Key device, Ipv4 address) {
        return Optional.ofNullable(addresses.get(new Place<>(device, address)));
    }
}
