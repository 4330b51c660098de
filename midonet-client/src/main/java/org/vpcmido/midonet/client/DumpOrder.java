// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.model.net.Ipv4;

/** The order of a dump: by parent and position or natural key where there is one, else by id. */
final class DumpOrder {
    private DumpOrder() {}

    static Comparator<JsonNode> of(Kind kind) {
        return switch (kind) {
            case RULE ->
                text("chainId").thenComparingInt(rule -> rule.path("position").asInt());
            case IP_ADDR_GROUP_ADDR -> text("ipAddrGroupId").thenComparing(address("addr"));
            case PORT_GROUP_PORT -> text("portGroupId").thenComparing(text("portId"));
            case HOST_INTERFACE_PORT -> text("hostId").thenComparing(text("portId"));
            case TUNNEL_ZONE_HOST -> text("tunnelZoneId").thenComparing(text("hostId"));
            case DHCP_SUBNET ->
                bridge().thenComparing(address("subnetPrefix"))
                        .thenComparingInt(subnet -> subnet.path("subnetLength").asInt());
            case DHCP_HOST -> bridge().thenComparing(text("uri"));
            case ARP_ENTRY -> bridge().thenComparing(address("ip")).thenComparing(text("mac"));
            case MAC_ENTRY ->
                bridge().thenComparing(text("macAddr"))
                        .thenComparingInt(entry -> entry.path("vlanId").asInt())
                        .thenComparing(text("portId"));
            default -> text("id");
        };
    }

    private static Comparator<JsonNode> text(String name) {
        return Comparator.comparing(json -> json.path(name).asText());
    }

    private static Comparator<JsonNode> address(String name) {
        return Comparator.comparing(json -> Ipv4.parse(json.path(name).asText()).orElse(Ipv4.ANY));
    }

    private static Comparator<JsonNode> bridge() {
        return Comparator.comparing(
                json -> Path.within("bridges", json.path("uri").asText()).segment(1));
    }
}
