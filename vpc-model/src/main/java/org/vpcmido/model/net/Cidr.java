// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.net;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.Optional;

/**
 * An IPv4 block: all addresses that share the first {@code prefixBits} bits of {@code network}.
 *
 * @param network its first address; no bit behind the prefix is set
 * @param prefixBits prefix length in bits, 0 (every address) to 32 (one address)
 */
public record Cidr(Ipv4 network, int prefixBits) implements Comparable<Cidr> {
    /** Every IPv4 address. */
    public static final Cidr ANY = new Cidr(Ipv4.ANY, 0);

    private static final Comparator<Cidr> ORDER =
            Comparator.comparing(Cidr::network).thenComparingInt(Cidr::prefixBits);

    public Cidr {
        requireNonNull(network, "network");
        if (prefixBits < 0 || prefixBits > 32) {
            throw new IllegalArgumentException(
                    "prefix length of " + network + "/" + prefixBits + " is outside 0 to 32 bits");
        }
        if ((network.bits() & ~mask(prefixBits)) != 0) {
            throw new IllegalArgumentException(network + "/" + prefixBits + " has bits set behind its prefix");
        }
    }

    /**
     * Reads {@code a.b.c.d/n}; bits behind the prefix must be zero.
     *
     * @throws IllegalArgumentException if {@code text} is anything else
     */
    public static Cidr of(String text) {
        return parse(text)
                .filter(range -> text.startsWith(range.network + "/"))
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is not an IPv4 CIDR block"));
    }

    /** Reads {@code a.b.c.d/n} and clears the bits behind the prefix; empty if {@code text} has another form. */
    public static Optional<Cidr> parse(String text) {
        int slash = text.indexOf('/');
        int digits = text.length() - slash - 1;
        if (slash < 0 || digits < 1 || digits > 2) {
            return Optional.empty();
        }
        int prefixBits = 0;
        for (int i = slash + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return Optional.empty();
            }
            prefixBits = prefixBits * 10 + (c - '0');
        }
        if (prefixBits > 32) {
            return Optional.empty();
        }
        int length = prefixBits;
        return Ipv4.parse(text.substring(0, slash)).map(address -> containing(address, length));
    }

    /** The block of {@code prefixBits} that {@code address} lies in. */
    public static Cidr containing(Ipv4 address, int prefixBits) {
        return new Cidr(new Ipv4(address.bits() & mask(prefixBits)), prefixBits);
    }

    public boolean contains(Ipv4 address) {
        return (address.bits() & mask(prefixBits)) == network.bits();
    }

    /** Whether every address of {@code other} is in this block. */
    public boolean contains(Cidr other) {
        return other.prefixBits >= prefixBits && contains(other.network);
    }

    public boolean overlaps(Cidr other) {
        return contains(other.network) || other.contains(network);
    }

    /**
     * The address {@code offset} places behind the first one.
     *
     * @throws IllegalArgumentException if that lies outside this block
     */
    public Ipv4 address(int offset) {
        Ipv4 address = network.plus(offset);
        if (offset < 0 || !contains(address)) {
            throw new IllegalArgumentException(this + " has no address number " + offset);
        }
        return address;
    }

    /** The last address. */
    public Ipv4 broadcast() {
        return new Ipv4(network.bits() | ~mask(prefixBits));
    }

    /** How many addresses there are, 1 to 2^32. */
    public long size() {
        return 1L << (32 - prefixBits);
    }

    @Override
    public int compareTo(Cidr other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return network + "/" + prefixBits;
    }

    private static int mask(int prefixBits) {
        return prefixBits == 0 ? 0 : -1 << (32 - prefixBits);
    }
}
