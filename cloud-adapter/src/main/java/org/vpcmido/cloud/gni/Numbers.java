// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.cloud.gni;

import java.util.regex.Pattern;

/** Decimal numbers as the cloud writes them: no plus sign, no leading zeros, no blanks. */
final class Numbers {
    private static final Pattern FORM = Pattern.compile("0|-?[1-9][0-9]{0,17}");

    private Numbers() {}

    /**
     * Reads a number.
     *
     * @throws IllegalArgumentException if it is none, or not in the range
     */
    static long number(String text, long min, long max) {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a whole number");
        }
        long number = Long.parseLong(text);
        if (number < min || number > max) {
            throw new IllegalArgumentException(number + " is outside " + min + " to " + max);
        }
        return number;
    }

    /** Reads as {@link #number} does. */
    static int integer(String text, int min, int max) {
        return Math.toIntExact(number(text, min, max));
    }
}
