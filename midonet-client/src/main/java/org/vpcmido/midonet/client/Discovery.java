// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the API: reads the root document where it is said to be, or at the usual places, until one is MidoNet 5. */
final class Discovery {
    private static final List<URI> USUAL_PLACES =
            List.of(URI.create("http://127.0.0.1:8080/midonet-api/"), URI.create("http://127.0.0.1:8181/midonet-api/"));

    /** What every 5.x release calls itself (midonet-api.md 9). */
    private static final String VERSION = "v5.0";

    /** The root document costs the server nothing: who takes longer is not well, and is asked again. */
    private static final Duration ROOT_PATIENCE = Duration.ofSeconds(3);

    private static final Call ROOT = new Call(
            HttpMethod.GET,
            "/",
            "root",
            Optional.of(Call.single("Application-v5")),
            Optional.empty(),
            Optional.empty());

    private final MidonetConfig config;
    private final HttpClient client;
    private final RequestCounter counter;
    private final Retry retry;
    private final Paces paces;

    Discovery(MidonetConfig config, HttpClient client, RequestCounter counter, Retry retry, Paces paces) {
        this.config = config;
        this.client = client;
        this.counter = counter;
        this.retry = retry;
        this.paces = paces;
    }

    /**
     * An API that was found.
     *
     * @param session requests to it
     * @param features what it can do
     */
    record Found(Session session, ServerFeatures features) {}

    Future<Found> find() {
        List<URI> places = config.url().map(List::of).orElse(USUAL_PLACES);
        return retry.run(() -> tryFrom(places, 0, List.of()));
    }

    private Future<Found> tryFrom(List<URI> places, int index, List<Throwable> failures) {
        if (index == places.size()) {
            return Future.failedFuture(together(failures));
        }
        return tryAt(places.get(index)).recover(nameless -> {
            Throwable failure = named(nameless, places.get(index));
            List<Throwable> more = new ArrayList<>(failures);
            more.add(failure);
            return tryFrom(places, index + 1, more);
        });
    }

    private Future<Found> tryAt(URI place) {
        Transport transport = Transport.to(place, client, config, counter, paces.of(place));
        Transport hasty = Transport.to(place, client, hasty(), counter, paces.of(place));
        return new Session(hasty, config.credentials()).fulfil(ROOT).compose(answer -> {
            JsonNode root = AnswerReader.object(ROOT, answer);
            String version = root.path("version").asText("");
            if (!version.equals(VERSION)) {
                return Future.failedFuture(new MidonetException.Rejected(
                        ROOT + ": version '" + version + "' is not '" + VERSION + "', which all of MidoNet 5 report ("
                                + transport.base() + ")",
                        answer.status()));
            }
            ServerFeatures features = ServerFeatures.detect(root);
            boolean compressed = features.compression() && config.compression();
            Transport chosen = compressed ? transport.compressed() : transport;
            return Future.succeededFuture(new Found(new Session(chosen, config.credentials()), features));
        });
    }

    /** The failure with the place in its message. */
    private static Throwable named(Throwable failure, URI place) {
        String message = String.valueOf(failure.getMessage());
        if (message.contains(place.getAuthority())) {
            return failure;
        } else if (failure instanceof MidonetException.Unavailable) {
            return new MidonetException.Unavailable(message + " (" + place + ")", failure);
        } else if (failure instanceof MidonetException.Rejected rejected) {
            return new MidonetException.Rejected(
                    message + " (" + place + ")", rejected.status().orElse(0));
        } else if (failure instanceof MidonetException.Stale absent) {
            return new MidonetException.Stale(
                    message + " (" + place + "); MidoNet's API is usually at http://HOST:PORT/midonet-api",
                    absent.status().orElse(0));
        }
        return failure;
    }

    private MidonetConfig hasty() {
        Duration usual = config.timeouts().request();
        return config.withTimeouts(new MidonetConfig.Timeouts(
                config.timeouts().connect(), usual.compareTo(ROOT_PATIENCE) < 0 ? usual : ROOT_PATIENCE));
    }

    /** One failure for all places; worth another try if any of them is. */
    private static Throwable together(List<Throwable> failures) {
        if (failures.size() == 1) {
            return failures.get(0);
        }
        String message = "no MidoNet found: "
                + failures.stream().map(Throwable::getMessage).collect(Collectors.joining("; "));
        return failures.stream()
                .filter(Retry::isUnavailable)
                .findFirst()
                .<Throwable>map(cause -> new MidonetException.Unavailable(message, cause))
                .orElseGet(() -> new MidonetException.Rejected(message, 0));
    }
}
