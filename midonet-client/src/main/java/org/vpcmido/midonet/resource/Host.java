// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.resource;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.vpcmido.model.net.Ipv4;

/**
 * A machine that an agent has registered. Agents make hosts; a controller only reads them.
 *
 * @param key logical name
 * @param name host name, as the agent reports it
 * @param addresses IPv4 addresses of its interfaces; empty while no agent runs there
 * @param alive whether an agent runs there now
 * @param interfaces what ports can be bound to; empty while no agent runs there
 */
public record Host(Key key, String name, List<Ipv4> addresses, boolean alive, List<Interface> interfaces)
        implements Resource {
    public Host {
        requireNonNull(key, "key");
        requireNonNull(name, "name");
        addresses = List.copyOf(addresses);
        interfaces = List.copyOf(interfaces);
    }

    /**
     * A network device of a host.
     *
     * @param name device name
     * @param up whether it is up and has link
     * @param type {@code Physical}, {@code Virtual}, {@code Tunnel} or {@code Unknown}
     * @param addresses its IPv4 addresses
     */
    public record Interface(String name, boolean up, String type, List<Ipv4> addresses) {
        public Interface {
            addresses = List.copyOf(addresses);
        }
    }

    @Override
    public Kind kind() {
        return Kind.HOST;
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
    public Host rekey(UnaryOperator<Key> names) {
        return new Host(names.apply(key), name, addresses, alive, interfaces);
    }
}
