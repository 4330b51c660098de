// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How to reach MidoNet's API, and within which limits.
 *
 * @param url the API's root, such as {@code http://cp1:8181/midonet-api/}; without one, the usual places on this machine
 *     are tried
 * @param credentials how to log in; MidoNet's default provider asks for nothing
 * @param connectTimeout for opening a connection
 * @param requestTimeout for one request, from sending it to the end of the answer; above the server's own limit of
 *     30 seconds (midonet-observed.md 10), so that the server is the first to give up
 * @param connectionsMax open connections at most
 * @param waitingMax requests that wait for a connection at most
 * @param readsInFlightMax reads of one observation at a time; the server's reads scale with its cores
 * @param bodyBytesMax longest answer that is accepted, in bytes after decompression
 * @param compression whether answers may come compressed where the server can; of no use on loopback
 * @param discovery how often to look for the API at the start
 * @param retry how often to try one request
 */
public record MidonetConfig(
        Optional<URI> url,
        Optional<Credentials> credentials,
        Duration connectTimeout,
        Duration requestTimeout,
        int connectionsMax,
        int waitingMax,
        int readsInFlightMax,
        int bodyBytesMax,
        boolean compression,
        RetryPolicy discovery,
        RetryPolicy retry) {
    private static final int MEBIBYTE = 1 << 20;

    public MidonetConfig {
        requireNonNull(url, "url");
        requireNonNull(credentials, "credentials");
        requireNonNull(discovery, "discovery");
        requireNonNull(retry, "retry");
        url.ifPresent(MidonetConfig::checkUrl);
        positive(connectTimeout, "connect timeout");
        positive(requestTimeout, "request timeout");
        positive(connectionsMax, "connections");
        positive(waitingMax, "waiting requests");
        positive(readsInFlightMax, "reads in flight");
        positive(bodyBytesMax, "bytes of an answer");
    }

    /** The defaults, with the API at its usual places on this machine. */
    public static MidonetConfig defaults() {
        return new MidonetConfig(
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(5),
                Duration.ofSeconds(35),
                16,
                1024,
                8,
                512 * MEBIBYTE,
                true,
                new RetryPolicy(5, Duration.ofMillis(500), Duration.ofSeconds(5)),
                new RetryPolicy(5, Duration.ofMillis(200), Duration.ofSeconds(5)));
    }

    /** The defaults, with the API at {@code url}. */
    public static MidonetConfig at(String url) {
        return defaults().withUrl(URI.create(url));
    }

    public MidonetConfig withUrl(URI newUrl) {
        return new MidonetConfig(
                Optional.of(newUrl),
                credentials,
                connectTimeout,
                requestTimeout,
                connectionsMax,
                waitingMax,
                readsInFlightMax,
                bodyBytesMax,
                compression,
                discovery,
                retry);
    }

    public MidonetConfig withCredentials(Credentials newCredentials) {
        return new MidonetConfig(
                url,
                Optional.of(newCredentials),
                connectTimeout,
                requestTimeout,
                connectionsMax,
                waitingMax,
                readsInFlightMax,
                bodyBytesMax,
                compression,
                discovery,
                retry);
    }

    public MidonetConfig withTimeouts(Duration newConnectTimeout, Duration newRequestTimeout) {
        return new MidonetConfig(
                url,
                credentials,
                newConnectTimeout,
                newRequestTimeout,
                connectionsMax,
                waitingMax,
                readsInFlightMax,
                bodyBytesMax,
                compression,
                discovery,
                retry);
    }

    public MidonetConfig withLimits(
            int newConnectionsMax, int newWaitingMax, int newReadsInFlightMax, int newBodyBytesMax) {
        return new MidonetConfig(
                url,
                credentials,
                connectTimeout,
                requestTimeout,
                newConnectionsMax,
                newWaitingMax,
                newReadsInFlightMax,
                newBodyBytesMax,
                compression,
                discovery,
                retry);
    }

    public MidonetConfig withRetries(RetryPolicy newDiscovery, RetryPolicy newRetry) {
        return new MidonetConfig(
                url,
                credentials,
                connectTimeout,
                requestTimeout,
                connectionsMax,
                waitingMax,
                readsInFlightMax,
                bodyBytesMax,
                compression,
                newDiscovery,
                newRetry);
    }

    private static void checkUrl(URI url) {
        boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!http || url.getHost() == null) {
            throw new IllegalArgumentException(
                    "MidoNet URL '" + url + "' is not of the form http(s)://host[:port]/path");
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
