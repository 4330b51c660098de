// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.cloud.gni;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.vpcmido.cloud.source.CloudDocumentException;
import org.vpcmido.cloud.source.CloudSnapshot;
import org.vpcmido.cloud.source.CloudSource;

/**
 * A GNI document behind a URL. Redirects are not followed. When the document was written is what the server's
 * {@code Last-Modified} says; without one nobody knows, as the time of the answer is not that of the document.
 */
public final class GniHttpSource implements CloudSource {
    private static final String WORKER = "vpcmido-cloud";
    private static final int STATUS_OK = 200;
    private static final int STATUS_NOT_FOUND = 404;

    private final HttpClient client;
    private final WorkerExecutor worker;
    private final URI url;
    private final GniLimits limits;
    private final Timeouts timeouts;
    private final GniReader reader;

    /**
     * How long to wait; eucanetd's own limits are the default (gni.md 5).
     *
     * @param connect for a connection
     * @param whole for the whole answer
     */
    public record Timeouts(Duration connect, Duration whole) {
        public static final Timeouts DEFAULT = new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(15));
    }

    public GniHttpSource(Vertx vertx, URI url, GniLimits limits, Timeouts timeouts) {
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout(Math.toIntExact(timeouts.connect().toMillis()))
                .setReadIdleTimeout(Math.toIntExact(timeouts.whole().toMillis()))
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setKeepAlive(false));
        this.worker = vertx.createSharedWorkerExecutor(WORKER, 1);
        this.url = url;
        this.limits = limits;
        this.timeouts = timeouts;
        this.reader = new GniReader(limits);
    }

    @Override
    public Future<CloudSnapshot> read() {
        RequestOptions options = new RequestOptions().setMethod(HttpMethod.GET).setAbsoluteURI(url.toString());
        return client.request(options)
                .compose(request -> request.send()
                        .compose(response -> body(response).map(body -> new Answer(body, modifiedAt(response))))
                        .timeout(timeouts.whole().toMillis(), TimeUnit.MILLISECONDS)
                        .onFailure(fault -> request.reset()))
                .recover(fault -> Future.failedFuture(refusal(fault)))
                .compose(answer -> worker.executeBlocking(() -> reader.read(
                        new ByteArrayInputStream(answer.body().getBytes()), describe(), answer.modifiedAt())));
    }

    @Override
    public String describe() {
        int port = url.getPort();
        return url.getScheme() + "://" + url.getHost() + (port < 0 ? "" : ":" + port) + url.getPath();
    }

    private record Answer(Buffer body, Optional<Instant> modifiedAt) {}

    private static Optional<Instant> modifiedAt(HttpClientResponse response) {
        try {
            return Optional.ofNullable(response.getHeader(HttpHeaders.LAST_MODIFIED))
                    .map(text -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));
        } catch (DateTimeException notOne) {
            return Optional.empty();
        }
    }

    /** Collects the answer, and lets go of the connection as soon as there is too much of it. */
    private Future<Buffer> body(HttpClientResponse response) {
        Promise<Buffer> promise = Promise.promise();
        response.exceptionHandler(promise::tryFail);
        if (response.statusCode() != STATUS_OK) {
            String code = response.statusCode() == STATUS_NOT_FOUND ? "not-found" : "unreadable";
            return Future.failedFuture(new CloudDocumentException(
                    code, describe() + ": answered with status " + response.statusCode(), Optional.empty()));
        }
        Buffer body = Buffer.buffer();
        response.endHandler(end -> promise.tryComplete(body));
        response.handler(part -> {
            if (body.length() + (long) part.length() > limits.documentBytesMax()) {
                promise.tryFail(new CloudDocumentException(
                        "too-large",
                        describe() + ": the document is larger than " + limits.documentBytesMax() + " bytes",
                        Optional.empty()));
            } else {
                body.appendBuffer(part);
            }
        });
        return promise.future();
    }

    private CloudDocumentException refusal(Throwable fault) {
        return fault instanceof CloudDocumentException known
                ? known
                : new CloudDocumentException(
                        "unreachable", describe() + ": cannot be read: " + fault.getMessage(), Optional.empty());
    }
}
