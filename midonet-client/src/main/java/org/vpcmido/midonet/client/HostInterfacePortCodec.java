// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.vpcmido.midonet.resource.HostInterfacePort;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.topology.Identities;

/** Bindings of ports to devices of hosts (midonet-api.md 10.20). */
final class HostInterfacePortCodec implements Codec<HostInterfacePort> {
    @Override
    public Kind kind() {
        return Kind.HOST_INTERFACE_PORT;
    }

    @Override
    public Class<HostInterfacePort> type() {
        return HostInterfacePort.class;
    }

    @Override
    public String mediaName() {
        return "HostInterfacePort-v1";
    }

    @Override
    public Path collection(HostInterfacePort resource, Identities ids) {
        return Path.of("hosts", ids.id(resource.host()), "ports");
    }

    @Override
    public Path item(HostInterfacePort resource, Identities ids) {
        return collection(resource, ids).child(ids.id(resource.port()));
    }

    @Override
    public Path home(Fields fields) {
        return Path.of("hosts", Fields.required("hostId", fields.uuid("hostId")), "ports");
    }

    @Override
    public HostInterfacePort decode(Fields fields, Path home) {
        return new HostInterfacePort(
                fields.key(Kind.PORT, "portId"),
                Key.observed(Kind.HOST, home.id()),
                Fields.required("interfaceName", fields.text("interfaceName")));
    }

    @Override
    public void encode(HostInterfacePort resource, Identities ids, ObjectNode json) {
        json.put("portId", ids.id(resource.port()).toString());
        json.put("hostId", ids.id(resource.host()).toString());
        json.put("interfaceName", resource.interfaceName());
    }

    @Override
    public void blank(ObjectNode json) {
        Json.nulls(json, "portId", "hostId", "interfaceName");
    }

    @Override
    public Set<String> computed() {
        return Set.of("hostId");
    }
}
