// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.cloud.gni;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vpcmido.model.finding.Finding.Position;

/** The {@code property} children of one element that hold plain values; the first of several with one name counts. */
final class Properties {
    private final Position position;
    private final Map<String, List<Text>> values = new HashMap<>();

    Properties(Position position) {
        this.position = position;
    }

    /** Reads the element at hand, in which nothing but properties matters. */
    static Properties read(Reading reading) {
        Properties properties = new Properties(reading.xml.position());
        reading.each("property", () -> properties.add(reading));
        return properties;
    }

    /** Reads the property at hand. */
    void add(Reading reading) {
        String name = reading.xml.attribute("name").value();
        values.putIfAbsent(
                name,
                reading.values().stream()
                        .map(text -> new Text(name, text.value(), text.isTooLong(), text.position()))
                        .toList());
    }

    Position position() {
        return position;
    }

    List<Text> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** The one value, if there is any. */
    Optional<Text> single(String name) {
        List<Text> all = all(name);
        if (all.size() > 1) {
            throw all.get(1).bad("has " + all.size() + " values, 1 is the limit");
        }
        return all.stream().findFirst();
    }

    Text required(String name) {
        return single(name).orElseThrow(() -> new InvalidValueException("missing-value", "has no " + name, position));
    }
}
