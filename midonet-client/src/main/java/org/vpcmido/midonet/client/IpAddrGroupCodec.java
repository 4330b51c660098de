// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.vpcmido.midonet.resource.IpAddrGroup;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.topology.Identities;

/** IP address groups; their members are resources of their own (midonet-api.md 10.18). */
final class IpAddrGroupCodec extends TopLevelCodec<IpAddrGroup> {
    IpAddrGroupCodec() {
        super(Kind.IP_ADDR_GROUP, IpAddrGroup.class, "IpAddrGroup-v1");
    }

    @Override
    public IpAddrGroup decode(Fields fields, Path home) {
        return new IpAddrGroup(fields.key(Kind.IP_ADDR_GROUP, "id"), fields.label("name"));
    }

    @Override
    public void encode(IpAddrGroup resource, Identities ids, ObjectNode json) {
        json.put("id", ids.id(resource.key()).toString());
        json.put("name", resource.name());
    }

    @Override
    public void blank(ObjectNode json) {
        Json.nulls(json, "id", "name");
        Json.arrays(json, "ipAddrPorts");
        Json.nulls(json, "inboundChainId", "outboundChainId");
        Json.arrays(json, "ruleIds");
    }
}
