// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import static java.util.Objects.requireNonNull;

import org.vpcmido.model.net.MacAddress;

/**
 * The Ethernet addresses inside an ARP frame; the protocol addresses are the packet's source and destination.
 *
 * @param sender the sender's
 * @param target the target's; zero in requests
 */
public record ArpHardware(MacAddress sender, MacAddress target) {
    public ArpHardware {
        requireNonNull(sender, "sender");
        requireNonNull(target, "target");
    }
}
