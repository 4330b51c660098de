// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.resource;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.vpcmido.model.net.Ipv4;

/**
 * One address of a group.
 *
 * @param group the group
 * @param address the address; MidoNet groups hold single addresses, no blocks
 */
public record IpAddrGroupAddr(Key group, Ipv4 address) implements Resource {
    public IpAddrGroupAddr {
        requireNonNull(group, "group");
        requireNonNull(address, "address");
    }

    @Override
    public Key key() {
        return group.child("address").child(address.toString());
    }

    @Override
    public Kind kind() {
        return Kind.IP_ADDR_GROUP_ADDR;
    }

    @Override
    public Set<Key> references() {
        return Set.of(group);
    }

    @Override
    public Optional<Key> owner() {
        return Optional.of(group);
    }

    @Override
    public Key lane() {
        return group;
    }

    @Override
    public IpAddrGroupAddr rekey(UnaryOperator<Key> names) {
        return new IpAddrGroupAddr(names.apply(group), address);
    }
}
