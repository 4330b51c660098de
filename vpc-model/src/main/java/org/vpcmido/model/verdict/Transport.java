// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.verdict;

import static java.util.Objects.requireNonNull;

import java.util.Set;
import org.vpcmido.model.net.PortRange;

/** What follows the IP header, as far as rules can see it. */
public sealed interface Transport {
    /**
     * The ports of a TCP or UDP packet. A port that a NAT gateway chose is known only as the range that it chose from.
     *
     * @param source where it comes from
     * @param destination where it goes to
     */
    record Ports(PortRange source, PortRange destination) implements Transport {
        public Ports {
            requireNonNull(source, "source");
            requireNonNull(destination, "destination");
        }

        Ports reversed() {
            return new Ports(destination, source);
        }
    }

    /**
     * The first two bytes of an ICMP message.
     *
     * @param type 0 to 255, for example 8 for an echo request
     * @param code 0 to 255
     */
    record Icmp(int type, int code) implements Transport {
        static final int ECHO_REPLY = 0;
        static final int ECHO_REQUEST = 8;
        static final int TIMESTAMP_REQUEST = 13;
        static final int TIMESTAMP_REPLY = 14;
        static final Set<Integer> ERRORS = Set.of(3, 11, 12);
        private static final int MAX = 255;

        public Icmp {
            if (type < 0 || type > MAX || code < 0 || code > MAX) {
                throw new IllegalArgumentException("ICMP type " + type + " code " + code + " is outside 0 to " + MAX);
            }
        }
    }

    /** Nothing that a rule could match beyond the protocol number. */
    record Opaque() implements Transport {}

    /** A fragment other than the first of its packet: ports, or ICMP type and code, are not in it. */
    record LaterFragment() implements Transport {}
}
