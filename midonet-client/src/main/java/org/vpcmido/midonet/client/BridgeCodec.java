// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.vpcmido.midonet.resource.Bridge;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.topology.Identities;

/** Bridges (midonet-api.md 10.9). */
final class BridgeCodec extends TopLevelCodec<Bridge> {
    BridgeCodec() {
        super(Kind.BRIDGE, Bridge.class, "Bridge-v4");
    }

    @Override
    public Bridge decode(Fields fields, Path home) {
        return new Bridge(
                fields.key(Kind.BRIDGE, "id"),
                fields.label("tenantId"),
                fields.label("name"),
                fields.flag("adminStateUp"),
                fields.reference(Kind.CHAIN, "inboundFilterId"),
                fields.reference(Kind.CHAIN, "outboundFilterId"));
    }

    @Override
    public void encode(Bridge resource, Identities ids, ObjectNode json) {
        json.put("id", ids.id(resource.key()).toString());
        Json.label(json, "tenantId", resource.tenantId());
        Json.label(json, "name", resource.name());
        json.put("adminStateUp", resource.adminStateUp());
        Json.reference(json, "inboundFilterId", resource.inboundFilter(), ids);
        Json.reference(json, "outboundFilterId", resource.outboundFilter(), ids);
    }

    @Override
    public void blank(ObjectNode json) {
        Json.nulls(json, "id", "tenantId", "name", "adminStateUp", "inboundFilterId", "outboundFilterId");
        Json.arrays(json, "vxLanPortIds", "inboundMirrorIds", "outboundMirrorIds");
        Json.nulls(json, "qosPolicyId");
    }

    @Override
    public boolean updatable() {
        return true;
    }
}
