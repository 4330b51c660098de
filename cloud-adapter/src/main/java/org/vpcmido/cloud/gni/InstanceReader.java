// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.cloud.gni;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vpcmido.model.finding.Finding;
import org.vpcmido.model.finding.Hold;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;
import org.vpcmido.model.vpc.CloudId;
import org.vpcmido.model.vpc.InstanceId;
import org.vpcmido.model.vpc.NetworkInterface;
import org.vpcmido.model.vpc.NetworkInterfaceId;
import org.vpcmido.model.vpc.SecurityGroupId;
import org.vpcmido.model.vpc.SubnetId;
import org.vpcmido.model.vpc.VpcId;

/** Reads {@code instance} elements, of which only the interfaces count (gni.md 2.9, 2.10). */
final class InstanceReader {
    private static final int DEVICE_INDEX_MAX = 31;

    private final Reading reading;
    private final Entities entities;

    InstanceReader(Reading reading, Entities entities) {
        this.reading = reading;
        this.entities = entities;
    }

    void read() {
        reading.enter(InstanceId::new).ifPresent(this::read);
    }

    private void read(InstanceId id) {
        Fields fields = new Fields(reading.xml.position());
        List<Optional<NetworkInterface>> interfaces = new ArrayList<>();
        boolean isListed = false;
        while (reading.xml.nextChild()) {
            if (reading.xml.name().equals("networkInterfaces")) {
                isListed = true;
                reading.each("networkInterface", () -> interfaces.add(readInterface(id)));
            } else {
                reading.xml.skip();
            }
        }
        if (!isListed) {
            reading.quarantine(id, fields.missing("networkInterfaces"), "instance held");
        } else if (interfaces.isEmpty()) {
            reading.report(
                    Finding.warning(
                            id.value(), "instance-without-interface", id + ": has no network interface", "held"),
                    fields.position());
            reading.hold(id, Hold.Part.ALL);
        } else if (interfaces.stream()
                .noneMatch(each -> each.filter(NetworkInterface::isPrimary).isPresent())) {
            // MidoNet knows a primary interface by its instance; the unreadable one may be it.
            reading.hold(id, Hold.Part.ALL);
        }
    }

    private Optional<NetworkInterface> readInterface(InstanceId instance) {
        return reading.enter(NetworkInterfaceId::new).flatMap(id -> readInterface(instance, id));
    }

    private Optional<NetworkInterface> readInterface(InstanceId instance, NetworkInterfaceId id) {
        Fields fields = new Fields(reading.xml.position());
        Optional<List<Text>> groups = Optional.empty();
        while (reading.xml.nextChild()) {
            if (reading.xml.name().equals("securityGroups")) {
                groups = Optional.of(reading.values());
            } else {
                fields.add(reading.xml);
            }
        }
        try {
            List<SecurityGroupId> memberships = memberships(id, groups, fields);
            NetworkInterface built = fields.build(given -> new NetworkInterface(
                    id,
                    instance,
                    given.requiredNumber("deviceIndex", 0, DEVICE_INDEX_MAX),
                    given.required("vpc", VpcId::new),
                    given.required("subnet", SubnetId::new),
                    given.required("macAddress", MacAddress::of),
                    given.required("privateIp", Ipv4::of),
                    publicAddress(id, given),
                    given.required("sourceDestCheck", InstanceReader::flag),
                    memberships));
            entities.interfaces.put(id, built);
            return Optional.of(built);
        } catch (InvalidValueException fault) {
            reading.quarantine(id, fault, "interface held");
            return Optional.empty();
        }
    }

    private List<SecurityGroupId> memberships(NetworkInterfaceId id, Optional<List<Text>> groups, Fields fields) {
        if (groups.isEmpty()) {
            reading.quarantine(id, Hold.Part.MEMBERSHIP, fields.missing("securityGroups"), "memberships held");
        }
        return reading
                .values(
                        groups.orElse(List.of()),
                        SecurityGroupId::new,
                        fault -> reading.quarantine(id, Hold.Part.MEMBERSHIP, fault, "memberships held"))
                .stream()
                .distinct()
                .sorted(CloudId::compareTo)
                .toList();
    }

    private Optional<Ipv4> publicAddress(NetworkInterfaceId id, Fields fields) {
        try {
            return fields.optional("publicIp", Ipv4::of);
        } catch (InvalidValueException fault) {
            reading.quarantine(id, Hold.Part.PUBLIC_ADDRESS, fault, "public address held");
            return Optional.empty();
        }
    }

    private static boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("'" + text + "' is neither true nor false");
        };
    }
}
