// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import java.util.List;
import org.vpcmido.midonet.resource.Key;

/**
 * A packet that an agent made because of another one: an ICMP error or echo reply, an ARP reply, a DHCP offer.
 *
 * @param from the port by which it left the device that made it
 * @param packet how it was made
 * @param fate what became of it
 * @param arrivals where it came out
 * @param steps what happened to it
 */
public record Answer(Key from, Packet packet, Fate fate, List<Arrival> arrivals, List<Step> steps) {
    public Answer {
        arrivals = List.copyOf(arrivals);
        steps = List.copyOf(steps);
    }
}
