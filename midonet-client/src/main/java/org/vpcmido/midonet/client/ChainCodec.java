// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.vpcmido.midonet.resource.Chain;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.topology.Identities;

/** Chains (midonet-api.md 10.16). */
final class ChainCodec extends TopLevelCodec<Chain> {
    ChainCodec() {
        super(Kind.CHAIN, Chain.class, "Chain-v1");
    }

    @Override
    public Chain decode(Fields fields, Path home) {
        return new Chain(fields.key(Kind.CHAIN, "id"), fields.label("tenantId"), fields.label("name"));
    }

    @Override
    public void encode(Chain resource, Identities ids, ObjectNode json) {
        json.put("id", ids.id(resource.key()).toString());
        Json.label(json, "tenantId", resource.tenantId());
        Json.label(json, "name", resource.name());
    }

    @Override
    public void blank(ObjectNode json) {
        Json.nulls(json, "id", "tenantId", "name");
    }
}
