// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One property of a resource.
 *
 * @param name its name in JSON
 * @param type how it is read
 * @param initial its value where a client leaves it out
 * @param put what a PUT does to it
 * @param source who gives it its value
 * @param parts the properties of an object, or of each object of a list; else empty
 * @param constraints checked in order; all complaints are reported
 */
record Field(
        String name,
        FieldType type,
        JsonNode initial,
        Put put,
        Source source,
        List<Field> parts,
        List<Constraint> constraints,
        Optional<Derivation> derivation) {

    /** What a PUT does to a property (midonet-api.md 10, column PUT). */
    enum Put {
        SET,
        KEPT,
        KEPT_ONCE_SET
    }

    /** Who gives a property its value; what a client sends for a property of the server is ignored. */
    enum Source {
        CLIENT,
        SERVER,
        /** The server's own, and never shown. */
        HIDDEN
    }

    /** A value that is computed whenever it is read. */
    @FunctionalInterface
    interface Derivation {
        JsonNode value(State state, Entity entity);
    }

    Field {
        parts = List.copyOf(parts);
        constraints = List.copyOf(constraints);
    }

    static Field of(String name, FieldType type) {
        return new Field(name, type, type.empty(), Put.SET, Source.CLIENT, List.of(), List.of(), Optional.empty());
    }

    static Field text(String name) {
        return of(name, FieldType.TEXT);
    }

    static Field uuid(String name) {
        return of(name, FieldType.UUID_TEXT);
    }

    static Field flag(String name) {
        return of(name, FieldType.FLAG);
    }

    static Field integer(String name) {
        return of(name, FieldType.INT);
    }

    static Field optionalInteger(String name) {
        return of(name, FieldType.OPTIONAL_INT);
    }

    static Field ids(String name) {
        return of(name, FieldType.ID_LIST);
    }

    static Field object(String name, Field... parts) {
        return of(name, FieldType.OBJECT).having(List.of(parts));
    }

    static Field objects(String name, Field... parts) {
        return of(name, FieldType.OBJECT_LIST).having(List.of(parts));
    }

    Field initially(boolean value) {
        return initially(BooleanNode.valueOf(value));
    }

    Field initially(int value) {
        return initially(IntNode.valueOf(value));
    }

    Field initially(JsonNode value) {
        return new Field(name, type, value, put, source, parts, constraints, derivation);
    }

    Field kept() {
        return putting(Put.KEPT);
    }

    Field keptOnceSet() {
        return putting(Put.KEPT_ONCE_SET);
    }

    Field fromServer() {
        return new Field(name, type, initial, Put.KEPT, Source.SERVER, parts, constraints, derivation);
    }

    Field hidden() {
        return new Field(name, type, initial, Put.KEPT, Source.HIDDEN, parts, constraints, derivation);
    }

    Field derived(Derivation value) {
        return new Field(name, type, initial, Put.KEPT, Source.SERVER, parts, constraints, Optional.of(value));
    }

    Field required() {
        return checked(Constraint.required());
    }

    Field checked(Constraint... more) {
        List<Constraint> all = new ArrayList<>(constraints);
        all.addAll(List.of(more));
        return new Field(name, type, initial, put, source, parts, all, derivation);
    }

    boolean isShown() {
        return source != Source.HIDDEN;
    }

    /** Reads what a client sent; refuses what Jackson would. */
    JsonNode read(JsonNode raw) {
        if (raw.isNull()) {
            return type.empty();
        }
        if (type == FieldType.OBJECT) {
            return readObject(raw);
        }
        if (type == FieldType.OBJECT_LIST) {
            if (!raw.isArray()) {
                throw FieldType.unreadable(name, raw);
            }
            ArrayNode list = JsonNodeFactory.instance.arrayNode(raw.size());
            raw.forEach(element -> list.add(readObject(element)));
            return list;
        }
        return type.isList() ? type.readList(name, raw) : type.readScalar(name, raw);
    }

    private JsonNode readObject(JsonNode raw) {
        if (raw.isNull()) {
            return NullNode.instance;
        }
        if (!raw.isObject()) {
            throw FieldType.unreadable(name, raw);
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (Field part : parts) {
            JsonNode given = raw.get(part.name);
            object.set(part.name, given == null ? part.initial : part.read(given));
        }
        return object;
    }

    private Field putting(Put change) {
        return new Field(name, type, initial, change, source, parts, constraints, derivation);
    }

    private Field having(List<Field> properties) {
        return new Field(name, type, initial, put, source, properties, constraints, derivation);
    }
}
