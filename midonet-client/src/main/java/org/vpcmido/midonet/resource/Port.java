// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.resource;

import java.util.Optional;
import java.util.stream.Stream;

/** A port of a virtual device, whichever kind of device that is. */
public sealed interface Port permits RouterPort, BridgePort {
    Key key();

    /** The router or bridge that the port belongs to. */
    Key device();

    /** The chain for packets that enter the device through this port. */
    Optional<Key> inboundFilter();

    /** The chain for packets that leave the device through this port. */
    Optional<Key> outboundFilter();

    /** Whether it forwards at all. */
    boolean adminStateUp();

    /** The chains that it uses. */
    default Stream<Key> filters() {
        return Stream.concat(inboundFilter().stream(), outboundFilter().stream());
    }
}
