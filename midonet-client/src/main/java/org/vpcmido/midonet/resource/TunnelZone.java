// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.resource;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The hosts that can tunnel to each other.
 *
 * @param key logical name
 * @param name 1 to 255 characters, unique
 * @param type {@code gre}, {@code vxlan} or {@code vtep}
 */
public record TunnelZone(Key key, String name, String type) implements Resource {
    public TunnelZone {
        requireNonNull(key, "key");
        requireNonNull(name, "name");
        requireNonNull(type, "type");
    }

    @Override
    public Kind kind() {
        return Kind.TUNNEL_ZONE;
    }

    @Override
    public Set<Key> references() {
        return Set.of();
    }

    @Override
    public Optional<Key> owner() {
        return Optional.empty();
    }

    @Override
    public TunnelZone rekey(UnaryOperator<Key> names) {
        return new TunnelZone(names.apply(key), name, type);
    }
}
