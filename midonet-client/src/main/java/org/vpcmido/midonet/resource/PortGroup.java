// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.resource;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A set of ports.
 *
 * @param key logical name
 * @param tenantId free label; MidoNet's lists can be filtered by it
 * @param name up to 255 characters, not unique
 * @param stateful whether connection state made through one member is shared with the hosts of all members
 */
public record PortGroup(Key key, String tenantId, String name, boolean stateful) implements Resource {
    public PortGroup {
        requireNonNull(key, "key");
        requireNonNull(tenantId, "tenantId");
        requireNonNull(name, "name");
    }

    @Override
    public Kind kind() {
        return Kind.PORT_GROUP;
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
    public PortGroup rekey(UnaryOperator<Key> names) {
        return new PortGroup(names.apply(key), tenantId, name, stateful);
    }
}
