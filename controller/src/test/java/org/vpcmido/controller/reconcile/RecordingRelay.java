// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.reconcile;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands before a server, hands everything on, and remembers what is written. */
final class RecordingRelay {
    private final List<Written> written = new CopyOnWriteArrayList<>();
    private final HttpClient client;
    private final URI target;

    private RecordingRelay(Vertx vertx, URI target) {
        this.client = vertx.createHttpClient();
        this.target = target;
    }

    /**
     * A write.
     *
     * @param collection the last words of its path, for example {@code routers/ports}
     * @param body what is asked for
     */
    record Written(String collection, JsonObject body) {}

    /** A relay and where it listens. */
    record At(RecordingRelay relay, String url) {}

    static Future<At> before(Vertx vertx, String url) {
        URI target = URI.create(url);
        RecordingRelay relay = new RecordingRelay(vertx, target);
        HttpServer server = vertx.createHttpServer().requestHandler(relay::relay);
        return server.listen(0, "127.0.0.1")
                .map(bound -> new At(relay, "http://127.0.0.1:" + bound.actualPort() + target.getPath()));
    }

    List<Written> written() {
        return List.copyOf(written);
    }

    private void relay(HttpServerRequest request) {
        request.body()
                .compose(body -> {
                    if (!request.method().equals(HttpMethod.GET) && body.length() > 0) {
                        written.add(new Written(collection(request.path()), new JsonObject(body)));
                    }
                    return pass(request, body);
                })
                .compose(answer -> answer.body().compose(body -> {
                    request.response().setStatusCode(answer.statusCode());
                    answer.headers().forEach((name, value) -> {
                        if (!name.equalsIgnoreCase("transfer-encoding")) {
                            request.response().putHeader(name, value);
                        }
                    });
                    return request.response().end(body);
                }))
                .onFailure(failure -> request.response().setStatusCode(502).end(failure.toString()));
    }

    private Future<HttpClientResponse> pass(HttpServerRequest request, Buffer body) {
        RequestOptions options = new RequestOptions()
                .setMethod(request.method())
                .setHost(target.getHost())
                .setPort(target.getPort())
                .setURI(request.uri());
        return client.request(options).compose(outgoing -> {
            request.headers().forEach((name, value) -> {
                if (!name.equalsIgnoreCase("host")) {
                    outgoing.putHeader(name, value);
                }
            });
            return outgoing.send(body);
        });
    }

    /** Path segments are names and what they are of by turns; the names say what is written. */
    private static String collection(String path) {
        return String.join(
                "/",
                List.of(path.split("/")).stream()
                        .filter(segment -> segment.matches("[a-z_]+"))
                        .toList());
    }
}
