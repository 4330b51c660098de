// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("How long a server wants to be left alone")
class RetryAfterTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2017-04-03T12:00:00Z"), ZoneOffset.UTC);

    @Test
    @DisplayName("is told in seconds, under MidoNet's name and under the standard one")
    void seconds() {
        assertThat(RetryAfter.of(Map.of("RetryAfter", "3")::get, NOON)).contains(Duration.ofSeconds(3));
        assertThat(RetryAfter.of(Map.of("Retry-After", " 120 ")::get, NOON)).contains(Duration.ofMinutes(2));
        assertThat(RetryAfter.of(Map.of("RetryAfter", "3", "Retry-After", "9")::get, NOON))
                .contains(Duration.ofSeconds(3));
    }

    @Test
    @DisplayName("or as a date, by the server's clock if it shows one")
    void date() {
        assertThat(RetryAfter.of(Map.of("Retry-After", "Mon, 03 Apr 2017 12:00:07 GMT")::get, NOON))
                .contains(Duration.ofSeconds(7));
        assertThat(RetryAfter.of(
                        Map.of("Retry-After", "Mon, 03 Apr 2017 15:00:07 GMT", "Date", "Mon, 03 Apr 2017 15:00:00 GMT")
                                ::get,
                        NOON))
                .contains(Duration.ofSeconds(7));
        assertThat(RetryAfter.of(Map.of("Retry-After", "Mon, 03 Apr 2017 11:00:00 GMT")::get, NOON))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "-3",
                "3.5",
                "0",
                "0x3",
                "99999999999999999999",
                "Mon, 32 Apr 2017 12:00:07 GMT",
                "Tue, 03 Apr 2017 12:00:07 GMT"
            })
    @DisplayName("and is ignored if it is garbage")
    void garbage(String value) {
        assertThat(RetryAfter.of(Map.of("RetryAfter", value)::get, NOON)).isEmpty();
        assertThat(RetryAfter.of(Map.of("RetryAfter", value, "Retry-After", "4")::get, NOON))
                .contains(Duration.ofSeconds(4));
    }
}
