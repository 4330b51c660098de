// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How long a server wants to be left alone. What cannot be read is as if it were not there. */
final class RetryAfter {
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    private RetryAfter() {}

    /**
     * MidoNet names the header {@code RetryAfter} (midonet-observed.md 9); proxies before it write {@code Retry-After},
     * with seconds or a date. A date is taken by the clock of who wrote it, where that is told.
     *
     * @param header the value of a header of the answer, or null
     * @param clock for dates, where the answer has no date of its own
     */
    static Optional<Duration> of(Function<String, @Nullable String> header, Clock clock) {
        return Stream.of("RetryAfter", "Retry-After")
                .flatMap(name -> value(header, name).stream())
                .flatMap(value -> read(value, header, clock).stream())
                .filter(asked -> !asked.isNegative() && !asked.isZero())
                .findFirst();
    }

    private static Optional<Duration> read(String value, Function<String, @Nullable String> header, Clock clock) {
        if (SECONDS.matcher(value).matches()) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        return date(value)
                .map(until -> Duration.between(
                        value(header, "Date").flatMap(RetryAfter::date).orElseGet(clock::instant), until));
    }

    private static Optional<Instant> date(String value) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value)));
        } catch (DateTimeException garbage) {
            return Optional.empty();
        }
    }

    private static Optional<String> value(Function<String, @Nullable String> header, String name) {
        return Optional.ofNullable(header.apply(name)).map(String::trim);
    }
}
