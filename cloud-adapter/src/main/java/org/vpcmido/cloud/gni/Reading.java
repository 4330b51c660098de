// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.cloud.gni;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.vpcmido.model.finding.Finding;
import org.vpcmido.model.finding.Finding.Position;
import org.vpcmido.model.finding.Hold;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.vpc.CloudId;

/** One document while it is read: where we are in it, and what was wrong so far. */
final class Reading {
    /** The subject of findings and holds about the cloud as a whole. */
    static final String CLOUD = "cloud";

    private static final Pattern CLOUD_ID = Pattern.compile("[a-z]{1,6}-[0-9a-f]{8,32}");

    final XmlCursor xml;
    private final List<Finding> findings = new ArrayList<>();
    private final TreeSet<Hold> holds = new TreeSet<>();
    private final Map<String, Position> positions = new HashMap<>();
    private final Set<String> passedOver = new HashSet<>();

    Reading(XmlCursor xml) {
        this.xml = xml;
    }

    List<Finding> findings() {
        return findings;
    }

    /** What is held, with everything that was seen only inside of what could not be read. */
    NavigableSet<Hold> holds() {
        TreeSet<Hold> all = new TreeSet<>(holds);
        passedOver.stream()
                .filter(name -> !positions.containsKey(name))
                .map(Hold::all)
                .forEach(all::add);
        return all;
    }

    /** Where an entity stands in the document, if it is in there. */
    Optional<Position> position(String subject) {
        return Optional.ofNullable(positions.get(subject));
    }

    /** Remembers where something without a cloud id stands; the first place counts. */
    void locate(String subject, Position position) {
        positions.putIfAbsent(subject, position);
    }

    void report(Finding finding) {
        findings.add(finding);
    }

    void report(Finding finding, Position position) {
        findings.add(finding.at(position.line(), position.column()));
    }

    void hold(CloudId subject, Hold.Part part) {
        hold(subject.value(), part);
    }

    void hold(String subject, Hold.Part part) {
        holds.add(new Hold(subject, part));
    }

    /** Holds all of an entity that cannot be read. */
    void quarantine(CloudId subject, InvalidValueException fault, String effect) {
        quarantine(subject, Hold.Part.ALL, fault, effect);
    }

    /** Holds a part of an entity that cannot be read. */
    void quarantine(CloudId subject, Hold.Part part, InvalidValueException fault, String effect) {
        findings.add(fault.about(subject.value(), effect));
        hold(subject, part);
    }

    /** Reads each child of the element at hand that is called {@code name}; {@code child} must read it to its end. */
    void each(String name, Runnable child) {
        while (xml.nextChild()) {
            if (xml.name().equals(name)) {
                child.run();
            } else {
                xml.skip();
            }
        }
    }

    /** The {@code value} children of the element at hand, without empty ones. */
    List<Text> values() {
        List<Text> values = new ArrayList<>();
        each("value", () -> {
            Text text = xml.text();
            if (!text.isAbsent()) {
                values.add(text);
            }
        });
        return values;
    }

    /** Reads values one by one; a bad one goes to {@code refused} and is left out. */
    <T> List<T> values(List<Text> texts, Function<String, T> reader, Consumer<InvalidValueException> refused) {
        List<T> values = new ArrayList<>();
        for (Text text : texts) {
            try {
                values.add(text.as(reader));
            } catch (InvalidValueException fault) {
                refused.accept(fault);
            }
        }
        return values;
    }

    /**
     * The id of the entity at hand. Empty, and the entity passed over, if it has none or one that was seen before; what
     * is inside is then held, unless it is stated elsewhere.
     */
    <I extends CloudId> Optional<I> enter(Function<String, I> reader) {
        String element = xml.name();
        Position position = xml.position();
        Text name = xml.attribute("name");
        try {
            if (name.isAbsent()) {
                throw new InvalidValueException("missing-value", element + " has no name", position);
            }
            I id = name.as(reader);
            if (positions.putIfAbsent(id.value(), position) == null) {
                return Optional.of(id);
            }
            report(
                    Finding.error(
                            id.value(),
                            "duplicate-id",
                            id + ": there is more than one " + element + " of this name",
                            "first one kept, this one left out"),
                    position);
        } catch (InvalidValueException fault) {
            findings.add(fault.about(element + " " + name.value(), "left out"));
        }
        xml.skip(inner -> {
            if (CLOUD_ID.matcher(inner).matches()) {
                passedOver.add(inner);
            }
        });
        return Optional.empty();
    }

    /** A CIDR block; bits behind the prefix are cleared, as the cloud does it itself (gni.md 9), and mentioned. */
    Cidr cidr(Text text, String subject) {
        Cidr cidr = text.as(value -> Cidr.parse(value)
                .orElseThrow(() -> new IllegalArgumentException("'" + value + "' is not an IPv4 CIDR block")));
        if (!text.value().startsWith(cidr.network() + "/")) {
            report(
                    Finding.warning(
                            subject,
                            "host-bits",
                            subject + ": " + text.name() + " " + text.value() + " has bits set behind its prefix",
                            "taken as " + cidr),
                    text.position());
        }
        return cidr;
    }
}
