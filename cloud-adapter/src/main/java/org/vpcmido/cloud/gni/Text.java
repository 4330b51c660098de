// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.cloud.gni;

import java.util.function.Function;
import org.vpcmido.model.finding.Finding.Position;

/**
 * The text of one element or attribute.
 *
 * @param name what the element or attribute is called
 * @param value without white space around it; empty and absent mean the same (gni.md 10)
 * @param isTooLong whether it went beyond the limit, so that {@code value} is only its beginning
 * @param position where it starts
 */
record Text(String name, String value, boolean isTooLong, Position position) {
    private static final int QUOTED_MAX = 40;

    boolean isAbsent() {
        return value.isEmpty();
    }

    /**
     * Reads the value.
     *
     * @throws InvalidValueException if it is too long, or {@code reader} refuses it
     */
    <T> T as(Function<String, T> reader) {
        if (isTooLong) {
            throw new InvalidValueException(
                    "value-too-long",
                    name + " '" + value.substring(0, Math.min(QUOTED_MAX, value.length())) + "...' is longer than "
                            + value.length() + " characters",
                    position);
        }
        try {
            return reader.apply(value);
        } catch (IllegalArgumentException refusal) {
            throw bad(String.valueOf(refusal.getMessage()));
        }
    }

    InvalidValueException bad(String why) {
        return new InvalidValueException("bad-value", name + " " + why, position);
    }
}
