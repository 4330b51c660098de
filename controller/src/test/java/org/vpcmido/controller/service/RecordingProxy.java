// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.service;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;

/** Stands between one instance and MidoNet, and notes when each of its writes was under way. */
final class RecordingProxy {
    private final String writer;
    private final URI target;
    private final Queue<Write> history;
    private final HttpClient client;
    private final HttpServer server;

    /** A write, in the time of this process. */
    record Write(String writer, String call, long beginNanos, long endNanos) {}

    private RecordingProxy(Vertx vertx, String writer, URI target, Queue<Write> history) {
        this.writer = writer;
        this.target = target;
        this.history = history;
        this.client = vertx.createHttpClient();
        this.server = vertx.createHttpServer().requestHandler(this::pass);
    }

    static RecordingProxy start(Vertx vertx, String writer, URI target, Queue<Write> history) throws Exception {
        RecordingProxy proxy = new RecordingProxy(vertx, writer, target, history);
        ServiceScene.get(proxy.server.listen(0, "127.0.0.1"));
        return proxy;
    }

    /** Where MidoNet seems to be. */
    String url() {
        return "http://127.0.0.1:" + server.actualPort() + target.getPath();
    }

    private void pass(HttpServerRequest request) {
        long begin = System.nanoTime();
        RequestOptions options = new RequestOptions()
                .setMethod(request.method())
                .setAbsoluteURI("http://" + target.getAuthority() + request.uri());
        request.headers().forEach(header -> options.putHeader(header.getKey(), header.getValue()));
        request.body()
                .compose(body -> client.request(options).compose(onward -> onward.send(body)))
                .compose(answer -> answer.body().compose(body -> {
                    if (!request.method().equals(HttpMethod.GET)) {
                        history.add(
                                new Write(writer, request.method() + " " + request.path(), begin, System.nanoTime()));
                    }
                    answer.headers().remove("transfer-encoding");
                    request.response()
                            .setStatusCode(answer.statusCode())
                            .headers()
                            .addAll(answer.headers());
                    return request.response().end(body);
                }))
                .onFailure(failure -> request.connection().close());
    }

    /** Writes of two writers that were under way at one time, in words. */
    static List<String> overlaps(Iterable<Write> history) {
        List<Write> writes = new ArrayList<>();
        history.forEach(writes::add);
        writes.sort(Comparator.comparingLong(Write::beginNanos));
        List<String> found = new ArrayList<>();
        for (int i = 0; i < writes.size(); i++) {
            Write one = writes.get(i);
            for (int j = i + 1; j < writes.size() && writes.get(j).beginNanos() < one.endNanos(); j++) {
                if (!writes.get(j).writer().equals(one.writer())) {
                    found.add(one + " and " + writes.get(j));
                }
            }
        }
        return found;
    }

    Future<Void> close() {
        return server.close().eventually(client::close);
    }
}
