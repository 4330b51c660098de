// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.lab;

import java.io.StringWriter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.vpcmido.model.net.PortRange;
import org.vpcmido.model.net.Protocol;
import org.vpcmido.model.vpc.CloudConfiguration;
import org.vpcmido.model.vpc.DhcpOptionSet;
import org.vpcmido.model.vpc.Host;
import org.vpcmido.model.vpc.InstanceId;
import org.vpcmido.model.vpc.NatGateway;
import org.vpcmido.model.vpc.NetworkAcl;
import org.vpcmido.model.vpc.NetworkInterface;
import org.vpcmido.model.vpc.RouteTable;
import org.vpcmido.model.vpc.RouteTarget;
import org.vpcmido.model.vpc.SecurityGroup;
import org.vpcmido.model.vpc.Subnet;
import org.vpcmido.model.vpc.Traffic;
import org.vpcmido.model.vpc.UplinkGateway;
import org.vpcmido.model.vpc.Vpc;
import org.vpcmido.model.vpc.VpcState;

/** Writes a state as the document that a 4.4 cloud controller would publish for it (gni.md 2). */
public final class GniDocument {
    private static final String OWNER = "000123456789";

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter xml;

    private GniDocument() throws XMLStreamException {
        xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
    }

    /** The document for {@code state}, with {@code version} as its fingerprint. */
    public static String of(VpcState state, String version) {
        try {
            GniDocument document = new GniDocument();
            document.write(state, version);
            return document.text.toString();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a text in memory cannot be written", e);
        }
    }

    private void write(VpcState state, String version) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("network-data");
        xml.writeAttribute("version", version);
        configuration(state);
        list("vpcs", state.vpcs().values(), vpc -> vpc(state, vpc));
        Map<InstanceId, List<NetworkInterface>> instances = state.interfaces().values().stream()
                .collect(Collectors.groupingBy(NetworkInterface::instanceId, TreeMap::new, Collectors.toList()));
        list("instances", instances.values(), this::instance);
        list("dhcpOptionSets", state.dhcpOptionSets().values(), this::dhcpOptionSet);
        list("internetGateways", state.vpcs().values(), vpc -> {
            for (var gateway : vpc.internetGateways()) {
                named("internetGateway", gateway.value(), () -> leaf("ownerId", OWNER));
            }
        });
        list("securityGroups", state.securityGroups().values(), this::securityGroup);
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void configuration(VpcState state) throws XMLStreamException {
        CloudConfiguration configuration = state.configuration();
        element("configuration", () -> {
            property("mode", List.of("VPCMIDO"));
            property("publicIps", configuration.publicAddresses());
            property("enabledCLCIp", List.of(configuration.controllerAddress()));
            property("instanceDNSDomain", List.of(configuration.dnsDomain()));
            property("instanceDNSServers", configuration.dnsServers());
            named("property", "mido", () -> {
                named("property", "gateways", () -> each(configuration.gateways(), this::gateway));
                Optional<UplinkGateway.Bgp> bgp = configuration.gateways().stream()
                        .flatMap(gateway -> gateway.bgp().stream())
                        .findFirst();
                if (bgp.isPresent()) {
                    property("bgpAsn", List.of(bgp.get().localAs()));
                }
            });
            Map<String, List<Host>> zones = state.hosts().values().stream()
                    .collect(Collectors.groupingBy(Host::zone, TreeMap::new, Collectors.toList()));
            named(
                    "property",
                    "clusters",
                    () -> each(zones.entrySet(), zone -> cluster(zone.getKey(), zone.getValue())));
        });
    }

    private void gateway(UplinkGateway gateway) throws XMLStreamException {
        element("gateway", () -> {
            property("ip", List.of(gateway.host()));
            property("externalCidr", List.of(gateway.network()));
            property("externalDevice", List.of(gateway.device()));
            property("externalIp", List.of(gateway.address()));
            if (gateway.bgp().isPresent()) {
                property("bgpPeerIp", List.of(gateway.nextHop()));
                property("bgpPeerAsn", List.of(gateway.bgp().get().peerAs()));
                property("bgpAdRoutes", gateway.bgp().get().announced());
            } else {
                property("externalRouterIp", List.of(gateway.nextHop()));
            }
        });
    }

    private void cluster(String zone, List<Host> hosts) throws XMLStreamException {
        named("cluster", zone, () -> {
            property("enabledCCIp", List.of("127.0.0.1"));
            property("macPrefix", List.of("d0:0d"));
            named(
                    "property",
                    "nodes",
                    () -> each(
                            hosts, host -> named("node", host.name(), () -> values("instanceIds", host.instances()))));
        });
    }

    private void vpc(VpcState state, Vpc vpc) throws XMLStreamException {
        named("vpc", vpc.id().value(), () -> {
            leaf("ownerId", OWNER);
            leaf("cidr", vpc.cidr());
            optional("dhcpOptionSet", vpc.dhcpOptionSet());
            list(
                    "subnets",
                    ofVpc(state.subnets().values(), subnet -> subnet.vpcId().equals(vpc.id())),
                    this::subnet);
            list(
                    "networkAcls",
                    ofVpc(state.networkAcls().values(), acl -> acl.vpcId().equals(vpc.id())),
                    this::acl);
            list(
                    "routeTables",
                    ofVpc(state.routeTables().values(), table -> table.vpcId().equals(vpc.id())),
                    this::routeTable);
            list(
                    "natGateways",
                    ofVpc(
                            state.natGateways().values(),
                            gateway -> gateway.vpcId().equals(vpc.id())),
                    this::natGateway);
            values("internetGateways", vpc.internetGateways());
        });
    }

    private void subnet(Subnet subnet) throws XMLStreamException {
        named("subnet", subnet.id().value(), () -> {
            leaf("ownerId", OWNER);
            leaf("cidr", subnet.cidr());
            leaf("cluster", subnet.zone());
            leaf("networkAcl", subnet.networkAclId());
            leaf("routeTable", subnet.routeTableId());
        });
    }

    private void acl(NetworkAcl acl) throws XMLStreamException {
        named("networkAcl", acl.id().value(), () -> {
            leaf("ownerId", OWNER);
            list("ingressEntries", acl.ingress(), this::entry);
            list("egressEntries", acl.egress(), this::entry);
        });
    }

    private void entry(NetworkAcl.Entry entry) throws XMLStreamException {
        xml.writeStartElement("entry");
        xml.writeAttribute("number", Integer.toString(entry.number()));
        leaf("protocol", protocol(entry.traffic()));
        leaf("action", entry.action() == NetworkAcl.Action.ALLOW ? "allow" : "deny");
        leaf("cidr", entry.cidr());
        icmp(entry.traffic());
        optional("portRangeFrom", entry.traffic().ports().map(PortRange::first));
        optional("portRangeTo", entry.traffic().ports().map(PortRange::last));
        xml.writeEndElement();
    }

    private void routeTable(RouteTable table) throws XMLStreamException {
        named("routeTable", table.id().value(), () -> {
            leaf("ownerId", OWNER);
            list(
                    "routes",
                    table.routes(),
                    route -> element("route", () -> {
                        leaf("destinationCidr", route.destination());
                        leaf(targetElement(route.target()), route.target());
                    }));
        });
    }

    private static String targetElement(RouteTarget target) {
        if (target instanceof RouteTarget.ToNatGateway) {
            return "natGatewayId";
        }
        return target instanceof RouteTarget.ToInterface ? "networkInterfaceId" : "gatewayId";
    }

    private void natGateway(NatGateway gateway) throws XMLStreamException {
        named("natGateway", gateway.id().value(), () -> {
            leaf("ownerId", OWNER);
            optional("macAddress", gateway.mac());
            optional("publicIp", gateway.publicAddress());
            leaf("privateIp", gateway.privateAddress());
            leaf("vpc", gateway.vpcId());
            leaf("subnet", gateway.subnetId());
        });
    }

    private void instance(List<NetworkInterface> interfaces) throws XMLStreamException {
        NetworkInterface primary = interfaces.stream()
                .filter(NetworkInterface::isPrimary)
                .findFirst()
                .orElse(interfaces.get(0));
        named("instance", primary.instanceId().value(), () -> {
            leaf("ownerId", OWNER);
            leaf("macAddress", primary.mac());
            optional("publicIp", primary.publicAddress());
            leaf("privateIp", primary.privateAddress());
            leaf("vpc", primary.vpcId());
            leaf("subnet", primary.subnetId());
            list("networkInterfaces", interfaces, this::networkInterface);
            values("securityGroups", primary.securityGroups());
        });
    }

    private void networkInterface(NetworkInterface each) throws XMLStreamException {
        named("networkInterface", each.id().value(), () -> {
            leaf("ownerId", OWNER);
            leaf("deviceIndex", each.deviceIndex());
            leaf("attachmentId", each.id().value().replace("eni-", "eni-attach-"));
            leaf("macAddress", each.mac());
            leaf("privateIp", each.privateAddress());
            optional("publicIp", each.publicAddress());
            leaf("sourceDestCheck", each.sourceDestCheck());
            leaf("vpc", each.vpcId());
            leaf("subnet", each.subnetId());
            values("securityGroups", each.securityGroups());
        });
    }

    private void dhcpOptionSet(DhcpOptionSet set) throws XMLStreamException {
        named("dhcpOptionSet", set.id().value(), () -> {
            leaf("ownerId", OWNER);
            if (set.domainName().isPresent()) {
                property("domain-name", List.of(set.domainName().get()));
            }
            propertyUnlessEmpty("domain-name-servers", set.domainNameServers());
            propertyUnlessEmpty("ntp-servers", set.ntpServers());
            propertyUnlessEmpty("netbios-name-servers", set.netbiosNameServers());
            if (set.netbiosNodeType().isPresent()) {
                property("netbios-node-type", List.of(set.netbiosNodeType().getAsInt()));
            }
        });
    }

    private void securityGroup(SecurityGroup group) throws XMLStreamException {
        named("securityGroup", group.id().value(), () -> {
            leaf("ownerId", OWNER);
            list("ingressRules", group.ingress(), this::rule);
            list("egressRules", group.egress(), this::rule);
        });
    }

    private void rule(SecurityGroup.Rule rule) throws XMLStreamException {
        element("rule", () -> {
            leaf("protocol", protocol(rule.traffic()));
            optional("fromPort", rule.traffic().ports().map(PortRange::first));
            optional("toPort", rule.traffic().ports().map(PortRange::last));
            icmp(rule.traffic());
            if (rule.peer() instanceof SecurityGroup.PeerGroup peer) {
                leaf("groupId", peer.id());
                leaf("groupOwnerId", OWNER);
            } else if (rule.peer() instanceof SecurityGroup.PeerCidr peer) {
                leaf("cidr", peer.cidr());
            }
        });
    }

    private void icmp(Traffic traffic) throws XMLStreamException {
        if (traffic.protocol().filter(Protocol.ICMP::equals).isPresent()) {
            leaf("icmpType", orAny(traffic.icmpType()));
            leaf("icmpCode", orAny(traffic.icmpCode()));
        }
    }

    private static int orAny(OptionalInt number) {
        return number.orElse(-1);
    }

    private static int protocol(Traffic traffic) {
        return traffic.protocol().map(Protocol::number).orElse(-1);
    }

    private static <E> List<E> ofVpc(Collection<E> entities, Predicate<E> belongs) {
        return entities.stream().filter(belongs).toList();
    }

    private void property(String name, Collection<?> values) throws XMLStreamException {
        named("property", name, () -> each(values, value -> leaf("value", value)));
    }

    private void propertyUnlessEmpty(String name, Collection<?> values) throws XMLStreamException {
        if (!values.isEmpty()) {
            property(name, values);
        }
    }

    private void values(String name, Collection<?> values) throws XMLStreamException {
        list(name, values, value -> leaf("value", value));
    }

    private <E> void list(String name, Collection<E> items, Content<E> content) throws XMLStreamException {
        element(name, () -> each(items, content));
    }

    private static <E> void each(Collection<E> items, Content<E> content) throws XMLStreamException {
        for (E item : items) {
            content.write(item);
        }
    }

    private void named(String element, String name, Body body) throws XMLStreamException {
        xml.writeStartElement(element);
        xml.writeAttribute("name", name);
        body.write();
        xml.writeEndElement();
    }

    private void element(String name, Body body) throws XMLStreamException {
        xml.writeStartElement(name);
        body.write();
        xml.writeEndElement();
    }

    private void optional(String name, Optional<?> value) throws XMLStreamException {
        if (value.isPresent()) {
            leaf(name, value.get());
        }
    }

    private void leaf(String name, Object value) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(value.toString());
        xml.writeEndElement();
    }

    private interface Body {
        void write() throws XMLStreamException;
    }

    private interface Content<E> {
        void write(E item) throws XMLStreamException;
    }
}
