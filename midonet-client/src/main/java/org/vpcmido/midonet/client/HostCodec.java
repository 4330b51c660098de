// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.vpcmido.midonet.resource.Host;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.topology.Identities;
import org.vpcmido.model.net.Ipv4;

/** Hosts, which only agents make (midonet-api.md 10.19). */
final class HostCodec extends TopLevelCodec<Host> {
    /** Bit 1 is up, bit 2 is link. */
    private static final int UP_WITH_LINK = 3;

    HostCodec() {
        super(Kind.HOST, Host.class, "Host-v3");
    }

    @Override
    public Host decode(Fields fields, Path home) {
        return new Host(
                fields.key(Kind.HOST, "id"),
                fields.label("name"),
                addresses(fields),
                fields.flag("alive"),
                fields.objects("hostInterfaces").stream()
                        .map(each -> new Host.Interface(
                                each.label("name"),
                                each.number("status", 0) == UP_WITH_LINK,
                                each.label("type"),
                                addresses(each)))
                        .toList());
    }

    @Override
    public void encode(Host resource, Identities ids, ObjectNode json) {
        String id = ids.id(resource.key()).toString();
        json.put("id", id);
        Json.label(json, "name", resource.name());
        json.set("addresses", addresses(resource.addresses()));
        ArrayNode interfaces = json.putArray("hostInterfaces");
        resource.interfaces().forEach(each -> {
            ObjectNode device = interfaces.addObject();
            device.put("hostId", id);
            device.put("name", each.name());
            Json.nulls(device, "mac", "mtu");
            device.put("type", each.type());
            Json.nulls(device, "endpoint", "portType");
            device.set("addresses", addresses(each.addresses()));
            device.put("status", each.up() ? UP_WITH_LINK : 0);
        });
        json.put("alive", resource.alive());
    }

    @Override
    public void blank(ObjectNode json) {
        Json.nulls(json, "id", "name", "addresses", "hostInterfaces", "alive");
        json.put("floodingProxyWeight", 1);
        json.put("containerWeight", 1);
        json.put("containerLimit", -1);
        json.put("enforceContainerLimit", false);
    }

    /** IPv6 addresses, which agents report too, are of no use to an IPv4 tunnel. */
    private static List<Ipv4> addresses(Fields fields) {
        return fields.texts("addresses", Optional::of, "text").stream()
                .flatMap(text -> Ipv4.parse(text).stream())
                .toList();
    }

    private static ArrayNode addresses(List<Ipv4> addresses) {
        return Json.array(addresses.stream().map(Ipv4::toString).toList());
    }
}
