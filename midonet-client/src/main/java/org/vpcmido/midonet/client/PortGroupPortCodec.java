// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.PortGroupPort;
import org.vpcmido.midonet.topology.Identities;

/** Members of port groups (midonet-api.md 10.15). */
final class PortGroupPortCodec implements Codec<PortGroupPort> {
    @Override
    public Kind kind() {
        return Kind.PORT_GROUP_PORT;
    }

    @Override
    public Class<PortGroupPort> type() {
        return PortGroupPort.class;
    }

    @Override
    public String mediaName() {
        return "PortGroupPort-v1";
    }

    @Override
    public Path collection(PortGroupPort resource, Identities ids) {
        return Path.of("port_groups", ids.id(resource.group()), "ports");
    }

    @Override
    public Path item(PortGroupPort resource, Identities ids) {
        return collection(resource, ids).child(ids.id(resource.port()));
    }

    @Override
    public Path home(Fields fields) {
        return Path.of("port_groups", Fields.required("portGroupId", fields.uuid("portGroupId")), "ports");
    }

    @Override
    public PortGroupPort decode(Fields fields, Path home) {
        return new PortGroupPort(Key.observed(Kind.PORT_GROUP, home.id()), fields.key(Kind.PORT, "portId"));
    }

    @Override
    public void encode(PortGroupPort resource, Identities ids, ObjectNode json) {
        json.put("portGroupId", ids.id(resource.group()).toString());
        json.put("portId", ids.id(resource.port()).toString());
    }

    @Override
    public void blank(ObjectNode json) {
        Json.nulls(json, "portGroupId", "portId");
    }

    @Override
    public Set<String> computed() {
        return Set.of("portGroupId");
    }
}
