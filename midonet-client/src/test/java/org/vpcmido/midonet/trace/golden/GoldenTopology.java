// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.vpcmido.midonet.resource.ArpEntry;
import org.vpcmido.midonet.resource.BgpPeer;
import org.vpcmido.midonet.resource.Bridge;
import org.vpcmido.midonet.resource.BridgePort;
import org.vpcmido.midonet.resource.Chain;
import org.vpcmido.midonet.resource.DhcpHost;
import org.vpcmido.midonet.resource.DhcpSubnet;
import org.vpcmido.midonet.resource.Host;
import org.vpcmido.midonet.resource.HostInterfacePort;
import org.vpcmido.midonet.resource.IpAddrGroup;
import org.vpcmido.midonet.resource.IpAddrGroupAddr;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.MacEntry;
import org.vpcmido.midonet.resource.PortGroup;
import org.vpcmido.midonet.resource.PortGroupPort;
import org.vpcmido.midonet.resource.PortLink;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.midonet.resource.Router;
import org.vpcmido.midonet.resource.RouterPort;
import org.vpcmido.midonet.resource.TunnelZone;
import org.vpcmido.midonet.resource.TunnelZoneHost;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;

/** Reads the golden form, in which names stand for ids; the names become the keys. */
public final class GoldenTopology {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Resource> resources = new ArrayList<>();
    private final Set<Key> active = new HashSet<>();
    private final Map<String, MacAddress> generatedMacs = new HashMap<>();

    private GoldenTopology() {}

    /** The topology in a class-path resource {@code NAME.json.gz}; every bound port is active. */
    public static Topology read(String name) {
        try (InputStream raw = GoldenTopology.class.getResourceAsStream("/eucanetd-golden/" + name + ".json.gz");
                InputStream text = new GZIPInputStream(raw)) {
            return new GoldenTopology().read(JSON.readTree(text).get("topology"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Topology read(JsonNode topology) {
        topology.path("hosts").forEach(this::host);
        topology.path("tunnelZones").forEach(this::tunnelZone);
        topology.path("routers").forEach(this::router);
        topology.path("ports").forEach(this::port);
        topology.path("bridges").forEach(this::bridge);
        topology.path("routes").forEach(this::route);
        topology.path("portGroups").forEach(this::portGroup);
        topology.path("ipAddrGroups").forEach(this::addressGroup);
        for (JsonNode chain : topology.path("chains")) {
            resources.add(new Chain(key(chain, "id"), text(chain, "tenantId"), text(chain, "name")));
            chain.path("rules").forEach(rule -> resources.add(GoldenRules.rule(key(chain, "id"), rule)));
        }
        return Topology.of(resources).withActivePorts(active);
    }

    private void host(JsonNode host) {
        resources.add(new Host(
                key(host, "id"),
                text(host, "name"),
                List.of(),
                host.path("alive").asBoolean(),
                List.of()));
        for (JsonNode port : host.path("ports")) {
            resources.add(new HostInterfacePort(key(port, "portId"), key(host, "id"), text(port, "interfaceName")));
            active.add(key(port, "portId"));
        }
    }

    private void tunnelZone(JsonNode zone) {
        resources.add(new TunnelZone(key(zone, "id"), text(zone, "name"), text(zone, "type")));
        zone.path("hosts")
                .forEach(member -> resources.add(new TunnelZoneHost(
                        key(zone, "id"), key(member, "hostId"), Ipv4.of(text(member, "ipAddress")))));
    }

    private void router(JsonNode router) {
        Key key = key(router, "id");
        resources.add(new Router(
                key,
                text(router, "tenantId"),
                text(router, "name"),
                isUp(router),
                optionalKey(router, "inboundFilterId"),
                optionalKey(router, "outboundFilterId"),
                router.path("asNumber").asInt(0)));
        router.path("bgpPeers")
                .forEach(peer -> resources.add(new BgpPeer(
                        key.child(text(peer, "address")),
                        key,
                        peer.path("asNumber").asInt(),
                        Ipv4.of(text(peer, "address")))));
    }

    private void bridge(JsonNode bridge) {
        Key key = key(bridge, "id");
        resources.add(new Bridge(
                key,
                text(bridge, "tenantId"),
                text(bridge, "name"),
                isUp(bridge),
                optionalKey(bridge, "inboundFilterId"),
                optionalKey(bridge, "outboundFilterId")));
        bridge.path("arpTable")
                .forEach(
                        entry -> resources.add(new ArpEntry(key, Ipv4.of(text(entry, "ip")), mac(text(entry, "mac")))));
        bridge.path("macTable")
                .forEach(entry ->
                        resources.add(new MacEntry(key, mac(text(entry, "macAddr")), key(entry, "portId"), 0)));
        bridge.path("dhcpSubnets").forEach(subnet -> dhcp(key, subnet));
    }

    private void dhcp(Key bridge, JsonNode subnet) {
        Cidr block = Cidr.of(
                text(subnet, "subnetPrefix") + "/" + subnet.path("subnetLength").asInt());
        List<Ipv4> dns = new ArrayList<>();
        subnet.path("dnsServerAddrs").forEach(server -> dns.add(Ipv4.of(server.asText())));
        resources.add(new DhcpSubnet(
                bridge,
                block,
                address(subnet, "defaultGateway"),
                address(subnet, "serverAddr"),
                dns,
                OptionalInt.empty(),
                List.of(),
                subnet.path("enabled").asBoolean()));
        for (JsonNode host : subnet.path("hosts")) {
            List<DhcpHost.Option> options = new ArrayList<>();
            host.path("extraDhcpOpts")
                    .forEach(option ->
                            options.add(new DhcpHost.Option(text(option, "optName"), text(option, "optValue"))));
            resources.add(new DhcpHost(
                    bridge, block, mac(text(host, "macAddr")), address(host, "ipAddr"), Optional.empty(), options));
        }
    }

    private void port(JsonNode port) {
        Key key = key(port, "id");
        optionalKey(port, "peerId")
                .filter(peer -> key.compareTo(peer) < 0)
                .ifPresent(peer -> resources.add(new PortLink(key, peer)));
        if ("Router".equals(text(port, "type"))) {
            resources.add(new RouterPort(
                    key,
                    key(port, "deviceId"),
                    Ipv4.of(text(port, "portAddress")),
                    Cidr.of(text(port, "networkAddress") + "/"
                            + port.path("networkLength").asInt()),
                    Optional.of(mac(text(port, "portMac"))),
                    optionalKey(port, "inboundFilterId"),
                    optionalKey(port, "outboundFilterId"),
                    isUp(port)));
        } else {
            resources.add(new BridgePort(
                    key,
                    key(port, "deviceId"),
                    optionalKey(port, "inboundFilterId"),
                    optionalKey(port, "outboundFilterId"),
                    isUp(port),
                    0));
        }
    }

    private void route(JsonNode route) {
        resources.add(new Route(
                key(route, "id"),
                key(route, "routerId"),
                Route.Type.valueOf(text(route, "type").toUpperCase(Locale.ROOT)),
                Cidr.of(text(route, "srcNetworkAddr") + "/"
                        + route.path("srcNetworkLength").asInt()),
                Cidr.of(text(route, "dstNetworkAddr") + "/"
                        + route.path("dstNetworkLength").asInt()),
                optionalKey(route, "nextHopPort"),
                address(route, "nextHopGateway"),
                route.path("weight").asInt(0),
                false));
    }

    private void portGroup(JsonNode group) {
        resources.add(new PortGroup(
                key(group, "id"),
                text(group, "tenantId"),
                text(group, "name"),
                group.path("stateful").asBoolean()));
        group.path("ports").forEach(port -> resources.add(new PortGroupPort(key(group, "id"), Key.of(port.asText()))));
    }

    private void addressGroup(JsonNode group) {
        resources.add(new IpAddrGroup(key(group, "id"), text(group, "name")));
        group.path("addrs")
                .forEach(address -> resources.add(new IpAddrGroupAddr(key(group, "id"), Ipv4.of(address.asText()))));
    }

    /** {@code auto(NAME)} stands for the MAC that MidoNet made for a port. */
    private MacAddress mac(String text) {
        return MacAddress.parse(text)
                .orElseGet(() -> generatedMacs.computeIfAbsent(
                        text, none -> new MacAddress(0xACCA_BA00_0000L + generatedMacs.size())));
    }

    private static boolean isUp(JsonNode object) {
        return object.path("adminStateUp").asBoolean(true);
    }

    static Key key(JsonNode object, String member) {
        return Key.of(text(object, member));
    }

    static Optional<Key> optionalKey(JsonNode object, String member) {
        return object.has(member) ? Optional.of(key(object, member)) : Optional.empty();
    }

    static String text(JsonNode object, String member) {
        return object.path(member).asText();
    }

    private static Optional<Ipv4> address(JsonNode object, String member) {
        return object.has(member) ? Optional.of(Ipv4.of(text(object, member))) : Optional.empty();
    }
}
