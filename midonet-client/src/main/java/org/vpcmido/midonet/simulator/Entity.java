// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** One stored resource: a value for each property of its schema, kept dense since there may be 177,000 rules. */
final class Entity {
    private final Schema schema;
    private final JsonNode[] values;

    Entity(Schema schema) {
        this.schema = schema;
        this.values = new JsonNode[schema.fields().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = schema.fields().get(i).initial();
        }
    }

    Schema schema() {
        return schema;
    }

    Table table() {
        return schema.table();
    }

    /** The key within the table: the id, or what stands for it in a table without ids. */
    String id() {
        return text(Schema.ID);
    }

    /** The property's value; JSON null too where the schema has no such property. */
    JsonNode get(String field) {
        int index = schema.indexOf(field);
        return index < 0 ? NullNode.instance : values[index];
    }

    JsonNode at(int index) {
        return values[index];
    }

    /** The property as text; empty for JSON null. */
    String text(String field) {
        JsonNode value = get(field);
        return value.isNull() ? "" : value.asText();
    }

    boolean has(String field) {
        return !get(field).isNull();
    }

    int number(String field) {
        return get(field).intValue();
    }

    /** For drafts, and for the store, which alone knows which properties are indexed. */
    void set(String field, JsonNode value) {
        int index = schema.indexOf(field);
        if (index >= 0) {
            values[index] = value;
        }
    }

    void set(String field, String value) {
        set(field, TextNode.valueOf(value));
    }

    void clear(String field) {
        set(field, NullNode.instance);
    }
}
