// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.given;

import java.util.List;
import java.util.Random;

/**
 * Random choices from a seed; equal seeds choose alike on every machine.
 *
 * @param random the source
 */
record Draw(Random random) {
    static Draw of(long seed) {
        return new Draw(new Random(seed));
    }

    /** A number from {@code first} to {@code last}, both included. */
    int between(int first, int last) {
        return first + random.nextInt(last - first + 1);
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    @SafeVarargs
    final <T> T one(T... of) {
        return of[random.nextInt(of.length)];
    }
}
