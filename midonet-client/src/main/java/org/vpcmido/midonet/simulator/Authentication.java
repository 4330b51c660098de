// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * The token filter and the login (midonet-api.md 2).
 *
 * @param token the only one that is accepted; empty: any, or none
 */
record Authentication(String token) {
    private static final String TOKEN_TYPE = "application/vnd.org.midonet.Token-v1+json;charset=utf-8";
    private static final String CHALLENGE = "Basic  realm=\"BASIC_AUTH_REALM\"";
    private static final String BASIC = "Basic ";
    private static final String MOCK_KEY = "00000000";

    /** Why the request may not pass, if so. */
    Optional<Answer> refuse(Optional<String> given) {
        if (token.isEmpty() || given.filter(token::equals).isPresent()) {
            return Optional.empty();
        }
        boolean blank = given.orElse("").isBlank();
        Answer refusal = Answer.of(Refusal.of(401, blank ? "No token was passed in." : "Authentication error"));
        return Optional.of(blank ? refusal : refusal.with("WWW-Authenticate", CHALLENGE));
    }

    Answer login(Optional<String> authorization) {
        if (authorization.isEmpty()) {
            return refuseLogin("Authorization header is not set.");
        }
        String header = authorization.get();
        if (!header.startsWith(BASIC)) {
            return refuseLogin("Authorization header does not contain Basic.");
        }
        if (decode(header.substring(BASIC.length()).trim()).split(":", -1).length != 2) {
            return refuseLogin("Authorization header is not valid");
        }
        String key = token.isEmpty() ? MOCK_KEY : token;
        String body = Json.MAPPER
                .createObjectNode()
                .put("key", key)
                .putNull("expires")
                .toString();
        return new Answer(200, TOKEN_TYPE, Buffer.buffer(body), Map.of("Set-Cookie", "sessionId=" + key));
    }

    private static String decode(String credentials) {
        try {
            return new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }

    private static Answer refuseLogin(String message) {
        return Answer.of(Refusal.of(401, message)).with("WWW-Authenticate", CHALLENGE);
    }
}
