// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.net;

import java.util.Optional;

/**
 * An IPv4 address.
 *
 * @param bits the address as 32 bits in network order, first octet in the highest byte
 */
public record Ipv4(int bits) implements Comparable<Ipv4> {
    /** {@code 0.0.0.0}, which stands for "any" in routes and "none" in documents. */
    public static final Ipv4 ANY = new Ipv4(0);

    private static final int OCTETS = 4;

    /**
     * Reads strict dotted-quad notation: four decimal octets, 0 to 255, no leading zeros, no white space.
     *
     * @throws IllegalArgumentException if {@code text} is anything else
     */
    public static Ipv4 of(String text) {
        return parse(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + text + "' is not an IPv4 address (four decimal octets, 0 to 255)"));
    }

    /** Reads as {@link #of} does, with absence instead of an exception. */
    public static Optional<Ipv4> parse(String text) {
        int bits = 0;
        int octets = 0;
        int digits = 0;
        int octet = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : '.';
            if (c == '.') {
                if (digits == 0 || ++octets > OCTETS) {
                    return Optional.empty();
                }
                bits = bits << 8 | octet;
                digits = 0;
                octet = 0;
            } else if (c >= '0' && c <= '9' && !(digits > 0 && octet == 0)) {
                octet = octet * 10 + (c - '0');
                if (++digits > 3 || octet > 255) {
                    return Optional.empty();
                }
            } else {
                return Optional.empty();
            }
        }
        return octets == OCTETS ? Optional.of(new Ipv4(bits)) : Optional.empty();
    }

    /** The address {@code offset} places further on, modulo 2^32. */
    public Ipv4 plus(int offset) {
        return new Ipv4(bits + offset);
    }

    /** The address as a number, 0 to 2^32 - 1. */
    public long toLong() {
        return Integer.toUnsignedLong(bits);
    }

    /** The range that holds only this address. */
    public Cidr asCidr() {
        return new Cidr(this, 32);
    }

    /** Orders by number, so that 9.0.0.0 comes before 10.0.0.0. */
    @Override
    public int compareTo(Ipv4 other) {
        return Integer.compareUnsigned(bits, other.bits);
    }

    @Override
    public String toString() {
        return (bits >>> 24) + "." + (bits >>> 16 & 255) + "." + (bits >>> 8 & 255) + "." + (bits & 255);
    }
}
