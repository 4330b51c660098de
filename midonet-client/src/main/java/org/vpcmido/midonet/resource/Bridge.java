// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.resource;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A virtual bridge, which MidoNet's storage and its error messages call a Network.
 *
 * @param key logical name
 * @param tenantId free label; MidoNet's lists can be filtered by it
 * @param name up to 255 characters, not unique
 * @param adminStateUp false makes it refuse every packet
 * @param inboundFilter chain for packets that enter it by any port
 * @param outboundFilter chain for packets that leave it by any port
 */
public record Bridge(
        Key key,
        String tenantId,
        String name,
        boolean adminStateUp,
        Optional<Key> inboundFilter,
        Optional<Key> outboundFilter)
        implements Resource {
    public Bridge {
        requireNonNull(key, "key");
        requireNonNull(tenantId, "tenantId");
        requireNonNull(name, "name");
        requireNonNull(inboundFilter, "inboundFilter");
        requireNonNull(outboundFilter, "outboundFilter");
    }

    @Override
    public Kind kind() {
        return Kind.BRIDGE;
    }

    @Override
    public Set<Key> references() {
        return Stream.concat(inboundFilter.stream(), outboundFilter.stream()).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Optional<Key> owner() {
        return Optional.empty();
    }

    @Override
    public Bridge rekey(UnaryOperator<Key> names) {
        return new Bridge(
                names.apply(key), tenantId, name, adminStateUp, inboundFilter.map(names), outboundFilter.map(names));
    }
}
