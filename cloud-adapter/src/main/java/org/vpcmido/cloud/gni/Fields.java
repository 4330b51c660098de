// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.cloud.gni;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.vpcmido.model.finding.Finding.Position;
import org.vpcmido.model.net.Cidr;

/** The simple children of one element, by name. */
final class Fields {
    private final Position position;
    private final Map<String, Text> texts = new HashMap<>();

    /** Fields of the element that starts at {@code position}. */
    Fields(Position position) {
        this.position = position;
    }

    /** Reads the element at hand as one more field. */
    void add(XmlCursor xml) {
        add(xml.text());
    }

    /** Adds a field; the first of several with one name counts, as with ids (gni.md 10). */
    void add(Text text) {
        texts.putIfAbsent(text.name(), text);
    }

    Position position() {
        return position;
    }

    Optional<Text> text(String name) {
        return Optional.ofNullable(texts.get(name)).filter(text -> !text.isAbsent());
    }

    <T> Optional<T> optional(String name, Function<String, T> reader) {
        return text(name).map(text -> text.as(reader));
    }

    <T> T required(String name, Function<String, T> reader) {
        return requiredText(name).as(reader);
    }

    Text requiredText(String name) {
        return text(name).orElseThrow(() -> missing(name));
    }

    OptionalInt number(String name, int min, int max) {
        return text(name)
                .map(text -> OptionalInt.of(text.as(value -> Numbers.integer(value, min, max))))
                .orElse(OptionalInt.empty());
    }

    int requiredNumber(String name, int min, int max) {
        return requiredText(name).as(value -> Numbers.integer(value, min, max));
    }

    /** A CIDR block; the cloud clears bits behind the prefix, so {@code reading} only mentions them. */
    Cidr requiredCidr(String name, Reading reading, String subject) {
        return reading.cidr(requiredText(name), subject);
    }

    /**
     * Makes a record of the values.
     *
     * @throws InvalidValueException if a value is missing or bad, or the record refuses what they are together
     */
    <T> T build(Function<Fields, T> maker) {
        try {
            return maker.apply(this);
        } catch (IllegalArgumentException refusal) {
            throw new InvalidValueException("bad-value", String.valueOf(refusal.getMessage()), position);
        }
    }

    InvalidValueException missing(String name) {
        return new InvalidValueException("missing-value", "has no " + name, position);
    }
}
