// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.resource;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The binding of a port to a network device of a host. MidoNet has no update for it, and one port has one at most.
 *
 * @param port the port; the binding goes with it
 * @param host the host; must be in a tunnel zone
 * @param interfaceName the device, which need not exist yet
 */
public record HostInterfacePort(Key port, Key host, String interfaceName) implements Resource {
    public HostInterfacePort {
        requireNonNull(port, "port");
        requireNonNull(host, "host");
        requireNonNull(interfaceName, "interfaceName");
    }

    /** The key of the binding of {@code port}. */
    public static Key key(Key port) {
        return port.child("binding");
    }

    @Override
    public Key key() {
        return key(port);
    }

    @Override
    public Kind kind() {
        return Kind.HOST_INTERFACE_PORT;
    }

    @Override
    public Set<Key> references() {
        return Set.of(port, host);
    }

    @Override
    public Optional<Key> owner() {
        return Optional.of(port);
    }

    @Override
    public HostInterfacePort rekey(UnaryOperator<Key> names) {
        return new HostInterfacePort(names.apply(port), names.apply(host), interfaceName);
    }
}
