// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Writes resources as MidoNet does: every property, nulls too, and URIs below the base that the client used. */
final class Renderer {
    private final State state;
    private final boolean duplicateKeys;

    Renderer(State state, boolean duplicateKeys) {
        this.state = state;
        this.duplicateKeys = duplicateKeys;
    }

    Buffer one(Entity entity, String base) {
        return buffer(json -> write(json, entity, base));
    }

    Buffer list(Collection<Entity> entities, String base) {
        return buffer(json -> {
            json.writeStartArray();
            for (Entity entity : entities) {
                write(json, entity, base);
            }
            json.writeEndArray();
        });
    }

    /** Any other JSON; properties called {@code uri} are paths below the base. */
    Buffer tree(JsonNode tree, String base) {
        return buffer(json -> writeTree(json, tree, base));
    }

    /** The URI of a resource. */
    static String uri(Entity entity, String base) {
        return entity.schema().links().stream()
                .filter(link -> link.name().equals("uri"))
                .flatMap(link -> link.path(entity).stream())
                .map(path -> base + path)
                .findFirst()
                .orElseThrow();
    }

    void write(JsonGenerator json, Entity entity, String base) throws IOException {
        json.writeStartObject();
        Schema schema = entity.schema();
        Optional<String> repeated = duplicateKeys ? schema.repeated() : Optional.empty();
        if (repeated.isPresent()) {
            json.writeStringField(repeated.get(), entity.text(repeated.get()));
        }
        for (int i = 0; i < schema.fields().size(); i++) {
            Field field = schema.fields().get(i);
            if (field.isShown()) {
                json.writeFieldName(field.name());
                JsonNode stored = entity.at(i);
                JsonNode value = field.derivation().isEmpty()
                        ? stored
                        : field.derivation().get().value(state, entity);
                writeTree(json, value, base);
            }
        }
        for (Link link : schema.links()) {
            json.writeFieldName(link.name());
            Optional<String> path = link.path(entity);
            if (path.isPresent()) {
                json.writeString(base + path.get());
            } else {
                json.writeNull();
            }
        }
        json.writeEndObject();
    }

    private static void writeTree(JsonGenerator json, JsonNode value, String base) throws IOException {
        switch (value.getNodeType()) {
            case STRING -> json.writeString(value.textValue());
            case BOOLEAN -> json.writeBoolean(value.booleanValue());
            case NUMBER -> json.writeNumber(value.longValue());
            case ARRAY -> {
                json.writeStartArray();
                for (JsonNode element : value) {
                    writeTree(json, element, base);
                }
                json.writeEndArray();
            }
            case OBJECT -> {
                json.writeStartObject();
                for (Map.Entry<String, JsonNode> member : value.properties()) {
                    json.writeFieldName(member.getKey());
                    if (member.getKey().equals("uri")) {
                        json.writeString(base + member.getValue().textValue());
                    } else {
                        writeTree(json, member.getValue(), base);
                    }
                }
                json.writeEndObject();
            }
            default -> json.writeNull();
        }
    }

    /** Something that writes JSON. */
    @FunctionalInterface
    interface Writing {
        void to(JsonGenerator json) throws IOException;
    }

    static Buffer buffer(Writing writing) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder()) {
            write(bytes, writing);
            return Buffer.buffer(bytes.toByteArray());
        }
    }

    private static void write(OutputStream bytes, Writing writing) {
        try (JsonGenerator json = Json.MAPPER.getFactory().createGenerator(bytes)) {
            writing.to(json);
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory", impossible);
        }
    }
}
