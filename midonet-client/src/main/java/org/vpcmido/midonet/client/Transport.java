// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Sends single requests over pooled connections. Whatever keeps an answer from coming whole is
 * {@link MidonetException.Unavailable}; every status is an answer.
 */
final class Transport {
    /** Below the 30 seconds after which the server closes an idle connection (midonet-observed.md 1). */
    private static final int KEEP_ALIVE_SECONDS = 20;

    private final HttpClient client;
    private final MidonetConfig config;
    private final String base;
    private final boolean compression;
    private final RequestCounter counter;
    private final Pace pace;
    private final BooleanSupplier mayWrite;

    private Transport(
            HttpClient client,
            MidonetConfig config,
            String base,
            boolean compression,
            RequestCounter counter,
            Pace pace,
            BooleanSupplier mayWrite) {
        this.client = client;
        this.config = config;
        this.base = base;
        this.compression = compression;
        this.counter = counter;
        this.pace = pace;
        this.mayWrite = mayWrite;
    }

    static HttpClient client(Vertx vertx, MidonetConfig config) {
        HttpClientOptions options = new HttpClientOptions()
                .setKeepAlive(true)
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setConnectTimeout((int) config.timeouts().connect().toMillis())
                .setDecompressionSupported(true);
        // As many as may ever be in flight: whose turn has come does not wait for a connection.
        PoolOptions pool = new PoolOptions()
                .setHttp1MaxSize(
                        config.limits().readsInFlight() + config.limits().writesInFlight());
        return vertx.createHttpClient(options, pool);
    }

    /**
     * A transport to the API whose root is {@code url}.
     *
     * @param pace of the server there
     */
    static Transport to(URI url, HttpClient client, MidonetConfig config, RequestCounter counter, Pace pace) {
        String base = url.toString().replaceFirst("/+$", "");
        return new Transport(client, config, base, false, counter, pace, () -> true);
    }

    /** The same, asking for compressed answers. */
    Transport compressed() {
        return new Transport(client, config, base, true, counter, pace, mayWrite);
    }

    /** The same; asks before it sends anything but a read. What waits for its turn meanwhile, reads too, is given up. */
    Transport permitted(BooleanSupplier newMayWrite) {
        return new Transport(client, config, base, compression, counter, pace, newMayWrite);
    }

    String base() {
        return base;
    }

    /** The pace of the server. */
    Pace pace() {
        return pace;
    }

    /** Sends {@code call} with further headers, when its turn has come. */
    Future<Answer> send(Call call, Map<String, String> headers) {
        return pace.pass(call, mayWrite, () -> sendNow(call, headers));
    }

    private Future<Answer> sendNow(Call call, Map<String, String> headers) {
        RequestOptions options = new RequestOptions()
                .setMethod(call.method())
                .setAbsoluteURI(base + call.path())
                .setFollowRedirects(false)
                .putHeader(HttpHeaders.ACCEPT_ENCODING, compression ? "gzip" : "identity");
        headers.forEach(options::putHeader);
        call.accept().ifPresent(type -> options.putHeader(HttpHeaders.ACCEPT, type));
        call.contentType().ifPresent(type -> options.putHeader(HttpHeaders.CONTENT_TYPE, type));
        return client.request(options)
                .compose(request -> exchange(request, call))
                .recover(failure -> Future.failedFuture(
                        failure instanceof PermissionEndedException ? failure : unavailable(call, failure)));
    }

    /** Asks at the last moment: its turn, a connection, or the pause before another attempt may have taken its time. */
    private Future<Answer> exchange(HttpClientRequest request, Call call) {
        if (call.isWrite() && !mayWrite.getAsBoolean()) {
            PermissionEndedException ended = new PermissionEndedException(call.toString());
            request.exceptionHandler(expected -> {}); // Nobody else would take the end of an unsent request calmly.
            request.reset(0, ended);
            return Future.failedFuture(ended);
        }
        counter.count(call);
        Future<HttpClientResponse> response = call.body()
                .map(body -> request.send(Buffer.buffer(body.toString())))
                .orElseGet(request::send);
        return response.compose(this::collect)
                .timeout(config.timeouts().request().toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(failure -> request.reset(0, failure));
    }

    /** The whole body, or a failure once it grows beyond the limit. */
    private Future<Answer> collect(HttpClientResponse response) {
        Promise<Answer> whole = Promise.promise();
        Buffer body = Buffer.buffer();
        response.handler(chunk -> {
            if (body.length() + (long) chunk.length() > config.limits().bodyBytes()) {
                whole.tryFail(new IOException(
                        "the answer is longer than " + config.limits().bodyBytes() + " bytes"));
            } else {
                body.appendBuffer(chunk);
            }
        });
        response.exceptionHandler(whole::tryFail);
        response.endHandler(end -> whole.tryComplete(Answer.of(response, body)));
        return whole.future();
    }

    private MidonetException unavailable(Call call, Throwable failure) {
        String reason = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return new MidonetException.Unavailable(call + ": " + reason + " (" + base + ")", failure);
    }
}
