// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.net;

import java.util.Optional;

/**
 * An IP protocol by its IANA number.
 *
 * @param number 0 to 255
 */
public record Protocol(int number) implements Comparable<Protocol> {
    public static final Protocol ICMP = new Protocol(1);
    public static final Protocol TCP = new Protocol(6);
    public static final Protocol UDP = new Protocol(17);

    public Protocol {
        if (number < 0 || number > 255) {
            throw new IllegalArgumentException("IP protocol " + number + " is outside 0 to 255");
        }
    }

    /** Reads a number or one of the names {@code tcp}, {@code udp}, {@code icmp}, as the EC2 API does. */
    public static Optional<Protocol> parse(String text) {
        return switch (text) {
            case "tcp" -> Optional.of(TCP);
            case "udp" -> Optional.of(UDP);
            case "icmp" -> Optional.of(ICMP);
            default ->
                text.matches("[0-9]{1,3}") && Integer.parseInt(text) <= 255
                        ? Optional.of(new Protocol(Integer.parseInt(text)))
                        : Optional.empty();
        };
    }

    /** Whether packets of this protocol carry port numbers that rules can match. */
    public boolean hasPorts() {
        return equals(TCP) || equals(UDP);
    }

    @Override
    public int compareTo(Protocol other) {
        return Integer.compare(number, other.number);
    }

    /** {@code tcp}, {@code udp}, {@code icmp}, else the number. */
    @Override
    public String toString() {
        if (equals(TCP)) {
            return "tcp";
        }
        if (equals(UDP)) {
            return "udp";
        }
        return equals(ICMP) ? "icmp" : Integer.toString(number);
    }
}
