// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.resource;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A port of a bridge.
 *
 * @param key logical name
 * @param bridge the device
 * @param inboundFilter chain for packets that enter the bridge here
 * @param outboundFilter chain for packets that leave the bridge here
 * @param adminStateUp false closes the port
 * @param vlanId 0 for untagged, which is all that our layout uses
 */
public record BridgePort(
        Key key,
        Key bridge,
        Optional<Key> inboundFilter,
        Optional<Key> outboundFilter,
        boolean adminStateUp,
        int vlanId)
        implements Resource, Port {
    public BridgePort {
        requireNonNull(key, "key");
        requireNonNull(bridge, "bridge");
        requireNonNull(inboundFilter, "inboundFilter");
        requireNonNull(outboundFilter, "outboundFilter");
    }

    @Override
    public Kind kind() {
        return Kind.PORT;
    }

    @Override
    public Key device() {
        return bridge;
    }

    @Override
    public Set<Key> references() {
        return Stream.concat(Stream.of(bridge), filters()).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Optional<Key> owner() {
        return Optional.of(bridge);
    }

    @Override
    public BridgePort rekey(UnaryOperator<Key> names) {
        return new BridgePort(
                names.apply(key),
                names.apply(bridge),
                inboundFilter.map(names),
                outboundFilter.map(names),
                adminStateUp,
                vlanId);
    }
}
