// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What resources of one kind look like: properties and links in the order of output, and what they refer to. */
final class Schema {
    /** The key property; hidden in tables whose resources have no id of their own. */
    static final String ID = "id";

    private final Table table;
    private final List<Field> fields;
    private final List<Link> links;
    private final List<Reference> references;
    private final Optional<String> repeated;
    private final Map<String, Integer> indexes;

    private Schema(Builder builder) {
        this.table = builder.table;
        this.fields = List.copyOf(builder.fields);
        this.links = List.copyOf(builder.links);
        this.references = List.copyOf(builder.references);
        this.repeated = builder.repeated;
        this.indexes = new HashMap<>();
        for (int i = 0; i < fields.size(); i++) {
            indexes.put(fields.get(i).name(), i);
        }
    }

    static Builder of(Table table) {
        return new Builder(table);
    }

    Table table() {
        return table;
    }

    List<Field> fields() {
        return fields;
    }

    List<Link> links() {
        return links;
    }

    List<Reference> references() {
        return references;
    }

    /** The discriminator that MidoNet writes twice, first as text (midonet-api.md 3.4). */
    Optional<String> repeated() {
        return repeated;
    }

    int indexOf(String field) {
        return indexes.getOrDefault(field, -1);
    }

    boolean hasVisibleId() {
        return fields.get(indexOf(ID)).isShown();
    }

    /** Collects properties in order. */
    static final class Builder {
        private final Table table;
        private final List<Field> fields = new ArrayList<>();
        private final List<Link> links = new ArrayList<>();
        private final List<Reference> references = new ArrayList<>();
        private Optional<String> repeated = Optional.empty();

        private Builder(Table table) {
            this.table = table;
        }

        Builder with(Field... more) {
            fields.addAll(List.of(more));
            return this;
        }

        /** Adds properties that only some releases have. */
        Builder withIf(boolean present, Field... more) {
            return present ? with(more) : this;
        }

        Builder id() {
            return with(Field.uuid(ID).kept());
        }

        /** For tables whose resources are found by natural keys. */
        Builder hiddenId() {
            return with(Field.text(ID).hidden());
        }

        Builder link(String name, String template) {
            links.add(Link.of(name, template));
            return this;
        }

        Builder linkIf(boolean present, String name, String template) {
            return present ? link(name, template) : this;
        }

        Builder cascading(String field, Table target) {
            references.add(new Reference(field, target, Reference.OnDelete.CASCADE));
            return this;
        }

        Builder clearing(String field, Table target) {
            references.add(new Reference(field, target, Reference.OnDelete.CLEAR));
            return this;
        }

        Builder repeating(String discriminator) {
            repeated = Optional.of(discriminator);
            return this;
        }

        Schema build() {
            return new Schema(this);
        }
    }
}
