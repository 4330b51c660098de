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
import org.jspecify.annotations.Nullable;
import org.vpcmido.controller.config.HttpUrl;
import picocli.CommandLine.Option;

/** Which running service is asked. */
final class ServiceOption {
    private static final String STATUS = "/api/v1/status";
    private static final int TIMEOUT_MILLIS = 30_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8780",
            description = "The running service. Default ${DEFAULT-VALUE}.")
    private String url = "http://127.0.0.1:8780";

    /** What the service answered. */
    record Answer(int status, JsonNode body) {
        boolean isGood() {
            return status < 300;
        }

        String message() {
            return body.path("message").asText("status " + status);
        }
    }

    /** The status of the service; fails if something else answers. */
    JsonNode status() {
        Answer answer = Session.with(vertx -> send(vertx, HttpMethod.GET, STATUS, null, ""));
        if (!answer.isGood() || !answer.body().has("ready")) {
            throw new ServiceUnreachableException(base() + STATUS + " is not a vpcmido service: it answers "
                    + answer.status() + " and no status of one");
        }
        return answer.body();
    }

    Answer post(String path, @Nullable String token, String body) {
        return Session.with(vertx -> send(vertx, HttpMethod.POST, path, token, body));
    }

    private Future<Answer> send(Vertx vertx, HttpMethod method, String path, @Nullable String token, String body) {
        String target = base() + path;
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

    private String base() {
        try {
            return HttpUrl.parse(url).toString().replaceAll("/+$", "");
        } catch (IllegalArgumentException invalid) {
            throw new UsageException("--url: '" + url + "' " + invalid.getMessage());
        }
    }

    private static Answer answer(String target, int status, Buffer text) {
        try {
            return new Answer(status, JSON.readTree(text.toString()));
        } catch (JsonProcessingException other) {
            throw new ServiceUnreachableException(
                    target + " is not a vpcmido service: it answers " + status + " and no JSON");
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
