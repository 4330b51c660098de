// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.PortGroup;
import org.vpcmido.midonet.topology.Identities;

/** Port groups (midonet-api.md 10.15). */
final class PortGroupCodec implements Codec<PortGroup> {
    @Override
    public Kind kind() {
        return Kind.PORT_GROUP;
    }

    @Override
    public Class<PortGroup> type() {
        return PortGroup.class;
    }

    @Override
    public String mediaName() {
        return "PortGroup-v1";
    }

    @Override
    public Path collection(PortGroup resource, Identities ids) {
        return Path.of("port_groups");
    }

    @Override
    public Path home(Fields fields) {
        return Path.of("port_groups");
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
