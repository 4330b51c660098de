// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.TunnelZone;
import org.vpcmido.midonet.topology.Identities;

/** Tunnel zones (midonet-api.md 10.21). */
final class TunnelZoneCodec extends TopLevelCodec<TunnelZone> {
    TunnelZoneCodec() {
        super(Kind.TUNNEL_ZONE, TunnelZone.class, "TunnelZone-v1");
    }

    @Override
    public TunnelZone decode(Fields fields, Path home) {
        return new TunnelZone(fields.key(Kind.TUNNEL_ZONE, "id"), fields.label("name"), fields.label("type"));
    }

    @Override
    public void encode(TunnelZone resource, Identities ids, ObjectNode json) {
        json.put("id", ids.id(resource.key()).toString());
        json.put("name", resource.name());
        json.put("type", resource.type());
    }

    @Override
    public void blank(ObjectNode json) {
        Json.nulls(json, "id", "name", "type");
    }
}
