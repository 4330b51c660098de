// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Optional;
import java.util.UUID;

/** How a property's JSON is read. Scalars given as strings are coerced, as Jackson 2.5 does (midonet-api.md 3.4). */
enum FieldType {
    TEXT,
    UUID_TEXT,
    FLAG,
    INT,
    OPTIONAL_FLAG,
    OPTIONAL_INT,
    LONG,
    ID_LIST,
    TEXT_LIST,
    /** A list that reads back as null when it is empty. */
    OPTIONAL_TEXT_LIST,
    OBJECT,
    OBJECT_LIST;

    private static final int UUID_LENGTH = 36;

    /** What an explicit null, or an absent property without a default, becomes. */
    JsonNode empty() {
        return switch (this) {
            case FLAG -> BooleanNode.FALSE;
            case INT -> IntNode.valueOf(0);
            case LONG -> LongNode.valueOf(0);
            case ID_LIST, TEXT_LIST, OBJECT_LIST -> JsonNodeFactory.instance.arrayNode(0);
            default -> NullNode.instance;
        };
    }

    boolean isList() {
        return switch (this) {
            case ID_LIST, TEXT_LIST, OPTIONAL_TEXT_LIST, OBJECT_LIST -> true;
            default -> false;
        };
    }

    /** Reads one scalar, or one element of a list of scalars. */
    JsonNode readScalar(String name, JsonNode raw) {
        if (raw.isNull()) {
            return empty();
        }
        return switch (this) {
            case UUID_TEXT, ID_LIST -> readUuid(name, raw);
            case FLAG, OPTIONAL_FLAG -> readFlag(name, raw);
            case INT, OPTIONAL_INT -> readInt(name, raw);
            case LONG -> readLong(name, raw);
            default -> readText(name, raw);
        };
    }

    JsonNode readList(String name, JsonNode raw) {
        if (!raw.isArray()) {
            throw unreadable(name, raw);
        }
        ArrayNode list = JsonNodeFactory.instance.arrayNode(raw.size());
        raw.forEach(element -> list.add(readScalar(name, element)));
        return this == OPTIONAL_TEXT_LIST && list.isEmpty() ? NullNode.instance : list;
    }

    private JsonNode readUuid(String name, JsonNode raw) {
        if (!raw.isTextual()) {
            throw unreadable(name, raw);
        }
        String text = raw.textValue();
        if (text.isBlank()) {
            return NullNode.instance;
        }
        return canonicalUuid(text).<JsonNode>map(TextNode::valueOf).orElseThrow(() -> unreadable(name, raw));
    }

    /** A UUID in its 36-character form, in lower case; empty for anything else. */
    static Optional<String> canonicalUuid(String text) {
        if (text.length() != UUID_LENGTH) {
            return Optional.empty();
        }
        try {
            String canonical = UUID.fromString(text).toString();
            return canonical.equalsIgnoreCase(text) ? Optional.of(canonical) : Optional.empty();
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    private JsonNode readFlag(String name, JsonNode raw) {
        if (raw.isBoolean()) {
            return raw;
        }
        if (raw.isIntegralNumber()) {
            return BooleanNode.valueOf(raw.longValue() != 0);
        }
        String text = raw.isTextual() ? raw.textValue().trim() : "?";
        return switch (text) {
            case "true", "True" -> BooleanNode.TRUE;
            case "false", "False" -> BooleanNode.FALSE;
            case "" -> empty();
            default -> throw unreadable(name, raw);
        };
    }

    private JsonNode readInt(String name, JsonNode raw) {
        JsonNode number = readLong(name, raw);
        if (number.isNull()) {
            return number;
        }
        if (number.longValue() != number.intValue()) {
            throw unreadable(name, raw);
        }
        return IntNode.valueOf(number.intValue());
    }

    private JsonNode readLong(String name, JsonNode raw) {
        if (raw.isNumber() && raw.canConvertToLong()) {
            return LongNode.valueOf(raw.longValue());
        }
        if (!raw.isTextual()) {
            throw unreadable(name, raw);
        }
        if (raw.textValue().isBlank()) {
            return empty();
        }
        try {
            return LongNode.valueOf(Long.parseLong(raw.textValue().trim()));
        } catch (NumberFormatException notANumber) {
            throw unreadable(name, raw);
        }
    }

    private static JsonNode readText(String name, JsonNode raw) {
        if (!raw.isValueNode()) {
            throw unreadable(name, raw);
        }
        return raw.isTextual() ? raw : TextNode.valueOf(raw.asText());
    }

    static Refusal unreadable(String name, JsonNode raw) {
        if (raw.isArray()) {
            return Refusal.of(400, "Can not deserialize instance of " + name + " out of START_ARRAY token");
        }
        return Refusal.of(400, "Can not construct instance of " + name + " from " + raw);
    }
}
