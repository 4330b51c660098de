// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.journal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What a database can hold of a value. */
final class Stored {
    private static final int TEXT_CHARACTERS_MAX = 100_000;
    private static final int NAME_CHARACTERS_MAX = 200;

    private Stored() {}

    /** PostgreSQL refuses the character NUL in a text; such a row would be lost for one character. Cut at 100,000. */
    static String text(String value) {
        return cut(value.indexOf('\0') < 0 ? value : value.replace('\0', '\uFFFD'), TEXT_CHARACTERS_MAX);
    }

    /** A name: a text that is cut where its column, which has an index, ends. */
    static String name(String value) {
        return cut(text(value), NAME_CHARACTERS_MAX);
    }

    private static String cut(String value, int charactersMax) {
        return value.length() <= charactersMax ? value : value.substring(0, charactersMax);
    }

    /** Both databases count microseconds. */
    static Instant micros(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }
}
