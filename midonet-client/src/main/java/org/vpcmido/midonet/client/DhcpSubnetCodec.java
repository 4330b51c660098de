// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.vpcmido.midonet.resource.DhcpSubnet;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.topology.Identities;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;

/** DHCP subnets (midonet-api.md 10.12). */
final class DhcpSubnetCodec implements Codec<DhcpSubnet> {
    @Override
    public Kind kind() {
        return Kind.DHCP_SUBNET;
    }

    @Override
    public Class<DhcpSubnet> type() {
        return DhcpSubnet.class;
    }

    @Override
    public String mediaName() {
        return "DhcpSubnet-v2";
    }

    @Override
    public Path collection(DhcpSubnet resource, Identities ids) {
        return collection(resource.bridge(), ids);
    }

    @Override
    public Path item(DhcpSubnet resource, Identities ids) {
        return item(resource.bridge(), resource.subnet(), ids);
    }

    @Override
    public Path home(Fields fields) {
        return Path.within("bridges", fields.label("uri"));
    }

    @Override
    public DhcpSubnet decode(Fields fields, Path home) {
        return new DhcpSubnet(
                Key.observed(Kind.BRIDGE, home.id()),
                fields.exactBlock("subnetPrefix", "subnetLength"),
                fields.ipv4("defaultGateway"),
                fields.ipv4("serverAddr"),
                fields.texts("dnsServerAddrs", Ipv4::parse, "an IPv4 address"),
                fields.number("interfaceMTU"),
                fields.objects("opt121Routes").stream()
                        .map(DhcpSubnetCodec::decodeRoute)
                        .toList(),
                fields.flag("enabled"));
    }

    @Override
    public void encode(DhcpSubnet resource, Identities ids, ObjectNode json) {
        Json.block(json, "subnetPrefix", "subnetLength", resource.subnet());
        Json.text(json, "defaultGateway", resource.defaultGateway());
        Json.text(json, "serverAddr", resource.serverAddress());
        if (!resource.dnsServers().isEmpty()) {
            json.set(
                    "dnsServerAddrs",
                    Json.array(
                            resource.dnsServers().stream().map(Ipv4::toString).toList()));
        }
        resource.interfaceMtu().ifPresent(bytes -> json.put("interfaceMTU", bytes));
        ArrayNode routes = json.putArray("opt121Routes");
        resource.routes().forEach(route -> encodeRoute(route, routes.addObject()));
        json.put("enabled", resource.enabled());
    }

    @Override
    public void blank(ObjectNode json) {
        Json.nulls(
                json,
                "subnetPrefix",
                "subnetLength",
                "defaultGateway",
                "serverAddr",
                "dnsServerAddrs",
                "interfaceMTU",
                "opt121Routes",
                "enabled");
    }

    @Override
    public boolean updatable() {
        return true;
    }

    static Path collection(Key bridge, Identities ids) {
        return Path.of("bridges", ids.id(bridge), "dhcp");
    }

    static Path item(Key bridge, Cidr subnet, Identities ids) {
        return collection(bridge, ids).child(subnet.network() + "_" + subnet.prefixBits());
    }

    private static DhcpSubnet.ClasslessRoute decodeRoute(Fields route) {
        return new DhcpSubnet.ClasslessRoute(
                Fields.required("destinationPrefix", route.block("destinationPrefix", "destinationLength")),
                Fields.required("gatewayAddr", route.ipv4("gatewayAddr")));
    }

    private static void encodeRoute(DhcpSubnet.ClasslessRoute route, ObjectNode json) {
        Json.block(json, "destinationPrefix", "destinationLength", route.destination());
        json.put("gatewayAddr", route.gateway().toString());
    }
}
