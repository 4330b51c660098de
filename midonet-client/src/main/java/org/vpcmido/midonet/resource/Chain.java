// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.resource;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * An ordered list of rules. MidoNet has no update for chains. Deleting one deletes its rules and every jump to it, and
 * silently clears the filters that used it, so its users go first (midonet-api.md 8).
 *
 * @param key logical name
 * @param tenantId free label; MidoNet's lists can be filtered by it
 * @param name up to 255 characters, not unique
 */
public record Chain(Key key, String tenantId, String name) implements Resource {
    public Chain {
        requireNonNull(key, "key");
        requireNonNull(tenantId, "tenantId");
        requireNonNull(name, "name");
    }

    @Override
    public Kind kind() {
        return Kind.CHAIN;
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
    public Chain rekey(UnaryOperator<Key> names) {
        return new Chain(names.apply(key), tenantId, name);
    }
}
