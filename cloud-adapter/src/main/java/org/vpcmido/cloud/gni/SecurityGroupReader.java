// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.cloud.gni;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.vpcmido.model.finding.Hold;
import org.vpcmido.model.vpc.SecurityGroup;
import org.vpcmido.model.vpc.SecurityGroupId;

/** Reads {@code securityGroup} elements (gni.md 2.13). */
final class SecurityGroupReader {
    private static final TrafficReader TRAFFIC = new TrafficReader("fromPort", "toPort");

    private final Reading reading;
    private final Entities entities;

    SecurityGroupReader(Reading reading, Entities entities) {
        this.reading = reading;
        this.entities = entities;
    }

    void read() {
        reading.enter(SecurityGroupId::new).ifPresent(this::read);
    }

    private void read(SecurityGroupId id) {
        Fields fields = new Fields(reading.xml.position());
        Optional<List<SecurityGroup.Rule>> ingress = Optional.empty();
        Optional<List<SecurityGroup.Rule>> egress = Optional.empty();
        while (reading.xml.nextChild()) {
            switch (reading.xml.name()) {
                case "ingressRules" -> ingress = Optional.of(rules(id, Hold.Part.INGRESS));
                case "egressRules" -> egress = Optional.of(rules(id, Hold.Part.EGRESS));
                default -> reading.xml.skip();
            }
        }
        if (ingress.isEmpty()) {
            reading.quarantine(id, Hold.Part.INGRESS, fields.missing("ingressRules"), "ingress rules held");
        }
        if (egress.isEmpty()) {
            reading.quarantine(id, Hold.Part.EGRESS, fields.missing("egressRules"), "egress rules held");
        }
        entities.securityGroups.put(id, new SecurityGroup(id, ingress.orElse(List.of()), egress.orElse(List.of())));
    }

    /** In an order of our own, as the document's means nothing. */
    private List<SecurityGroup.Rule> rules(SecurityGroupId group, Hold.Part direction) {
        List<SecurityGroup.Rule> rules = new ArrayList<>();
        reading.each("rule", () -> {
            Fields fields = new Fields(reading.xml.position());
            while (reading.xml.nextChild()) {
                fields.add(reading.xml);
            }
            try {
                rules.add(fields.build(given -> new SecurityGroup.Rule(TRAFFIC.read(given), peer(given, group))));
            } catch (InvalidValueException fault) {
                reading.quarantine(group, direction, fault, "rule held");
            }
        });
        rules.sort(Comparator.comparing(SecurityGroup.Rule::toString));
        return rules;
    }

    private SecurityGroup.Peer peer(Fields fields, SecurityGroupId group) {
        boolean isGroup = fields.text("groupId").isPresent();
        if (isGroup == fields.text("cidr").isPresent()) {
            throw new InvalidValueException(
                    isGroup ? "rule-with-several-peers" : "rule-without-peer",
                    isGroup ? "a rule has both groupId and cidr" : "a rule has neither groupId nor cidr",
                    fields.position());
        }
        return isGroup
                ? new SecurityGroup.PeerGroup(fields.required("groupId", SecurityGroupId::new))
                : new SecurityGroup.PeerCidr(fields.requiredCidr("cidr", reading, group.value()));
    }
}
