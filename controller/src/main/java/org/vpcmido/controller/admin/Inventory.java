// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.admin;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.vpcmido.controller.compile.Keys;
import org.vpcmido.midonet.resource.BgpPeer;
import org.vpcmido.midonet.resource.Bridge;
import org.vpcmido.midonet.resource.BridgePort;
import org.vpcmido.midonet.resource.Chain;
import org.vpcmido.midonet.resource.DhcpHost;
import org.vpcmido.midonet.resource.DhcpSubnet;
import org.vpcmido.midonet.resource.Host;
import org.vpcmido.midonet.resource.HostInterfacePort;
import org.vpcmido.midonet.resource.IpAddrGroupAddr;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.Port;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.midonet.resource.Router;
import org.vpcmido.midonet.resource.RouterPort;
import org.vpcmido.midonet.resource.TunnelZone;
import org.vpcmido.midonet.resource.TunnelZoneHost;
import org.vpcmido.midonet.topology.Identities;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.net.Cidr;

/** What an adopted topology holds, by cloud id: one row an entity, one named value a column. */
public final class Inventory {
    private final Topology topology;
    private final Identities identities;

    /**
     * @param topology with logical keys, as adoption gives it
     * @param identities the ids behind them
     */
    public Inventory(Topology topology, Identities identities) {
        this.topology = requireNonNull(topology, "topology");
        this.identities = requireNonNull(identities, "identities");
    }

    /** What can be listed. */
    public enum Section {
        VPCS,
        SUBNETS,
        INTERFACES,
        NAT_GATEWAYS,
        SECURITY_GROUPS,
        GATEWAYS,
        HOSTS;

        /** As a person types it: {@code nat-gateways}. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The rows of a section, ordered by their first column. Values are texts, numbers, truth values, or lists of texts. */
    public List<Map<String, Object>> rows(Section section) {
        return switch (section) {
            case VPCS -> rows(Kind.ROUTER, Router.class, "vpc/", this::vpc);
            case SUBNETS -> rows(Kind.BRIDGE, Bridge.class, "subnet/", this::subnet);
            case INTERFACES -> rows(Kind.PORT, BridgePort.class, "interface/", this::networkInterface);
            case NAT_GATEWAYS -> rows(Kind.ROUTER, Router.class, "nat-gateway/", this::natGateway);
            case SECURITY_GROUPS -> groups();
            case GATEWAYS -> rows(Kind.PORT, RouterPort.class, "gateway/", this::gateway);
            case HOSTS ->
                rows(Kind.HOST, Host.class, "", this::host).stream()
                        .sorted(Comparator.comparing(row -> String.valueOf(row.get("name"))))
                        .toList();
        };
    }

    private <R extends Resource> List<Map<String, Object>> rows(
            Kind kind, Class<R> type, String prefix, Function<R, Row> row) {
        return topology.all(kind, type)
                .filter(each -> each.key().path().startsWith(prefix))
                .map(row)
                .map(Row::values)
                .toList();
    }

    private Row vpc(Router router) {
        Key vpc = parent(router.key());
        List<Key> subnets = topology.ports(router.key())
                .map(Port::key)
                .filter(key -> key.path().startsWith("subnet/"))
                .map(Inventory::parent)
                .toList();
        return new Row()
                .with("vpc", cloudId(vpc))
                .with("router", id(router.key()))
                .with("name", router.name())
                .with("uplink", address(vpc.child("uplink")))
                .with("subnets", subnets.size())
                .with(
                        "interfaces",
                        subnets.stream().mapToLong(this::interfacesIn).sum());
    }

    private Row subnet(Bridge bridge) {
        Key subnet = parent(bridge.key());
        Optional<RouterPort> gateway = topology.find(subnet.child("router-port"), RouterPort.class);
        return new Row()
                .with("subnet", cloudId(subnet))
                .with("vpc", gateway.map(port -> cloudId(port.router())).orElse(""))
                .with(
                        "cidr",
                        gateway.map(RouterPort::network).map(Cidr::toString).orElse(""))
                .with("bridge", id(bridge.key()))
                .with("interfaces", interfacesIn(subnet))
                .with(
                        "dns",
                        topology.referringTo(bridge.key(), DhcpSubnet.class)
                                .flatMap(dhcp -> dhcp.dnsServers().stream())
                                .map(Object::toString)
                                .toList());
    }

    private long interfacesIn(Key subnet) {
        return topology.ports(subnet.child("bridge"))
                .filter(port -> port.key().path().startsWith("interface/"))
                .count();
    }

    private Row networkInterface(BridgePort port) {
        Key each = parent(port.key());
        Optional<HostInterfacePort> binding = topology.find(HostInterfacePort.key(port.key()), HostInterfacePort.class);
        String name = cloudId(each);
        return new Row()
                .with("interface", name)
                .with("subnet", cloudId(port.bridge()))
                .with("private", members(each.child("private-address")))
                .with("public", members(each.child("public-address")))
                .with(
                        "mac",
                        topology.referringTo(port.bridge(), DhcpSubnet.class)
                                .flatMap(dhcp -> topology.referringTo(dhcp.key(), DhcpHost.class))
                                .filter(host -> host.name().filter(name::equals).isPresent())
                                .map(host -> host.mac().toString())
                                .findFirst()
                                .orElse(""))
                .with("groups", groupsOf(each))
                .with("host", binding.map(bound -> hostName(bound.host())).orElse(""))
                .with("device", binding.map(HostInterfacePort::interfaceName).orElse(""))
                .with("active", topology.activePorts().contains(port.key()))
                .with("port", id(port.key()));
    }

    private List<String> groupsOf(Key networkInterface) {
        return topology.rules(networkInterface.child("post-chain")).stream()
                .flatMap(rule -> rule.jumpTarget().stream())
                .map(Inventory::cloudId)
                .sorted()
                .toList();
    }

    private Row natGateway(Router router) {
        Key gateway = parent(router.key());
        return new Row()
                .with("nat-gateway", cloudId(gateway))
                .with(
                        "subnet",
                        topology.find(gateway.child("bridge-port"), BridgePort.class)
                                .map(port -> cloudId(port.bridge()))
                                .orElse(""))
                .with("private", address(gateway.child("subnet-port")))
                .with("public", members(gateway.child("public-address")))
                .with("router", id(router.key()));
    }

    private List<Map<String, Object>> groups() {
        return topology.all(Kind.CHAIN, Chain.class)
                .filter(chain -> chain.key().path().startsWith("security-group/"))
                .map(chain -> parent(chain.key()))
                .distinct()
                .map(group -> new Row()
                        .with("security-group", cloudId(group))
                        .with(
                                "ingress",
                                topology.rules(group.child("ingress-chain")).size())
                        .with(
                                "egress",
                                topology.rules(group.child("egress-chain")).size())
                        .with("members", members(group.child("private-addresses")))
                        .values())
                .toList();
    }

    private Row gateway(RouterPort port) {
        Optional<HostInterfacePort> binding = topology.find(HostInterfacePort.key(port.key()), HostInterfacePort.class);
        return new Row()
                .with("host", binding.map(bound -> hostName(bound.host())).orElse(""))
                .with("device", binding.map(HostInterfacePort::interfaceName).orElse(""))
                .with("address", port.address() + "/" + port.network().prefixBits())
                .with(
                        "next-hop",
                        topology.referringTo(port.key(), Route.class)
                                .filter(route -> route.destination().equals(Cidr.ANY))
                                .flatMap(route -> route.nextHopGateway().stream())
                                .map(Object::toString)
                                .findFirst()
                                .orElse(""))
                .with(
                        "bgp",
                        topology.referringTo(Keys.EDGE_ROUTER, BgpPeer.class)
                                .filter(peer -> port.network().contains(peer.address()))
                                .map(peer -> "AS " + peer.asNumber() + " at " + peer.address())
                                .toList())
                .with("active", topology.activePorts().contains(port.key()))
                .with("port", id(port.key()));
    }

    private Row host(Host host) {
        return new Row()
                .with("name", host.name())
                .with("alive", host.alive())
                .with(
                        "addresses",
                        host.addresses().stream().map(Object::toString).toList())
                .with(
                        "tunnel-zones",
                        topology.referringTo(host.key(), TunnelZoneHost.class)
                                .flatMap(member -> topology.find(member.zone(), TunnelZone.class).stream()
                                        .map(zone -> zone.name() + " (" + member.address() + ")"))
                                .toList())
                .with(
                        "ports",
                        topology.referringTo(host.key(), HostInterfacePort.class)
                                .count())
                .with("id", id(host.key()));
    }

    private List<String> members(Key group) {
        return topology.referringTo(group, IpAddrGroupAddr.class)
                .map(IpAddrGroupAddr::address)
                .sorted()
                .map(Object::toString)
                .toList();
    }

    private String address(Key port) {
        return topology.find(port, RouterPort.class)
                .map(each -> each.address().toString())
                .orElse("");
    }

    private String hostName(Key host) {
        return topology.find(host, Host.class).map(Host::name).orElse(host.path());
    }

    private String id(Key key) {
        return identities.found(key).map(UUID::toString).orElse("");
    }

    private static Key parent(Key key) {
        return new Key(key.path().substring(0, key.path().lastIndexOf('/')));
    }

    private static String cloudId(Key key) {
        return Stream.of(key.path().split("/", -1)).skip(1).findFirst().orElse(key.path());
    }

    /** Collects the columns of a row in their order. */
    private static final class Row {
        private final Map<String, Object> values = new LinkedHashMap<>();

        Row with(String column, Object value) {
            values.put(column, value);
            return this;
        }

        Map<String, Object> values() {
            return values;
        }
    }
}
