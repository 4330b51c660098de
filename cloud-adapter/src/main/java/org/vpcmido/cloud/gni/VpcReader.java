// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.cloud.gni;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;
import org.vpcmido.model.vpc.CloudId;
import org.vpcmido.model.vpc.DhcpOptionSetId;
import org.vpcmido.model.vpc.InternetGatewayId;
import org.vpcmido.model.vpc.NatGateway;
import org.vpcmido.model.vpc.NatGatewayId;
import org.vpcmido.model.vpc.NetworkAclId;
import org.vpcmido.model.vpc.RouteTableId;
import org.vpcmido.model.vpc.Subnet;
import org.vpcmido.model.vpc.SubnetId;
import org.vpcmido.model.vpc.Vpc;
import org.vpcmido.model.vpc.VpcId;

/** Reads {@code vpc} elements, and what is in them (gni.md 2.4 to 2.8). */
final class VpcReader {
    /** A wrapper that is missing is not an empty one: its content is unknown. */
    private static final Set<String> WRAPPERS =
            Set.of("subnets", "networkAcls", "routeTables", "natGateways", "internetGateways");

    private final Reading reading;
    private final Entities entities;
    private final NetworkAclReader networkAcls;
    private final RouteTableReader routeTables;

    VpcReader(Reading reading, Entities entities) {
        this.reading = reading;
        this.entities = entities;
        this.networkAcls = new NetworkAclReader(reading, acl -> entities.networkAcls.put(acl.id(), acl));
        this.routeTables = new RouteTableReader(reading, table -> entities.routeTables.put(table.id(), table));
    }

    void read() {
        reading.enter(VpcId::new).ifPresent(this::read);
    }

    private void read(VpcId id) {
        XmlCursor xml = reading.xml;
        Fields fields = new Fields(xml.position());
        Set<String> missing = new TreeSet<>(WRAPPERS);
        List<Text> gateways = List.of();
        while (xml.nextChild()) {
            missing.remove(xml.name());
            switch (xml.name()) {
                case "subnets" -> reading.each("subnet", () -> readSubnet(id));
                case "networkAcls" -> reading.each("networkAcl", () -> networkAcls.read(id));
                case "routeTables" -> reading.each("routeTable", () -> routeTables.read(id));
                case "natGateways" -> reading.each("natGateway", () -> readNatGateway(id));
                case "internetGateways" -> gateways = reading.values();
                default -> fields.add(xml);
            }
        }
        List<Text> attached = gateways;
        try {
            if (!missing.isEmpty()) {
                throw fields.missing(String.join(", ", missing));
            }
            entities.vpcs.put(
                    id,
                    fields.build(given -> new Vpc(
                            id,
                            given.requiredCidr("cidr", reading, id.value()),
                            given.optional("dhcpOptionSet", DhcpOptionSetId::new),
                            internetGateways(attached))));
        } catch (InvalidValueException fault) {
            reading.quarantine(id, fault, "VPC held");
        }
    }

    private static List<InternetGatewayId> internetGateways(List<Text> texts) {
        return texts.stream()
                .map(text -> text.as(InternetGatewayId::new))
                .distinct()
                .sorted(CloudId::compareTo)
                .toList();
    }

    private void readSubnet(VpcId vpc) {
        Optional<SubnetId> entered = reading.enter(SubnetId::new);
        if (entered.isEmpty()) {
            return;
        }
        SubnetId id = entered.get();
        try {
            entities.subnets.put(
                    id,
                    fields().build(given -> new Subnet(
                            id,
                            vpc,
                            given.requiredCidr("cidr", reading, id.value()),
                            given.requiredText("cluster").as(zone -> zone),
                            given.required("networkAcl", NetworkAclId::new),
                            given.required("routeTable", RouteTableId::new))));
        } catch (InvalidValueException fault) {
            reading.quarantine(id, fault, "subnet held");
        }
    }

    private void readNatGateway(VpcId vpc) {
        Optional<NatGatewayId> entered = reading.enter(NatGatewayId::new);
        if (entered.isEmpty()) {
            return;
        }
        NatGatewayId id = entered.get();
        try {
            entities.natGateways.put(
                    id,
                    fields().build(given -> new NatGateway(
                            id,
                            given.optional("vpc", VpcId::new).orElse(vpc),
                            given.required("subnet", SubnetId::new),
                            given.optional("macAddress", MacAddress::of),
                            given.required("privateIp", Ipv4::of),
                            given.optional("publicIp", Ipv4::of))));
        } catch (InvalidValueException fault) {
            reading.quarantine(id, fault, "NAT gateway held");
        }
    }

    private Fields fields() {
        Fields fields = new Fields(reading.xml.position());
        while (reading.xml.nextChild()) {
            fields.add(reading.xml);
        }
        return fields;
    }
}
