// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.vpcmido.midonet.resource.DhcpHost;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.topology.Identities;
import org.vpcmido.model.net.Cidr;

/** Hosts of DHCP subnets (midonet-api.md 10.13). */
final class DhcpHostCodec implements Codec<DhcpHost> {
    /** Which part of {@code /bridges/ID/dhcp/10.0.0.0_24/hosts} names the subnet. */
    private static final int SUBNET = 3;

    @Override
    public Kind kind() {
        return Kind.DHCP_HOST;
    }

    @Override
    public Class<DhcpHost> type() {
        return DhcpHost.class;
    }

    @Override
    public String mediaName() {
        return "DhcpHost-v2";
    }

    @Override
    public Path collection(DhcpHost resource, Identities ids) {
        return DhcpSubnetCodec.item(resource.bridge(), resource.subnet(), ids).child("hosts");
    }

    @Override
    public Path item(DhcpHost resource, Identities ids) {
        return collection(resource, ids).child(resource.mac());
    }

    @Override
    public Path home(Fields fields) {
        return Path.within("bridges", fields.label("uri"));
    }

    @Override
    public DhcpHost decode(Fields fields, Path home) {
        return new DhcpHost(
                Key.observed(Kind.BRIDGE, home.id()),
                Cidr.of(home.segment(SUBNET).replace('_', '/')),
                Fields.required("macAddr", fields.mac("macAddr")),
                fields.ipv4("ipAddr"),
                fields.text("name"),
                fields.objects("extraDhcpOpts").stream()
                        .map(option -> new DhcpHost.Option(option.label("optName"), option.label("optValue")))
                        .toList());
    }

    @Override
    public void encode(DhcpHost resource, Identities ids, ObjectNode json) {
        json.put("macAddr", resource.mac().toString());
        Json.text(json, "ipAddr", resource.address());
        Json.text(json, "name", resource.name());
        ArrayNode options = json.putArray("extraDhcpOpts");
        resource.options()
                .forEach(option ->
                        options.addObject().put("optName", option.name()).put("optValue", option.value()));
    }

    @Override
    public void blank(ObjectNode json) {
        Json.nulls(json, "macAddr", "ipAddr", "name", "extraDhcpOpts");
    }

    @Override
    public boolean updatable() {
        return true;
    }
}
