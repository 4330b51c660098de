// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.resource;

import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Two ports joined back to back. MidoNet ends a link with either of its ports.
 *
 * @param port the one whose key sorts first
 * @param peer the other one
 */
public record PortLink(Key port, Key peer) implements Resource {
    public PortLink {
        if (port.compareTo(peer) > 0) {
            Key first = peer;
            peer = port;
            port = first;
        }
    }

    @Override
    public Key key() {
        return port.child("link").child(peer.path());
    }

    @Override
    public Kind kind() {
        return Kind.PORT_LINK;
    }

    @Override
    public Set<Key> references() {
        return Set.of(port, peer);
    }

    @Override
    public Optional<Key> owner() {
        return Optional.of(port);
    }

    @Override
    public PortLink rekey(UnaryOperator<Key> names) {
        return new PortLink(names.apply(port), names.apply(peer));
    }
}
