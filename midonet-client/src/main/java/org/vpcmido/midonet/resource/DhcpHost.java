// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.resource;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;

/**
 * What agents answer to one Ethernet address.
 *
 * @param bridge the bridge
 * @param subnet the block of the DHCP subnet on that bridge
 * @param mac whom it is for; its natural key in the subnet
 * @param address the address offered
 * @param name free label; eucanetd puts the instance's or interface's id here
 * @param options further options, by MidoNet's names
 */
public record DhcpHost(
        Key bridge, Cidr subnet, MacAddress mac, Optional<Ipv4> address, Optional<String> name, List<Option> options)
        implements Resource {
    public DhcpHost {
        requireNonNull(bridge, "bridge");
        requireNonNull(subnet, "subnet");
        requireNonNull(mac, "mac");
        requireNonNull(address, "address");
        requireNonNull(name, "name");
        options = List.copyOf(options);
    }

    /** One DHCP option, for example {@code domain_search}. */
    public record Option(String name, String value) {}

    @Override
    public Key key() {
        return lane().child("host").child(mac.toString());
    }

    @Override
    public Kind kind() {
        return Kind.DHCP_HOST;
    }

    @Override
    public Set<Key> references() {
        return Set.of(lane());
    }

    @Override
    public Optional<Key> owner() {
        return Optional.of(lane());
    }

    /** The DHCP subnet, which MidoNet rewrites with each of its hosts. */
    @Override
    public Key lane() {
        return DhcpSubnet.key(bridge, subnet);
    }

    @Override
    public DhcpHost rekey(UnaryOperator<Key> names) {
        return new DhcpHost(names.apply(bridge), subnet, mac, address, name, options);
    }
}
