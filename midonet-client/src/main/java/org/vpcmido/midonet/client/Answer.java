// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What came back for a request.
 *
 * @param status HTTP status
 * @param mediaType content type without parameters, lower case; empty if there was none
 * @param retryAfter how long to wait, if the server said so
 * @param body the bytes, decompressed
 */
record Answer(int status, String mediaType, Optional<Duration> retryAfter, Buffer body) {
    private static final Set<Integer> UNAVAILABLE = Set.of(429, 502, 503, 504);
    private static final Pattern HTML_TITLE = Pattern.compile("<title>([^<]*)</title>", Pattern.CASE_INSENSITIVE);
    private static final int EXCERPT_LENGTH = 200;

    static Answer of(HttpClientResponse response, Buffer body) {
        String contentType = header(response, "Content-Type");
        return new Answer(
                response.statusCode(),
                contentType.replaceFirst(";.*$", "").trim().toLowerCase(Locale.ROOT),
                RetryAfter.of(response::getHeader, Clock.systemUTC()),
                body);
    }

    boolean isSuccess() {
        return status >= 200 && status < 300 && !mediaType.equals("text/html");
    }

    /** Whether the server, or a proxy before it, cannot answer now. */
    boolean isUnavailable() {
        return UNAVAILABLE.contains(status);
    }

    /** The failure that this answer is, in the terms of what a caller does next. */
    MidonetException failure(Call call) {
        String message = call + ": " + status + describe();
        if (isUnavailable()) {
            return new MidonetException.Unavailable(message, status);
        }
        return switch (status) {
            case 404, 409 -> new MidonetException.Stale(message, status);
            default ->
                status < 300
                        ? new MidonetException.Unavailable(message + " does not come from MidoNet", status)
                        : new MidonetException.Rejected(message, status);
        };
    }

    /** What the server says in one of its three forms: JSON, HTML, nothing (midonet-observed.md 1). */
    private String describe() {
        String text = body.toString(StandardCharsets.UTF_8).trim();
        if (text.isEmpty()) {
            return "";
        }
        Matcher title = HTML_TITLE.matcher(text);
        if (title.find()) {
            return " " + title.group(1).trim();
        }
        return " "
                + errorMessage(text).orElse(text.length() > EXCERPT_LENGTH ? text.substring(0, EXCERPT_LENGTH) : text);
    }

    private static Optional<String> errorMessage(String text) {
        try {
            JsonNode error = Json.MAPPER.readTree(text);
            List<String> violations = new ArrayList<>();
            error.path("violations")
                    .forEach(each -> violations.add(each.path("property").asText() + " "
                            + each.path("message").asText()));
            Optional<String> message =
                    Optional.of(error.path("message").asText("")).filter(said -> !said.isEmpty());
            return violations.isEmpty()
                    ? message
                    : Optional.of(message.orElse("") + ": " + String.join(", ", new TreeSet<>(violations)));
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    private static String header(HttpClientResponse response, String name) {
        String value = response.getHeader(name);
        return value == null ? "" : value;
    }
}
