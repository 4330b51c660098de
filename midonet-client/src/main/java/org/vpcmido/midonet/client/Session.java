// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpMethod;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Requests with the token of a login, where there is one: made when first needed, and once more when MidoNet no longer
 * takes the token. Any number of requests share one login.
 */
final class Session {
    private static final Call LOGIN = new Call(
            HttpMethod.POST,
            Call.LOGIN_PATH,
            "login",
            Optional.of(Call.single("Token-v1")),
            Optional.empty(),
            Optional.empty());
    private static final int UNAUTHORIZED = 401;

    private final Transport transport;
    private final Transport logins;
    private final Optional<Credentials> credentials;
    private final AtomicReference<@Nullable Future<String>> token;

    Session(Transport transport, Optional<Credentials> credentials) {
        this(transport, transport, credentials, new AtomicReference<>());
    }

    private Session(
            Transport transport,
            Transport logins,
            Optional<Credentials> credentials,
            AtomicReference<@Nullable Future<String>> token) {
        this.transport = transport;
        this.logins = logins;
        this.credentials = credentials;
        this.token = token;
    }

    /** The same session; asks before it sends anything but a read. A login is for all who share it: it asks nobody. */
    Session permitted(BooleanSupplier mayWrite) {
        return new Session(transport.permitted(mayWrite), logins, credentials, token);
    }

    /** How fast the server is asked. */
    PaceStatus pace() {
        return transport.pace().status();
    }

    /** Any answer, whatever its status. */
    Future<Answer> send(Call call) {
        return credentials.map(known -> sendWithToken(call, known)).orElseGet(() -> transport.send(call, Map.of()));
    }

    /** The answer of a request that was fulfilled. */
    Future<Answer> fulfil(Call call) {
        return send(call)
                .compose(answer -> answer.isSuccess()
                        ? Future.succeededFuture(answer)
                        : Future.failedFuture(answer.failure(call)));
    }

    private Future<Answer> sendWithToken(Call call, Credentials known) {
        Future<String> used = current(known);
        return used.compose(key -> transport.send(call, token(key)))
                .compose(answer -> answer.status() == UNAUTHORIZED
                        ? renewed(used, known).compose(key -> transport.send(call, token(key)))
                        : Future.succeededFuture(answer));
    }

    private static Map<String, String> token(String key) {
        return Map.of("X-Auth-Token", key);
    }

    private Future<String> current(Credentials known) {
        Future<String> current = token.get();
        return current == null || current.failed() ? renewed(current, known) : current;
    }

    /** Logs in, unless somebody else has replaced the token {@code worn} meanwhile. */
    private Future<String> renewed(@Nullable Future<String> worn, Credentials known) {
        Promise<String> promise = Promise.promise();
        Future<String> fresh = promise.future();
        if (token.compareAndSet(worn, fresh)) {
            login(known).onComplete(promise);
            return fresh;
        }
        return current(known);
    }

    private Future<String> login(Credentials known) {
        return logins.send(LOGIN, Map.of("Authorization", known.basic())).compose(answer -> {
            if (!answer.isSuccess()) {
                return Future.failedFuture(answer.failure(LOGIN));
            }
            String key = AnswerReader.object(LOGIN, answer).path("key").asText("");
            return key.isEmpty()
                    ? Future.failedFuture(new MidonetException.Unavailable(LOGIN + ": the answer has no key", null))
                    : Future.succeededFuture(key);
        });
    }
}
