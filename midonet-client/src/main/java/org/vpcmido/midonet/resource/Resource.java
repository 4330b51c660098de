// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.resource;

import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A resource of MidoNet's REST API. Two resources are equal when MidoNet would treat them alike, under one key. */
public sealed interface Resource
        permits Router,
                Bridge,
                RouterPort,
                BridgePort,
                PortLink,
                Route,
                Chain,
                Rule,
                IpAddrGroup,
                IpAddrGroupAddr,
                PortGroup,
                PortGroupPort,
                DhcpSubnet,
                DhcpHost,
                ArpEntry,
                MacEntry,
                Host,
                HostInterfacePort,
                TunnelZone,
                TunnelZoneHost,
                BgpPeer,
                BgpNetwork {
    /** Its logical name, unique within a topology. */
    Key key();

    Kind kind();

    /** What must exist before this can be made, and may not go while this is there. */
    Set<Key> references();

    /**
     * The resource with which MidoNet deletes this one: the device of a port, the chain of a rule (midonet-api.md 8).
     * Empty for resources that stand alone.
     */
    Optional<Key> owner();

    /**
     * What must be written one after another: rules of a chain, members of a group, hosts of a DHCP subnet
     * (midonet-api.md 11). A resource that has no such company is its own lane.
     */
    default Key lane() {
        return key();
    }

    /** The same resource under other keys; {@code names} is asked for its own key and for each one it refers to. */
    Resource rekey(UnaryOperator<Key> names);
}
