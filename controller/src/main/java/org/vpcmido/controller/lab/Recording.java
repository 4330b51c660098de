// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.lab;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Requests that somebody sent by way of a recording proxy, to be sent again with nothing thought in between: what is left
 * is the time that the server takes. A request is repeated only when all have ended that had ended when it was sent
 * first, so that it finds what it stands on. Used on one context.
 */
final class Recording {
    private static final int CONNECTIONS_MAX = 64;

    private final Vertx vertx;
    private final HttpClient client;
    private final String target;
    private final List<Sent> sent = new ArrayList<>();
    private final NavigableSet<Integer> underWay = new TreeSet<>();
    private final Promise<Void> replayed = Promise.promise();
    private int next;

    /** A request, and which earlier ones had not ended when it was sent. */
    private record Sent(HttpMethod method, String path, MultiMap headers, Buffer body, Set<Integer> beside) {}

    private Recording(Vertx vertx, URI target) {
        this.vertx = requireNonNull(vertx, "vertx");
        this.client = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(CONNECTIONS_MAX));
        this.target = target.getScheme() + "://" + target.getAuthority();
    }

    /** A proxy in front of {@code target}, and what it records. */
    record Proxy(Recording recording, HttpServer server) {
        /** Where it listens, with the path of the target. */
        String url(URI target) {
            return "http://127.0.0.1:" + server.actualPort() + target.getPath();
        }
    }

    static Future<Proxy> start(Vertx vertx, URI target) {
        Recording recording = new Recording(vertx, target);
        return vertx.createHttpServer()
                .requestHandler(recording::pass)
                .listen(0, "127.0.0.1")
                .map(server -> new Proxy(recording, server));
    }

    int size() {
        return sent.size();
    }

    private void pass(HttpServerRequest request) {
        request.body()
                .compose(body -> {
                    int number = sent.size();
                    MultiMap headers = MultiMap.caseInsensitiveMultiMap().addAll(request.headers());
                    headers.remove("Host");
                    sent.add(new Sent(request.method(), request.uri(), headers, body, Set.copyOf(underWay)));
                    underWay.add(number);
                    return send(sent.get(number)).onComplete(done -> underWay.remove(number));
                })
                .onSuccess(answer -> {
                    request.response().setStatusCode(answer.status());
                    answer.headers().remove("Transfer-Encoding");
                    request.response().headers().addAll(answer.headers());
                    request.response().end(answer.body());
                })
                .onFailure(failure -> request.response().setStatusCode(502).end());
    }

    /** What came back. */
    private record Answer(int status, MultiMap headers, Buffer body) {}

    private Future<Answer> send(Sent each) {
        RequestOptions options = new RequestOptions()
                .setMethod(each.method())
                .setAbsoluteURI(target + each.path())
                .setHeaders(MultiMap.caseInsensitiveMultiMap().addAll(each.headers()));
        return client.request(options)
                .compose(request -> request.send(each.body()))
                .compose(response -> response.body()
                        .map(body -> new Answer(
                                response.statusCode(),
                                MultiMap.caseInsensitiveMultiMap().addAll(response.headers()),
                                body)));
    }

    /** Sends everything again; completes with the last answer. */
    Future<Void> replay() {
        Context context = vertx.getOrCreateContext();
        context.runOnContext(start -> pump());
        return replayed.future();
    }

    private void pump() {
        while (next < sent.size() && sent.get(next).beside().containsAll(underWay)) {
            int number = next++;
            underWay.add(number);
            send(sent.get(number)).onComplete(done -> {
                underWay.remove(number);
                if (done.failed()) {
                    replayed.tryFail(done.cause());
                } else {
                    pump();
                }
            });
        }
        if (next == sent.size() && underWay.isEmpty()) {
            replayed.tryComplete();
        }
    }

    Future<Void> close() {
        return client.close();
    }
}
