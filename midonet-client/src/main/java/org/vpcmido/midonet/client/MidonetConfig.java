// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;

/**
 * How to reach MidoNet's API, and within which limits.
 *
 * @param url the API's root, such as {@code http://cp1:8181/midonet-api/}; without one, the usual places on this machine
 *     are tried
 * @param credentials how to log in; MidoNet's default provider asks for nothing
 * @param timeouts how long to wait
 * @param limits how much at once
 * @param compression whether answers may come compressed where the server can; of no use on loopback
 * @param retries how often to try
 */
public record MidonetConfig(
        Optional<URI> url,
        Optional<Credentials> credentials,
        Timeouts timeouts,
        Limits limits,
        boolean compression,
        Retries retries) {
    private static final String FORM = "MidoNet URL '%s' is not of the form http(s)://host[:port]/path";
    private static final int PORT_MAX = 65_535;

    public MidonetConfig {
        requireNonNull(url, "url");
        requireNonNull(credentials, "credentials");
        requireNonNull(timeouts, "timeouts");
        requireNonNull(limits, "limits");
        requireNonNull(retries, "retries");
        url.ifPresent(MidonetConfig::checkUrl);
    }

    /**
     * How long to wait, each a millisecond at least.
     *
     * @param connect for opening a connection
     * @param request for one request, from sending it to the end of the answer; above the server's own limit of 30
     *     seconds (midonet-observed.md 10), so that the server is the first to give up
     */
    public record Timeouts(Duration connect, Duration request) {
        static final Timeouts DEFAULT = new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(35));

        public Timeouts {
            positive(connect, "connect timeout");
            positive(request, "request timeout");
        }
    }

    /**
     * How much at once, each number 1 at least. Requests in flight are limited further to what the server gains from.
     *
     * @param readsInFlight reads under way, at most; the server's reads scale with its cores
     * @param writesInFlight writes under way, at most; releases before 5.2.2 take one lock for each
     * @param waiting requests of either sort that wait for their turn
     * @param pause the longest that is waited because the server asks for it ({@code RetryAfter}), a millisecond at least
     * @param bodyBytes longest answer that is accepted, in bytes after decompression
     */
    public record Limits(int readsInFlight, int writesInFlight, int waiting, Duration pause, int bodyBytes) {
        static final Limits DEFAULT = new Limits(32, 16, 1024, Duration.ofSeconds(30), 512 << 20);

        public Limits {
            positive(readsInFlight, "reads in flight");
            positive(writesInFlight, "writes in flight");
            positive(waiting, "waiting requests");
            positive(pause, "longest pause");
            positive(bodyBytes, "bytes of an answer");
        }

        /** With other numbers of requests in flight. */
        public Limits withInFlight(int reads, int writes) {
            return new Limits(reads, writes, waiting, pause, bodyBytes);
        }

        /** With another longest pause. */
        public Limits withPause(Duration newPause) {
            return new Limits(readsInFlight, writesInFlight, waiting, newPause, bodyBytes);
        }
    }

    /**
     * How often to try.
     *
     * @param discovery to look for the API at the start
     * @param request one request
     */
    public record Retries(RetryPolicy discovery, RetryPolicy request) {
        static final Retries DEFAULT = new Retries(
                new RetryPolicy(5, Duration.ofMillis(500), Duration.ofSeconds(5)),
                new RetryPolicy(5, Duration.ofMillis(200), Duration.ofSeconds(5)));

        public Retries {
            requireNonNull(discovery, "discovery");
            requireNonNull(request, "request");
        }
    }

    /** The defaults, with the API at its usual places on this machine. */
    public static MidonetConfig defaults() {
        return new MidonetConfig(
                Optional.empty(), Optional.empty(), Timeouts.DEFAULT, Limits.DEFAULT, true, Retries.DEFAULT);
    }

    /** The defaults, with the API at {@code url}. */
    public static MidonetConfig at(String url) {
        try {
            return defaults().withUrl(new URI(url));
        } catch (URISyntaxException malformed) {
            throw new IllegalArgumentException(FORM.formatted(url), malformed);
        }
    }

    public MidonetConfig withUrl(URI newUrl) {
        return new MidonetConfig(Optional.of(newUrl), credentials, timeouts, limits, compression, retries);
    }

    public MidonetConfig withCredentials(Credentials newCredentials) {
        return new MidonetConfig(url, Optional.of(newCredentials), timeouts, limits, compression, retries);
    }

    public MidonetConfig withTimeouts(Timeouts newTimeouts) {
        return new MidonetConfig(url, credentials, newTimeouts, limits, compression, retries);
    }

    public MidonetConfig withLimits(Limits newLimits) {
        return new MidonetConfig(url, credentials, timeouts, newLimits, compression, retries);
    }

    public MidonetConfig withRetries(Retries newRetries) {
        return new MidonetConfig(url, credentials, timeouts, limits, compression, newRetries);
    }

    private static void checkUrl(URI url) {
        boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!http || url.getHost() == null) {
            throw new IllegalArgumentException(FORM.formatted(url));
        }
        if (url.getPort() > PORT_MAX) {
            throw new IllegalArgumentException(
                    "MidoNet URL '" + url + "': port " + url.getPort() + " is above " + PORT_MAX);
        }
    }

    private static void positive(Duration duration, String what) {
        if (duration.toMillis() < 1) {
            throw new IllegalArgumentException(what + " " + duration + " is below a millisecond");
        }
    }

    private static void positive(int number, String what) {
        if (number < 1) {
            throw new IllegalArgumentException(what + " " + number + " is below 1");
        }
    }
}
