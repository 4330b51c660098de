// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import java.time.Duration;

/**
 * How often to try, and how long to pause between: doubling from the first delay up to the longest, less a random part
 * of up to a half, so that many waiting callers do not come back at once.
 *
 * @param attemptsMax how often to try in all, 1 or more
 * @param delayMin the pause after the first failure
 * @param delayMax the longest pause
 */
public record RetryPolicy(int attemptsMax, Duration delayMin, Duration delayMax) {
    private static final int DOUBLINGS_MAX = 30;

    public RetryPolicy {
        if (attemptsMax < 1) {
            throw new IllegalArgumentException("attempts " + attemptsMax + " are fewer than 1");
        }
        if (delayMin.isNegative() || delayMax.compareTo(delayMin) < 0) {
            throw new IllegalArgumentException("delays " + delayMin + " to " + delayMax + " are not ascending from 0");
        }
    }

    /**
     * The pause after the {@code attempt}th failure.
     *
     * @param random 0 inclusive to 1 exclusive
     */
    Duration delay(int attempt, double random) {
        long doubled = delayMin.toMillis() << Math.min(attempt - 1, DOUBLINGS_MAX);
        long millis = doubled < delayMin.toMillis() ? delayMax.toMillis() : Math.min(doubled, delayMax.toMillis());
        return Duration.ofMillis(millis - (long) (millis * random / 2));
    }
}
