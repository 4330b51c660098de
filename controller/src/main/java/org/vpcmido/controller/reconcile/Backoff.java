// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.reconcile;

import java.time.Duration;

/**
 * How long to wait after failures: doubling from the first pause up to the longest, less a random part of up to a half,
 * so that many who wait do not come back at once.
 *
 * @param min the pause after a first failure
 * @param max the longest pause
 */
public record Backoff(Duration min, Duration max) {
    private static final int DOUBLINGS_MAX = 20;

    public Backoff {
        if (min.toMillis() < 1 || max.compareTo(min) < 0) {
            throw new IllegalArgumentException("pauses " + min + " to " + max + " are not ascending from 1 ms");
        }
    }

    /**
     * The pause after failures in a row.
     *
     * @param failures how many, 1 or more
     * @param random 0 inclusive to 1 exclusive
     */
    public Duration pause(int failures, double random) {
        long doubled = min.toMillis() << Math.min(Math.max(failures - 1, 0), DOUBLINGS_MAX);
        long millis = Math.min(doubled, max.toMillis());
        return Duration.ofMillis(Math.max(1, millis - (long) (millis * random / 2)));
    }
}
