// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.resource;

import static java.util.Objects.requireNonNull;

import org.vpcmido.model.net.MacAddress;

/**
 * Ethernet addresses that agree in some bits.
 *
 * @param mac the bits
 * @param mask which bits count; a set bit counts
 */
public record MaskedMac(MacAddress mac, long mask) {
    /** All 48 bits count. */
    public static final long EXACT = 0xFFFF_FFFF_FFFFL;

    public MaskedMac {
        requireNonNull(mac, "mac");
    }

    public static MaskedMac exactly(MacAddress mac) {
        return new MaskedMac(mac, EXACT);
    }

    public boolean contains(MacAddress other) {
        return ((mac.bits() ^ other.bits()) & mask) == 0;
    }

    @Override
    public String toString() {
        return mask == EXACT ? mac.toString() : mac + "/" + new MacAddress(mask & EXACT);
    }
}
