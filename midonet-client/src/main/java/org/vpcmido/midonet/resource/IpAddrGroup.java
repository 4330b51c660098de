// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.resource;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A set of addresses that rules can match. It has no tenant. A rule that names a group that is gone makes its whole
 * chain unloadable (eucanetd-packets-observed.md 1), so the rules go first.
 *
 * @param key logical name
 * @param name 1 to 255 characters, not unique
 */
public record IpAddrGroup(Key key, String name) implements Resource {
    public IpAddrGroup {
        requireNonNull(key, "key");
        requireNonNull(name, "name");
    }

    @Override
    public Kind kind() {
        return Kind.IP_ADDR_GROUP;
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
    public IpAddrGroup rekey(UnaryOperator<Key> names) {
        return new IpAddrGroup(names.apply(key), name);
    }
}
