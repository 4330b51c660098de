// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.resource;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.vpcmido.model.net.Ipv4;

/**
 * A BGP session of a router, held by each agent with an active port of that router in the peer's subnet.
 *
 * @param key logical name
 * @param router the device, whose {@code asNumber} is the local AS
 * @param asNumber the peer's AS number, 1 to 2147483647, as MidoNet stores a signed 32-bit number
 * @param address the peer's address
 */
public record BgpPeer(Key key, Key router, int asNumber, Ipv4 address) implements Resource {
    public BgpPeer {
        requireNonNull(key, "key");
        requireNonNull(router, "router");
        requireNonNull(address, "address");
        if (asNumber < 1) {
            throw new IllegalArgumentException(key + ": AS number " + asNumber + " is below 1");
        }
    }

    @Override
    public Kind kind() {
        return Kind.BGP_PEER;
    }

    @Override
    public Set<Key> references() {
        return Set.of(router);
    }

    @Override
    public Optional<Key> owner() {
        return Optional.of(router);
    }

    @Override
    public BgpPeer rekey(UnaryOperator<Key> names) {
        return new BgpPeer(names.apply(key), names.apply(router), asNumber, address);
    }
}
