// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.vpc;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.OptionalInt;
import org.vpcmido.model.net.PortRange;
import org.vpcmido.model.net.Protocol;

/**
 * The part of a security group rule or network ACL entry that says which packets it is about, addresses aside.
 *
 * @param protocol empty for all protocols (-1 in the API)
 * @param ports destination ports, for TCP and UDP only; empty for other protocols
 * @param icmpType 0 to 255, for ICMP only; empty for any (-1 in the API)
 * @param icmpCode 0 to 255, for ICMP with a type only; empty for any
 */
public record Traffic(
        Optional<Protocol> protocol, Optional<PortRange> ports, OptionalInt icmpType, OptionalInt icmpCode) {
    private static final Traffic ALL =
            new Traffic(Optional.empty(), Optional.empty(), OptionalInt.empty(), OptionalInt.empty());
    private static final int ICMP_MAX = 255;

    public Traffic {
        requireNonNull(protocol, "protocol");
        requireNonNull(ports, "ports");
        requireNonNull(icmpType, "icmpType");
        requireNonNull(icmpCode, "icmpCode");
        if (ports.isPresent() != protocol.filter(Protocol::hasPorts).isPresent()) {
            throw new IllegalArgumentException("ports go with TCP and UDP, and only with them: protocol "
                    + protocol.map(Protocol::toString).orElse("all") + ", ports "
                    + ports.map(PortRange::toString).orElse("none"));
        }
        boolean icmp = protocol.filter(Protocol.ICMP::equals).isPresent();
        if ((!icmp && icmpType.isPresent()) || (icmpType.isEmpty() && icmpCode.isPresent())) {
            throw new IllegalArgumentException("an ICMP type needs protocol ICMP, and a code needs a type");
        }
        requireIcmp(icmpType, "type");
        requireIcmp(icmpCode, "code");
    }

    /** Every packet. */
    public static Traffic all() {
        return ALL;
    }

    /** TCP or UDP to {@code ports}. */
    public static Traffic of(Protocol protocol, PortRange ports) {
        return new Traffic(Optional.of(protocol), Optional.of(ports), OptionalInt.empty(), OptionalInt.empty());
    }

    /** Every packet of a protocol that has no ports; for ICMP, every type. */
    public static Traffic of(Protocol protocol) {
        return new Traffic(Optional.of(protocol), Optional.empty(), OptionalInt.empty(), OptionalInt.empty());
    }

    /** ICMP of one type, and one code unless {@code code} is empty. */
    public static Traffic icmp(int type, OptionalInt code) {
        return new Traffic(Optional.of(Protocol.ICMP), Optional.empty(), OptionalInt.of(type), code);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(protocol.map(Protocol::toString).orElse("all"));
        ports.ifPresent(range -> text.append(' ').append(range));
        icmpType.ifPresent(type -> text.append(" type ").append(type));
        icmpCode.ifPresent(code -> text.append(" code ").append(code));
        return text.toString();
    }

    private static void requireIcmp(OptionalInt number, String what) {
        if (number.isPresent() && (number.getAsInt() < 0 || number.getAsInt() > ICMP_MAX)) {
            throw new IllegalArgumentException(
                    "ICMP " + what + " " + number.getAsInt() + " is outside 0 to " + ICMP_MAX);
        }
    }
}
