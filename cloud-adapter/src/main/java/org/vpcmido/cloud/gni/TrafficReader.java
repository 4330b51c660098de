// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.cloud.gni;

import java.util.Optional;
import java.util.OptionalInt;
import org.vpcmido.model.net.PortRange;
import org.vpcmido.model.net.Protocol;
import org.vpcmido.model.vpc.Traffic;

/** The packets that a rule or entry is about; the two differ in how they call the ports. */
record TrafficReader(String firstPort, String lastPort) {
    private static final int ANY = -1;
    private static final int PROTOCOL_MAX = 255;
    private static final int PORT_MAX = 65_535;
    private static final int ICMP_MAX = 255;

    Traffic read(Fields fields) {
        int number = fields.requiredNumber("protocol", ANY, PROTOCOL_MAX);
        Optional<Protocol> protocol = number == ANY ? Optional.empty() : Optional.of(new Protocol(number));
        boolean isIcmp = protocol.filter(Protocol.ICMP::equals).isPresent();
        OptionalInt type = isIcmp ? icmp(fields, "icmpType") : OptionalInt.empty();
        // An ICMP type of any implies every code (gni.md 9), but a code that is none is refused all the same.
        OptionalInt code = isIcmp ? icmp(fields, "icmpCode") : OptionalInt.empty();
        return new Traffic(protocol, ports(fields, protocol), type, type.isPresent() ? code : OptionalInt.empty());
    }

    private Optional<PortRange> ports(Fields fields, Optional<Protocol> protocol) {
        OptionalInt first = fields.number(firstPort, 0, PORT_MAX);
        OptionalInt last = fields.number(lastPort, 0, PORT_MAX);
        if (first.isEmpty()
                && last.isEmpty()
                && protocol.filter(Protocol::hasPorts).isEmpty()) {
            return Optional.empty();
        } else if (first.isEmpty() || last.isEmpty()) {
            throw fields.missing(first.isEmpty() ? firstPort : lastPort);
        }
        return Optional.of(new PortRange(first.getAsInt(), last.getAsInt()));
    }

    private static OptionalInt icmp(Fields fields, String name) {
        OptionalInt number = fields.number(name, ANY, ICMP_MAX);
        return number.isPresent() && number.getAsInt() == ANY ? OptionalInt.empty() : number;
    }
}
