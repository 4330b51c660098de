// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.resource;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;

/**
 * A port of a router. With it MidoNet makes a route of type Local to its address, which is not ours to plan.
 *
 * @param key logical name
 * @param router the device
 * @param address the port's own address
 * @param network the subnet on the link; MidoNet computes its first address from {@code address}
 * @param mac Ethernet address; absent on a port that MidoNet has and that lost it
 * @param inboundFilter chain for packets that enter the router here
 * @param outboundFilter chain for packets that leave the router here
 * @param adminStateUp false closes the port and withdraws its routes
 */
public record RouterPort(
        Key key,
        Key router,
        Ipv4 address,
        Cidr network,
        Optional<MacAddress> mac,
        Optional<Key> inboundFilter,
        Optional<Key> outboundFilter,
        boolean adminStateUp)
        implements Resource, Port {
    public RouterPort {
        requireNonNull(key, "key");
        requireNonNull(router, "router");
        requireNonNull(address, "address");
        requireNonNull(network, "network");
        requireNonNull(mac, "mac");
        requireNonNull(inboundFilter, "inboundFilter");
        requireNonNull(outboundFilter, "outboundFilter");
    }

    @Override
    public Kind kind() {
        return Kind.PORT;
    }

    @Override
    public Key device() {
        return router;
    }

    @Override
    public Set<Key> references() {
        return Stream.concat(Stream.of(router), filters()).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Optional<Key> owner() {
        return Optional.of(router);
    }

    @Override
    public RouterPort rekey(UnaryOperator<Key> names) {
        return new RouterPort(
                names.apply(key),
                names.apply(router),
                address,
                network,
                mac,
                inboundFilter.map(names),
                outboundFilter.map(names),
                adminStateUp);
    }
}
