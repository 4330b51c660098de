// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.cloud.gni;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.vpcmido.model.finding.Hold;
import org.vpcmido.model.vpc.NetworkAcl;
import org.vpcmido.model.vpc.NetworkAclId;
import org.vpcmido.model.vpc.VpcId;

/** Reads {@code networkAcl} elements (gni.md 2.6). */
final class NetworkAclReader {
    private static final TrafficReader TRAFFIC = new TrafficReader("portRangeFrom", "portRangeTo");
    private static final int NUMBER_MAX = 32_767;

    private final Reading reading;
    private final Consumer<NetworkAcl> target;

    NetworkAclReader(Reading reading, Consumer<NetworkAcl> target) {
        this.reading = reading;
        this.target = target;
    }

    void read(VpcId vpc) {
        Optional<NetworkAclId> entered = reading.enter(NetworkAclId::new);
        if (entered.isEmpty()) {
            return;
        }
        NetworkAclId id = entered.get();
        Fields fields = new Fields(reading.xml.position());
        Optional<List<NetworkAcl.Entry>> ingress = Optional.empty();
        Optional<List<NetworkAcl.Entry>> egress = Optional.empty();
        while (reading.xml.nextChild()) {
            switch (reading.xml.name()) {
                case "ingressEntries" -> ingress = Optional.of(entries(id, Hold.Part.INGRESS));
                case "egressEntries" -> egress = Optional.of(entries(id, Hold.Part.EGRESS));
                default -> reading.xml.skip();
            }
        }
        if (ingress.isEmpty()) {
            reading.quarantine(id, Hold.Part.INGRESS, fields.missing("ingressEntries"), "ingress held");
        }
        if (egress.isEmpty()) {
            reading.quarantine(id, Hold.Part.EGRESS, fields.missing("egressEntries"), "egress held");
        }
        target.accept(new NetworkAcl(id, vpc, ingress.orElse(List.of()), egress.orElse(List.of())));
    }

    private List<NetworkAcl.Entry> entries(NetworkAclId acl, Hold.Part direction) {
        List<NetworkAcl.Entry> entries = new ArrayList<>();
        reading.each("entry", () -> {
            Fields fields = new Fields(reading.xml.position());
            fields.add(reading.xml.attribute("number"));
            while (reading.xml.nextChild()) {
                fields.add(reading.xml);
            }
            try {
                entries.add(fields.build(given -> entry(given, acl)));
            } catch (InvalidValueException fault) {
                reading.quarantine(acl, direction, fault, "entry held");
            }
        });
        return entries;
    }

    private NetworkAcl.Entry entry(Fields fields, NetworkAclId acl) {
        return new NetworkAcl.Entry(
                fields.requiredNumber("number", 1, NUMBER_MAX),
                fields.required("action", NetworkAclReader::action),
                TRAFFIC.read(fields),
                fields.requiredCidr("cidr", reading, acl.value()));
    }

    private static NetworkAcl.Action action(String text) {
        return switch (text) {
            case "allow" -> NetworkAcl.Action.ALLOW;
            case "deny" -> NetworkAcl.Action.DENY;
            default -> throw new IllegalArgumentException("'" + text + "' is neither allow nor deny");
        };
    }
}
