// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import org.vpcmido.midonet.resource.DhcpSubnet;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.topology.Identities;

/**
 * One list to read.
 *
 * @param kind of its elements
 * @param path where it is
 */
record Listing(Kind kind, Path path) {
    /** The hosts of a DHCP subnet that was read. */
    static Listing hosts(DhcpSubnet subnet) {
        Path path = DhcpSubnetCodec.item(subnet.bridge(), subnet.subnet(), Identities.none());
        return new Listing(Kind.DHCP_HOST, path.child("hosts"));
    }
}
