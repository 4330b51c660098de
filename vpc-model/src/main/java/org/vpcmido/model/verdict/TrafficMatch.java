// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.verdict;

import java.util.OptionalInt;
import org.vpcmido.model.net.PortRange;
import org.vpcmido.model.net.Protocol;
import org.vpcmido.model.verdict.Transport.Icmp;
import org.vpcmido.model.verdict.Transport.Ports;
import org.vpcmido.model.vpc.Traffic;

/**
 * Whether a rule's traffic covers a packet. A rule about some ports, or some ICMP types, never matches a later fragment,
 * which has none; a rule about a whole protocol does.
 */
final class TrafficMatch {
    private TrafficMatch() {}

    static boolean covers(Traffic traffic, Packet packet) {
        if (traffic.protocol().isEmpty()) {
            return true;
        }
        Protocol protocol = traffic.protocol().orElseThrow();
        if (!protocol.equals(packet.protocol())) {
            return false;
        } else if (packet.transport() instanceof Ports ports) {
            return covers(traffic.ports().orElse(PortRange.ALL), ports.destination());
        } else if (packet.transport() instanceof Icmp icmp) {
            return covers(traffic.icmpType(), icmp.type()) && covers(traffic.icmpCode(), icmp.code());
        }
        return traffic.ports().orElse(PortRange.ALL).equals(PortRange.ALL)
                && traffic.icmpType().isEmpty();
    }

    private static boolean covers(PortRange rule, PortRange packet) {
        return rule.contains(packet.first()) && rule.contains(packet.last());
    }

    private static boolean covers(OptionalInt rule, int packet) {
        return rule.isEmpty() || rule.getAsInt() == packet;
    }
}
