// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.resource;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Membership of a port in a port group; it ends with either.
 *
 * @param group the port group
 * @param port the member
 */
public record PortGroupPort(Key group, Key port) implements Resource {
    public PortGroupPort {
        requireNonNull(group, "group");
        requireNonNull(port, "port");
    }

    @Override
    public Key key() {
        return group.child("member").child(port.path());
    }

    @Override
    public Kind kind() {
        return Kind.PORT_GROUP_PORT;
    }

    @Override
    public Set<Key> references() {
        return Set.of(group, port);
    }

    @Override
    public Optional<Key> owner() {
        return Optional.of(port);
    }

    @Override
    public Key lane() {
        return group;
    }

    @Override
    public PortGroupPort rekey(UnaryOperator<Key> names) {
        return new PortGroupPort(names.apply(group), names.apply(port));
    }
}
