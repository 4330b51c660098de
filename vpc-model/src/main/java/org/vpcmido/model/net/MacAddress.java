// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.net;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An Ethernet address.
 *
 * @param bits its 48 bits, first octet highest; the upper 16 bits of the number are zero
 */
public record MacAddress(long bits) implements Comparable<MacAddress> {
    private static final long MAX = 0xFFFF_FFFF_FFFFL;
    private static final Pattern FORM = Pattern.compile("[0-9a-fA-F]{1,2}(:[0-9a-fA-F]{1,2}){5}");

    public MacAddress {
        if (bits < 0 || bits > MAX) {
            throw new IllegalArgumentException("a MAC address has 48 bits, not " + Long.toHexString(bits));
        }
    }

    /**
     * Reads six hexadecimal octets with colons between them, in either case.
     *
     * @throws IllegalArgumentException if {@code text} is anything else
     */
    public static MacAddress of(String text) {
        return parse(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + text + "' is not a MAC address (six hexadecimal octets with colons)"));
    }

    /** Reads as {@link #of} does, with absence instead of an exception. */
    public static Optional<MacAddress> parse(String text) {
        if (!FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        long bits = 0;
        for (String octet : text.split(":", -1)) {
            bits = bits << 8 | Integer.parseInt(octet, 16);
        }
        return Optional.of(new MacAddress(bits));
    }

    /** Whether this is a group address (multicast or broadcast), which no interface can own. */
    public boolean isMulticast() {
        return (bits >>> 40 & 1) == 1;
    }

    @Override
    public int compareTo(MacAddress other) {
        return Long.compare(bits, other.bits);
    }

    /** Lower case, two digits an octet, colons: {@code d0:0d:00:00:a2:01}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(17);
        for (int shift = 40; shift >= 0; shift -= 8) {
            int octet = (int) (bits >>> shift) & 255;
            text.append(Character.forDigit(octet >>> 4, 16)).append(Character.forDigit(octet & 15, 16));
            if (shift > 0) {
                text.append(':');
            }
        }
        return text.toString();
    }
}
