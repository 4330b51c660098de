// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.verdict;

import static java.util.Objects.requireNonNull;

import org.vpcmido.model.vpc.NetworkInterfaceId;

/**
 * A packet that opens a conversation, and who sends it.
 *
 * @param sender an interface or the outside
 * @param packet what is sent, with the addresses that the sender puts into it
 */
public record Probe(Endpoint sender, Packet packet) {
    public Probe {
        requireNonNull(sender, "sender");
        requireNonNull(packet, "packet");
        if (sender instanceof Endpoint.AtService) {
            throw new IllegalArgumentException(sender + " answers, and opens no conversation");
        }
    }

    public static Probe from(NetworkInterfaceId sender, Packet packet) {
        return new Probe(new Endpoint.AtInterface(sender), packet);
    }

    public static Probe fromOutside(Packet packet) {
        return new Probe(new Endpoint.Outside(), packet);
    }

    @Override
    public String toString() {
        return packet + " from " + sender;
    }
}
