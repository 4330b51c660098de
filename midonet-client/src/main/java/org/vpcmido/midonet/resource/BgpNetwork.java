// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.resource;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.vpcmido.model.net.Cidr;

/**
 * A block that a router announces to all its BGP peers. MidoNet has no update for it.
 *
 * @param key logical name
 * @param router the device
 * @param network the block
 */
public record BgpNetwork(Key key, Key router, Cidr network) implements Resource, ContentAddressed<BgpNetwork> {
    public BgpNetwork {
        requireNonNull(key, "key");
        requireNonNull(router, "router");
        requireNonNull(network, "network");
    }

    /** The network under its content key. */
    public static BgpNetwork of(Key router, Cidr network) {
        BgpNetwork unnamed = new BgpNetwork(router, router, network);
        return unnamed.withKey(unnamed.contentKey(1));
    }

    @Override
    public Kind kind() {
        return Kind.BGP_NETWORK;
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
    public Key parent() {
        return router;
    }

    @Override
    public String content() {
        return "announces " + network;
    }

    @Override
    public BgpNetwork withKey(Key newKey) {
        return new BgpNetwork(newKey, router, network);
    }

    @Override
    public BgpNetwork rekey(UnaryOperator<Key> names) {
        return new BgpNetwork(names.apply(key), names.apply(router), network);
    }
}
