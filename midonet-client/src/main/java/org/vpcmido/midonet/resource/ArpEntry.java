// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.resource;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;

/**
 * An entry of a bridge's ARP table: the bridge answers for the address. Lists do not tell what a client wrote from what
 * agents learned.
 *
 * @param bridge the bridge
 * @param address the address asked for
 * @param mac the answer
 */
public record ArpEntry(Key bridge, Ipv4 address, MacAddress mac) implements Resource {
    public ArpEntry {
        requireNonNull(bridge, "bridge");
        requireNonNull(address, "address");
        requireNonNull(mac, "mac");
    }

    @Override
    public Key key() {
        return bridge.child("arp").child(address + " is " + mac);
    }

    @Override
    public Kind kind() {
        return Kind.ARP_ENTRY;
    }

    @Override
    public Set<Key> references() {
        return Set.of(bridge);
    }

    @Override
    public Optional<Key> owner() {
        return Optional.of(bridge);
    }

    @Override
    public ArpEntry rekey(UnaryOperator<Key> names) {
        return new ArpEntry(names.apply(bridge), address, mac);
    }
}
