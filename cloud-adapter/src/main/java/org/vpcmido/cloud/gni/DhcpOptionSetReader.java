// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.cloud.gni;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.vpc.DhcpOptionSet;
import org.vpcmido.model.vpc.DhcpOptionSetId;

/** Reads {@code dhcpOptionSet} elements (gni.md 2.11). */
final class DhcpOptionSetReader {
    private final Reading reading;
    private final Entities entities;

    DhcpOptionSetReader(Reading reading, Entities entities) {
        this.reading = reading;
        this.entities = entities;
    }

    void read() {
        Optional<DhcpOptionSetId> entered = reading.enter(DhcpOptionSetId::new);
        if (entered.isEmpty()) {
            return;
        }
        DhcpOptionSetId id = entered.get();
        Properties properties = Properties.read(reading);
        try {
            entities.dhcpOptionSets.put(
                    id,
                    new DhcpOptionSet(
                            id,
                            properties.single("domain-name").map(text -> text.as(DomainNames::require)),
                            addresses(properties, "domain-name-servers"),
                            addresses(properties, "ntp-servers"),
                            addresses(properties, "netbios-name-servers"),
                            nodeType(properties)));
        } catch (InvalidValueException fault) {
            reading.quarantine(id, fault, "DHCP option set held");
        }
    }

    private static List<Ipv4> addresses(Properties properties, String name) {
        return properties.all(name).stream().map(text -> text.as(Ipv4::of)).toList();
    }

    private static OptionalInt nodeType(Properties properties) {
        return properties
                .single("netbios-node-type")
                .map(text -> OptionalInt.of(text.as(DhcpOptionSetReader::nodeType)))
                .orElse(OptionalInt.empty());
    }

    private static int nodeType(String text) {
        return switch (text) {
            case "1", "2", "4", "8" -> Numbers.integer(text, 1, 8);
            default -> throw new IllegalArgumentException("'" + text + "' is none of 1, 2, 4, 8");
        };
    }
}
