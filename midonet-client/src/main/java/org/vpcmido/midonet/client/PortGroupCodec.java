// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.PortGroup;
import org.vpcmido.midonet.topology.Identities;

/** Port groups (midonet-api.md 10.15). */
final class PortGroupCodec extends TopLevelCodec<PortGroup> {
    PortGroupCodec() {
        super(Kind.PORT_GROUP, PortGroup.class, "PortGroup-v1");
    }

    @Override
    public PortGroup decode(Fields fields, Path home) {
        return new PortGroup(
                fields.key(Kind.PORT_GROUP, "id"),
                fields.label("tenantId"),
                fields.label("name"),
                fields.flag("stateful"));
    }

    @Override
    public void encode(PortGroup resource, Identities ids, ObjectNode json) {
        json.put("id", ids.id(resource.key()).toString());
        Json.label(json, "tenantId", resource.tenantId());
        Json.label(json, "name", resource.name());
        json.put("stateful", resource.stateful());
    }

    @Override
    public void blank(ObjectNode json) {
        Json.nulls(json, "id", "tenantId", "name", "stateful");
    }

    @Override
    public boolean updatable() {
        return true;
    }
}
