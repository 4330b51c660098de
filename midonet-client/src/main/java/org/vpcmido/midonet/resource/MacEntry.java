// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.resource;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.vpcmido.model.net.MacAddress;

/**
 * An entry of a bridge's MAC table: frames to the address leave by the port. Lists do not tell what a client wrote from
 * what agents learned. MidoNet does not remove it with the port.
 *
 * @param bridge the bridge
 * @param mac the destination
 * @param port the bridge port towards it
 * @param vlanId 0 for untagged
 */
public record MacEntry(Key bridge, MacAddress mac, Key port, int vlanId) implements Resource {
    public MacEntry {
        requireNonNull(bridge, "bridge");
        requireNonNull(mac, "mac");
        requireNonNull(port, "port");
    }

    @Override
    public Key key() {
        return bridge.child("mac").child(mac + (vlanId == 0 ? "" : " vlan " + vlanId) + " at " + port);
    }

    @Override
    public Kind kind() {
        return Kind.MAC_ENTRY;
    }

    @Override
    public Set<Key> references() {
        return Set.of(bridge, port);
    }

    @Override
    public Optional<Key> owner() {
        return Optional.of(bridge);
    }

    @Override
    public MacEntry rekey(UnaryOperator<Key> names) {
        return new MacEntry(names.apply(bridge), mac, names.apply(port), vlanId);
    }
}
