// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
record Answer(int status, String mediaType, Duration retryAfter, Buffer body) {
    private static final Duration RETRY_AFTER_MAX = Duration.ofSeconds(30);
    private static final Pattern HTML_TITLE = Pattern.compile("<title>([^<]*)</title>", Pattern.CASE_INSENSITIVE);
    private static final int EXCERPT_LENGTH = 200;

    static Answer of(HttpClientResponse response, Buffer body) {
        String contentType = header(response, "Content-Type");
        return new Answer(
                response.statusCode(),
                contentType.replaceFirst(";.*$", "").trim().toLowerCase(Locale.ROOT),
                retryAfter(response),
                body);
    }

    boolean isSuccess() {
        return status >= 200 && status < 300 && !mediaType.equals("text/html");
    }

    /** The failure that this answer is, in the terms of what a caller does next. */
    MidonetException failure(Call call) {
        String message = call + ": " + status + describe();
        return switch (status) {
            case 429, 502, 503, 504 -> new MidonetException.Unavailable(message, status, retryAfter);
            case 404, 409 -> new MidonetException.Stale(message, status);
            default ->
                status < 300
                        ? new MidonetException.Unavailable(
                                message + " does not come from MidoNet", status, Duration.ZERO)
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

    /** MidoNet writes the header without the hyphen (midonet-observed.md 9); proxies write it with one. */
    private static Duration retryAfter(HttpClientResponse response) {
        String seconds = header(response, "RetryAfter");
        if (seconds.isEmpty()) {
            seconds = header(response, "Retry-After");
        }
        if (!seconds.matches("[0-9]{1,9}")) {
            return Duration.ZERO;
        }
        Duration asked = Duration.ofSeconds(Long.parseLong(seconds));
        return asked.compareTo(RETRY_AFTER_MAX) < 0 ? asked : RETRY_AFTER_MAX;
    }

    private static String header(HttpClientResponse response, String name) {
        String value = response.getHeader(name);
        return value == null ? "" : value;
    }
}
