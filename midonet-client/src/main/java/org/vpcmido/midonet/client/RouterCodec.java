// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.Router;
import org.vpcmido.midonet.topology.Identities;

/** Routers (midonet-api.md 10.3). */
final class RouterCodec extends TopLevelCodec<Router> {
    RouterCodec() {
        super(Kind.ROUTER, Router.class, "Router-v3");
    }

    @Override
    public Router decode(Fields fields, Path home) {
        return new Router(
                fields.key(Kind.ROUTER, "id"),
                fields.label("tenantId"),
                fields.label("name"),
                fields.flag("adminStateUp"),
                fields.reference(Kind.CHAIN, "inboundFilterId"),
                fields.reference(Kind.CHAIN, "outboundFilterId"),
                fields.number("asNumber", 0));
    }

    @Override
    public void encode(Router resource, Identities ids, ObjectNode json) {
        json.put("id", ids.id(resource.key()).toString());
        Json.label(json, "tenantId", resource.tenantId());
        Json.label(json, "name", resource.name());
        json.put("adminStateUp", resource.adminStateUp());
        Json.reference(json, "inboundFilterId", resource.inboundFilter(), ids);
        Json.reference(json, "outboundFilterId", resource.outboundFilter(), ids);
        json.put("asNumber", resource.asNumber());
    }

    @Override
    public void blank(ObjectNode json) {
        Json.nulls(
                json,
                "id",
                "tenantId",
                "name",
                "adminStateUp",
                "inboundFilterId",
                "outboundFilterId",
                "loadBalancerId",
                "asNumber");
        Json.arrays(json, "inboundMirrorIds", "outboundMirrorIds");
        Json.nulls(json, "localRedirectChainId", "forwardChainId");
    }

    @Override
    public boolean updatable() {
        return true;
    }
}
