// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which running service is asked. */
final class ServiceOption {
    private static final int TIMEOUT_MILLIS = 30_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8780",
            description = "The running service. Default ${DEFAULT-VALUE}.")
    private URI url = URI.create("http://127.0.0.1:8780");

    /** What the service answered. */
    record Answer(int status, JsonNode body) {
        boolean isGood() {
            return status < 300;
        }

        String message() {
            return body.path("message").asText("status " + status);
        }
    }

    Answer get(String path) {
        return Session.with(vertx -> send(vertx, HttpMethod.GET, path, null, ""));
    }

    Answer post(String path, @Nullable String token, String body) {
        return Session.with(vertx -> send(vertx, HttpMethod.POST, path, token, body));
    }

    private Future<Answer> send(Vertx vertx, HttpMethod method, String path, @Nullable String token, String body) {
        String target = url.toString().replaceAll("/+$", "") + path;
        RequestOptions options =
                new RequestOptions().setMethod(method).setAbsoluteURI(target).setTimeout(TIMEOUT_MILLIS);
        if (token != null) {
            options.putHeader("authorization", "Bearer " + token);
        }
        return vertx.createHttpClient()
                .request(options)
                .compose(request -> request.send(Buffer.buffer(body)))
                .compose(response -> response.body().map(text -> answer(target, response.statusCode(), text)))
                .recover(failure -> Future.failedFuture(
                        failure instanceof ServiceUnreachableException
                                ? failure
                                : new ServiceUnreachableException(
                                        "no service answers at " + target + ": " + failure.getMessage())));
    }

    private static Answer answer(String target, int status, Buffer text) {
        try {
            return new Answer(status, JSON.readTree(text.toString()));
        } catch (JsonProcessingException other) {
            throw new ServiceUnreachableException(target + " is not a vpcmido service: it answers " + status
                    + " and no JSON: " + other.getOriginalMessage());
        }
    }

    /** The service does not answer, or something else does. */
    static final class ServiceUnreachableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ServiceUnreachableException(String message) {
            super(message);
        }
    }
}
