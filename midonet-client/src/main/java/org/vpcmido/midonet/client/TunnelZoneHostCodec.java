// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.TunnelZoneHost;
import org.vpcmido.midonet.topology.Identities;

/** Members of tunnel zones (midonet-api.md 10.21). */
final class TunnelZoneHostCodec implements Codec<TunnelZoneHost> {
    @Override
    public Kind kind() {
        return Kind.TUNNEL_ZONE_HOST;
    }

    @Override
    public Class<TunnelZoneHost> type() {
        return TunnelZoneHost.class;
    }

    @Override
    public String mediaName() {
        return "TunnelZoneHost-v1";
    }

    @Override
    public Path collection(TunnelZoneHost resource, Identities ids) {
        return Path.of("tunnel_zones", ids.id(resource.zone()), "hosts");
    }

    @Override
    public Path item(TunnelZoneHost resource, Identities ids) {
        return collection(resource, ids).child(ids.id(resource.host()));
    }

    @Override
    public Path home(Fields fields) {
        return Path.of("tunnel_zones", Fields.required("tunnelZoneId", fields.uuid("tunnelZoneId")), "hosts");
    }

    @Override
    public TunnelZoneHost decode(Fields fields, Path home) {
        return new TunnelZoneHost(
                Key.observed(Kind.TUNNEL_ZONE, home.id()),
                fields.key(Kind.HOST, "hostId"),
                Fields.required("ipAddress", fields.ipv4("ipAddress")));
    }

    @Override
    public void encode(TunnelZoneHost resource, Identities ids, ObjectNode json) {
        json.put("tunnelZoneId", ids.id(resource.zone()).toString());
        json.put("hostId", ids.id(resource.host()).toString());
        json.put("ipAddress", resource.address().toString());
    }

    @Override
    public void blank(ObjectNode json) {
        Json.nulls(json, "tunnelZoneId", "hostId", "ipAddress");
    }

    @Override
    public Set<String> computed() {
        return Set.of("tunnelZoneId");
    }
}
