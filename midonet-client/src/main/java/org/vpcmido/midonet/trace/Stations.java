// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import java.util.Optional;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;

/** The machines outside of MidoNet, as far as they answer ARP: a topology does not know them. */
@FunctionalInterface
public interface Stations {
    /** Nobody answers. */
    Stations NONE = (port, address) -> Optional.empty();

    /** The Ethernet address of the machine behind the exterior {@code port} that has {@code address}. */
    Optional<MacAddress> answer(Key port, Ipv4 address);
}
