// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.resource;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;

/**
 * What agents answer to DHCP requests on a bridge.
 *
 * @param bridge the bridge
 * @param subnet the block that it serves; its natural key on the bridge
 * @param defaultGateway option 3
 * @param serverAddress option 54 and source of the answers; agents send 0.0.0.0 without one
 * @param dnsServers option 6, in order
 * @param interfaceMtu option 26 in bytes; agents choose without one
 * @param routes option 121
 * @param enabled false makes agents ignore requests
 */
public record DhcpSubnet(
        Key bridge,
        Cidr subnet,
        Optional<Ipv4> defaultGateway,
        Optional<Ipv4> serverAddress,
        List<Ipv4> dnsServers,
        OptionalInt interfaceMtu,
        List<ClasslessRoute> routes,
        boolean enabled)
        implements Resource {
    public DhcpSubnet {
        requireNonNull(bridge, "bridge");
        requireNonNull(subnet, "subnet");
        requireNonNull(defaultGateway, "defaultGateway");
        requireNonNull(serverAddress, "serverAddress");
        requireNonNull(interfaceMtu, "interfaceMtu");
        dnsServers = List.copyOf(dnsServers);
        routes = List.copyOf(routes);
    }

    /** One route of option 121. */
    public record ClasslessRoute(Cidr destination, Ipv4 gateway) {}

    /** The key of the DHCP subnet of {@code subnet} on {@code bridge}. */
    public static Key key(Key bridge, Cidr subnet) {
        return bridge.child("dhcp").child(subnet.toString());
    }

    @Override
    public Key key() {
        return key(bridge, subnet);
    }

    @Override
    public Kind kind() {
        return Kind.DHCP_SUBNET;
    }

    @Override
    public Set<Key> references() {
        return Set.of(bridge);
    }

    @Override
    public Optional<Key> owner() {
        return Optional.of(bridge);
    }

    @Override
    public DhcpSubnet rekey(UnaryOperator<Key> names) {
        return new DhcpSubnet(
                names.apply(bridge), subnet, defaultGateway, serverAddress, dnsServers, interfaceMtu, routes, enabled);
    }
}
