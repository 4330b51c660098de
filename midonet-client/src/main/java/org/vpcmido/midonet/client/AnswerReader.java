// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vpcmido.midonet.resource.Kind;

/**
 * Reads the JSON of answers, and refuses everything that is not whole and of the type asked for. A list that cannot be
 * read is a failure and never an empty list: that mistake made eucanetd build clouds twice (eucanetd-measured.md).
 */
final class AnswerReader {
    private static final String PLAIN_JSON = "application/json";
    private static final ObjectReader ELEMENTS =
            Json.MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private AnswerReader() {}

    /**
     * The object in an answer.
     *
     * @throws MidonetException.Unavailable if there is none
     */
    static JsonNode object(Call call, Answer answer) {
        checkMediaType(call, answer);
        try {
            JsonNode json = Json.MAPPER.readTree(answer.body().getBytes());
            if (!json.isObject()) {
                throw malformed(call, answer, "is not an object", null);
            }
            return json;
        } catch (IOException unreadable) {
            throw malformed(call, answer, "is not JSON", unreadable);
        }
    }

    /**
     * The objects in the answer to a list, all of them, each as a resource or as an unreadable one.
     *
     * @throws MidonetException.Unavailable if the answer is not a whole list of objects with ids, where their kind has
     *     ids
     */
    static ObservationBuilder list(Call call, Answer answer, Kind kind, Path home) {
        checkMediaType(call, answer);
        ObservationBuilder observation = new ObservationBuilder();
        Set<String> ids = new HashSet<>();
        try (JsonParser parser = Json.MAPPER.createParser(answer.body().getBytes())) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw malformed(call, answer, "is not a list", null);
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                JsonNode element = ELEMENTS.readTree(parser);
                if (!element.isObject()) {
                    throw malformed(call, answer, "has an element that is not an object", null);
                }
                if (kind.hasId() && !isNewId(element.path("id"), ids)) {
                    throw malformed(call, answer, "has an element without an id of its own", null);
                }
                observation.add(kind, element, home);
            }
            if (parser.nextToken() != null) {
                throw malformed(call, answer, "goes on behind its list", null);
            }
        } catch (IOException unreadable) {
            throw malformed(call, answer, "is not JSON", unreadable);
        }
        return observation;
    }

    /**
     * One object that was asked for by its id, as a resource or as an unreadable one.
     *
     * @throws MidonetException.Unavailable if the answer is not an object with that id
     */
    static ObservationBuilder item(Call call, Answer answer, Kind kind, UUID id, Path home) {
        JsonNode json = object(call, answer);
        if (!json.path("id").asText().equalsIgnoreCase(id.toString())) {
            throw malformed(call, answer, "is another object", null);
        }
        ObservationBuilder observation = new ObservationBuilder();
        observation.add(kind, json, home);
        return observation;
    }

    private static boolean isNewId(JsonNode id, Set<String> ids) {
        return id.isTextual() && Path.uuid(id.textValue()).isPresent() && ids.add(id.textValue());
    }

    /** MidoNet echoes the type that it was asked for (midonet-api.md 3.3). */
    private static void checkMediaType(Call call, Answer answer) {
        String wanted = call.accept().orElse(PLAIN_JSON);
        String got = answer.mediaType();
        if (!got.equalsIgnoreCase(wanted) && !got.equals(PLAIN_JSON)) {
            throw malformed(call, answer, "is of type '" + got + "' and not '" + wanted + "'", null);
        }
    }

    private static MidonetException malformed(Call call, Answer answer, String how, @Nullable Throwable cause) {
        String bytes = " (" + answer.body().length() + " bytes)";
        return new MidonetException.Unavailable(call + ": the answer " + how + bytes, cause);
    }
}
