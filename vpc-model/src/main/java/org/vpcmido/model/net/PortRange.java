// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.net;

/**
 * A closed range of 16-bit numbers: TCP or UDP ports, or (as MidoNet and EC2 have it) ICMP types or codes.
 *
 * @param first its first number, 0 to 65535
 * @param last its last number, {@code first} to 65535
 */
public record PortRange(int first, int last) implements Comparable<PortRange> {
    private static final int MAX = 65535;

    /** Every port. */
    public static final PortRange ALL = new PortRange(0, MAX);

    public PortRange {
        if (first < 0 || last > MAX || first > last) {
            throw new IllegalArgumentException("range " + first + "-" + last + " is not ascending within 0 to " + MAX);
        }
    }

    /** The range of one number. */
    public static PortRange of(int only) {
        return new PortRange(only, only);
    }

    public boolean contains(int number) {
        return first <= number && number <= last;
    }

    @Override
    public int compareTo(PortRange other) {
        return first != other.first ? Integer.compare(first, other.first) : Integer.compare(last, other.last);
    }

    /** {@code 80} for one number, {@code 80-89} for more. */
    @Override
    public String toString() {
        return first == last ? Integer.toString(first) : first + "-" + last;
    }
}
