// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.resource;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.vpcmido.model.net.Ipv4;

/**
 * Membership of a host in a tunnel zone.
 *
 * @param zone the tunnel zone
 * @param host the member
 * @param address its address on the tunnel network
 */
public record TunnelZoneHost(Key zone, Key host, Ipv4 address) implements Resource {
    public TunnelZoneHost {
        requireNonNull(zone, "zone");
        requireNonNull(host, "host");
        requireNonNull(address, "address");
    }

    @Override
    public Key key() {
        return zone.child("member").child(host.path());
    }

    @Override
    public Kind kind() {
        return Kind.TUNNEL_ZONE_HOST;
    }

    @Override
    public Set<Key> references() {
        return Set.of(zone, host);
    }

    @Override
    public Optional<Key> owner() {
        return Optional.of(zone);
    }

    @Override
    public Key lane() {
        return zone;
    }

    @Override
    public TunnelZoneHost rekey(UnaryOperator<Key> names) {
        return new TunnelZoneHost(names.apply(zone), names.apply(host), address);
    }
}
