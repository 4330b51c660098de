// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.cloud.gni;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.vpcmido.model.finding.Finding;
import org.vpcmido.model.finding.Finding.Position;
import org.vpcmido.model.vpc.Host;
import org.vpcmido.model.vpc.InstanceId;

/** Reads the {@code clusters} property: zones, nodes, and what runs where (gni.md 2.3). */
final class ClusterReader {
    private static final int NAME_CHARACTERS_MAX = 255;

    private final Reading reading;
    private final Entities entities;

    ClusterReader(Reading reading, Entities entities) {
        this.reading = reading;
        this.entities = entities;
    }

    /** Reads the property at hand. */
    void read() {
        reading.each("cluster", () -> {
            Text zone = reading.xml.attribute("name");
            reading.each("property", () -> {
                if (reading.xml.attribute("name").value().equals("nodes")) {
                    reading.each("node", () -> readNode(zone));
                } else {
                    reading.xml.skip();
                }
            });
        });
    }

    private void readNode(Text zone) {
        Position position = reading.xml.position();
        Text name = reading.xml.attribute("name");
        List<Text> instances = new ArrayList<>();
        reading.each("instanceIds", () -> instances.addAll(reading.values()));
        String subject = "host " + name.value();
        try {
            reading.locate(subject, position);
            Host host = new Host(name(name, position), name(zone, position), ids(subject, instances));
            if (entities.hosts.putIfAbsent(host.name(), host) != null) {
                reading.report(
                        Finding.error(
                                subject,
                                "duplicate-host",
                                subject + ": there is more than one node of this name",
                                "first one kept, this one left out"),
                        position);
            }
        } catch (InvalidValueException fault) {
            reading.report(fault.about(subject, "host left out, its instances stay where they are"));
        }
    }

    private List<InstanceId> ids(String subject, List<Text> texts) {
        TreeSet<InstanceId> ids = new TreeSet<>(reading.values(
                texts, InstanceId::new, fault -> reading.report(fault.about(subject, "left out of its list"))));
        return List.copyOf(ids);
    }

    /** A name is opaque: nothing is refused but what is absent or longer than any. */
    private static String name(Text text, Position position) {
        if (text.isAbsent()) {
            throw new InvalidValueException("missing-value", "a cluster or node has no name", position);
        }
        return text.as(name -> {
            if (name.length() > NAME_CHARACTERS_MAX) {
                throw new IllegalArgumentException(
                        "of " + name.length() + " characters is longer than " + NAME_CHARACTERS_MAX);
            }
            return name;
        });
    }
}
