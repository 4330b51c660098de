// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import java.util.Locale;
import java.util.Random;
import java.util.UUID;

/** Ids, MACs and tunnel keys that the server chooses; equal seeds choose equal ones. */
final class Allocator {
    private final Random random;
    private long lastTunnelKey;

    Allocator(long seed) {
        this.random = new Random(seed);
    }

    /** A random UUID, marked as such (version 4). */
    String nextId() {
        long high = (random.nextLong() & 0xFFFFFFFFFFFF0FFFL) | 0x4000L;
        long low = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }

    /** A MAC of the vendor prefix that MidoNet gives router ports (midonet-api.md 10.5). */
    String nextMac() {
        int tail = random.nextInt(1 << 24);
        return String.format(Locale.ROOT, "ac:ca:ba:%02x:%02x:%02x", tail >>> 16, (tail >>> 8) & 255, tail & 255);
    }

    /** From 1 up, never reused, burnt by failed creates (midonet-observed.md 4). */
    long nextTunnelKey() {
        return ++lastTunnelKey;
    }

    /** Keeps what follows above a key that came from elsewhere. */
    void tunnelKeySeen(long key) {
        lastTunnelKey = Math.max(lastTunnelKey, key);
    }
}
