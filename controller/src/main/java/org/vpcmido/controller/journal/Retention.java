// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.journal;

import java.time.Duration;

/**
 * What the journal keeps. What is there now (open findings, given numbers, the last applied state) is always kept.
 *
 * @param age older entries go
 * @param rowsMax of more entries of one kind, the oldest go
 */
public record Retention(Duration age, int rowsMax) {
    public static final Retention DEFAULT = new Retention(Duration.ofDays(90), 1_000_000);

    public Retention {
        if (age.isNegative() || age.isZero()) {
            throw new IllegalArgumentException("journal retention: age " + age + " is not above 0");
        }
        if (rowsMax < 1) {
            throw new IllegalArgumentException("journal retention: " + rowsMax + " rows is below 1");
        }
    }
}
