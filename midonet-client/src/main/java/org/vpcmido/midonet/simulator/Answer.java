// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import io.vertx.core.buffer.Buffer;
import java.util.Map;

/**
 * What goes back to the client.
 *
 * @param contentType empty for none
 * @param headers further ones
 */
record Answer(int status, String contentType, Buffer body, Map<String, String> headers) {
    static final String ERROR = "application/vnd.org.midonet.Error-v1+json";

    private static final Buffer NOTHING = Buffer.buffer();

    Answer {
        headers = Map.copyOf(headers);
    }

    static Answer ok(String contentType, Buffer body) {
        return new Answer(200, contentType, body, Map.of());
    }

    static Answer empty(int status) {
        return new Answer(status, "", NOTHING, Map.of());
    }

    static Answer created(String location) {
        return new Answer(201, "", NOTHING, Map.of("Location", location));
    }

    static Answer of(Refusal refusal) {
        return switch (refusal.shape()) {
            case EMPTY -> empty(refusal.status());
            case HTML -> html(refusal.status(), refusal.text());
            case JSON -> new Answer(refusal.status(), ERROR, ErrorBody.json(refusal), Map.of());
        };
    }

    static Answer html(int status, String message) {
        return new Answer(status, "text/html;charset=iso-8859-1", ErrorBody.html(status, message), Map.of());
    }

    Answer with(String header, String value) {
        return new Answer(status, contentType, body, Map.of(header, value));
    }
}
