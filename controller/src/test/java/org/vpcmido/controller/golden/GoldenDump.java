// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * From the form of the golden files to that of MidoNet's API: an id is computed from each name, defaults are filled in,
 * what is nested becomes a collection of its own, and a generated MAC is computed from the port's name.
 */
final class GoldenDump {
    private static final String BASE = "http://127.0.0.1:8181/midonet-api";
    private static final List<String> ID_FIELDS = List.of(
            "deviceId",
            "hostId",
            "peerId",
            "inboundFilterId",
            "outboundFilterId",
            "routerId",
            "nextHopPort",
            "jumpChainId",
            "ipAddrGroupSrc",
            "ipAddrGroupDst",
            "portId");

    private final JsonNode golden;
    private final ObjectNode dump = new ObjectMapper().createObjectNode();

    GoldenDump(JsonNode golden) {
        this.golden = golden;
    }

    ObjectNode write() {
        golden.path("hosts").forEach(this::writeHost);
        golden.path("tunnelZones").forEach(this::writeTunnelZone);
        golden.path("routers").forEach(this::writeRouter);
        golden.path("bridges").forEach(this::writeBridge);
        golden.path("ports").forEach(this::writePort);
        golden.path("routes").forEach(this::writeRoute);
        golden.path("chains").forEach(this::writeChain);
        golden.path("portGroups").forEach(this::writePortGroup);
        golden.path("ipAddrGroups").forEach(this::writeAddressGroup);
        return dump;
    }

    private void writeHost(JsonNode host) {
        ObjectNode json = top("hosts", host, "ports", "interfaces");
        ArrayNode addresses = json.putArray("addresses");
        ArrayNode devices = json.putArray("hostInterfaces");
        host.path("interfaces").forEach(device -> {
            ObjectNode copy = devices.addObject().setAll((ObjectNode) device);
            copy.put("hostId", id(host).toString());
            copy.put("status", 3);
            copy.withArray("addresses").forEach(addresses::add);
        });
        host.path("ports").forEach(binding -> {
            ObjectNode json2 = collection("host_interface_ports");
            json2.put("hostId", id(host).toString());
            copy(binding, json2);
            json2.put("uri", BASE + "/hosts/" + id(host) + "/ports/" + id(binding.path("portId")));
        });
    }

    private void writeTunnelZone(JsonNode zone) {
        top("tunnel_zones", zone, "hosts");
        zone.path("hosts").forEach(member -> {
            ObjectNode json = collection("tunnel_zone_hosts");
            json.put("tunnelZoneId", id(zone).toString());
            copy(member, json);
        });
    }

    private void writeRouter(JsonNode router) {
        ObjectNode json = top("routers", router, "ports", "bgpPeers", "bgpNetworks");
        json.put("adminStateUp", true);
        json.put("asNumber", router.path("asNumber").asInt());
        String uri = BASE + "/routers/" + id(router);
        router.path("bgpPeers").forEach(peer -> {
            ObjectNode child = collection("bgp_peers");
            copy(peer, child);
            child.put("id", uuid(router.path("id").asText() + peer).toString());
            child.put("router", uri);
        });
        router.path("bgpNetworks").forEach(network -> {
            ObjectNode child = collection("bgp_networks");
            copy(network, child);
            child.put("id", uuid(router.path("id").asText() + network).toString());
            child.put("router", uri);
        });
    }

    private void writeBridge(JsonNode bridge) {
        ObjectNode json = top("bridges", bridge, "ports", "arpTable", "macTable", "dhcpSubnets");
        json.put("adminStateUp", true);
        String uri = BASE + "/bridges/" + id(bridge);
        bridge.path("arpTable").forEach(entry -> {
            ObjectNode child = collection("arp_table");
            child.put("ip", entry.path("ip").asText());
            child.put("mac", mac(entry.path("mac").asText()));
            child.put(
                    "uri",
                    uri + "/arp_table/" + entry.path("ip").asText() + "_"
                            + child.path("mac").asText().replace(':', '-'));
        });
        bridge.path("macTable").forEach(entry -> {
            ObjectNode child = collection("mac_table");
            copy(entry, child);
            child.put("vlanId", 0);
            child.put(
                    "uri",
                    uri + "/mac_table/" + entry.path("macAddr").asText().replace(':', '-') + "_"
                            + id(entry.path("portId")));
        });
        bridge.path("dhcpSubnets").forEach(subnet -> writeDhcp(subnet, uri));
    }

    private void writeDhcp(JsonNode subnet, String bridge) {
        String uri = bridge + "/dhcp/" + subnet.path("subnetPrefix").asText() + "_"
                + subnet.path("subnetLength").asInt();
        ObjectNode json = collection("dhcp_subnets");
        copy(subnet, json, "hosts");
        json.putNull("serverAddr");
        json.putNull("interfaceMTU");
        json.putArray("opt121Routes");
        json.put("uri", uri);
        subnet.path("hosts").forEach(host -> {
            ObjectNode child = collection("dhcp_hosts");
            copy(host, child);
            child.put("uri", uri + "/hosts/" + host.path("macAddr").asText());
        });
    }

    private void writePort(JsonNode port) {
        ObjectNode json = top("ports", port, "portGroups", "portMac");
        json.put("adminStateUp", true);
        json.put("active", port.has("interfaceName"));
        if (port.has("portMac")) {
            json.put("portMac", mac(port.path("portMac").asText()));
        } else {
            json.put("vlanId", 0);
        }
    }

    private void writeRoute(JsonNode route) {
        ObjectNode json = top("routes", route);
        json.put("srcNetworkLength", route.path("srcNetworkLength").asInt());
        json.put("dstNetworkLength", route.path("dstNetworkLength").asInt());
        json.put("weight", route.path("weight").asInt());
        json.put("learned", false);
    }

    private void writeChain(JsonNode chain) {
        top("chains", chain, "rules");
        chain.path("rules").forEach(rule -> {
            ObjectNode json = collection("rules");
            copy(rule, json, "natTargets", "outPorts");
            json.put(
                    "id",
                    uuid(chain.path("id").asText() + "#" + rule.path("position").asInt())
                            .toString());
            json.put("chainId", id(chain).toString());
            json.put("nwSrcLength", rule.path("nwSrcLength").asInt());
            json.put("nwDstLength", rule.path("nwDstLength").asInt());
            ArrayNode ports = json.putArray("outPorts");
            rule.path("outPorts").forEach(port -> ports.add(id(port).toString()));
            if (rule.has("natTargets")) {
                ArrayNode targets = json.putArray("natTargets");
                rule.path("natTargets").forEach(target -> {
                    ObjectNode copy = targets.addObject().put("portFrom", 0).put("portTo", 0);
                    copy(target, copy);
                });
            }
        });
    }

    private void writePortGroup(JsonNode group) {
        ObjectNode json = top("port_groups", group, "ports");
        json.put("stateful", group.path("stateful").asBoolean());
        group.path("ports").forEach(port -> {
            ObjectNode child = collection("port_group_ports");
            child.put("portGroupId", id(group).toString());
            child.put("portId", id(port).toString());
            child.put("uri", BASE + "/port_groups/" + id(group) + "/ports/" + id(port));
        });
    }

    private void writeAddressGroup(JsonNode group) {
        top("ip_addr_groups", group, "addrs");
        group.path("addrs").forEach(address -> {
            ObjectNode child = collection("ip_addr_group_addrs");
            child.put("version", 4);
            child.put("addr", address.asText());
            child.put("ipAddrGroupId", id(group).toString());
            child.put("uri", BASE + "/ip_addr_groups/" + id(group) + "/versions/4/ip_addrs/" + address.asText());
        });
    }

    /** An object with an id of its own. */
    private ObjectNode top(String collection, JsonNode source, String... leftOut) {
        ObjectNode json = collection(collection);
        copy(source, json, leftOut);
        json.put("id", id(source).toString());
        json.put("uri", BASE + "/" + collection + "/" + id(source));
        return json;
    }

    private ObjectNode collection(String name) {
        return dump.withArray(name).addObject();
    }

    private static void copy(JsonNode source, ObjectNode target, String... leftOut) {
        source.properties().forEach(field -> {
            boolean isName = ID_FIELDS.contains(field.getKey());
            if (!List.of(leftOut).contains(field.getKey())) {
                target.set(
                        field.getKey(),
                        isName ? target.textNode(id(field.getValue()).toString()) : field.getValue());
            }
        });
    }

    /** {@code auto(NAME)} stands for an address that MidoNet chose for a port. */
    private static String mac(String text) {
        if (!text.startsWith("auto(")) {
            return text;
        }
        long bits = uuid(text).getLeastSignificantBits();
        return String.format("ac:ca:ba:%02x:%02x:%02x", bits >>> 16 & 255, bits >>> 8 & 255, bits & 255);
    }

    private static UUID id(JsonNode named) {
        return uuid(named.isTextual() ? named.asText() : named.path("id").asText());
    }

    private static UUID uuid(String name) {
        return UUID.nameUUIDFromBytes(("eucanetd/" + name).getBytes(StandardCharsets.UTF_8));
    }
}
