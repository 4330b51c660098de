// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The JSON mapper, which tolerates duplicate keys, and the reading of bodies. */
final class Json {
    static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    /**
     * Reads the body of a request. Jersey lets broken JSON, an empty body and null escape to Jetty, which answers with
     * its own page; an array is refused as Jackson would (midonet-observed.md 1).
     */
    static ObjectNode body(byte[] bytes) {
        JsonNode body = tree(bytes);
        if (body.isMissingNode() || body.isNull()) {
            throw Refusal.html("java.lang.NullPointerException");
        }
        if (body instanceof ObjectNode object) {
            return object;
        }
        throw FieldType.unreadable("the resource", body);
    }

    private static JsonNode tree(byte[] bytes) {
        try {
            return MAPPER.readTree(bytes);
        } catch (JsonProcessingException broken) {
            throw Refusal.html("com.fasterxml.jackson.core.JsonParseException: " + broken.getOriginalMessage());
        } catch (IOException impossible) {
            throw new UncheckedIOException("reading from memory", impossible);
        }
    }
}
