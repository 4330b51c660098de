// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.vpcmido.midonet.resource.IpAddrGroupAddr;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.topology.Identities;

/** Members of IP address groups (midonet-api.md 10.18). */
final class IpAddrGroupAddrCodec implements Codec<IpAddrGroupAddr> {
    @Override
    public Kind kind() {
        return Kind.IP_ADDR_GROUP_ADDR;
    }

    @Override
    public Class<IpAddrGroupAddr> type() {
        return IpAddrGroupAddr.class;
    }

    @Override
    public String mediaName() {
        return "IpAddrGroupAddr-v1";
    }

    @Override
    public Path collection(IpAddrGroupAddr resource, Identities ids) {
        return Path.of("ip_addr_groups", ids.id(resource.group()), "ip_addrs");
    }

    @Override
    public Path item(IpAddrGroupAddr resource, Identities ids) {
        return Path.of("ip_addr_groups", ids.id(resource.group()), "versions", "4", "ip_addrs", resource.address());
    }

    @Override
    public Path home(Fields fields) {
        return Path.of("ip_addr_groups", Fields.required("ipAddrGroupId", fields.uuid("ipAddrGroupId")), "ip_addrs");
    }

    @Override
    public IpAddrGroupAddr decode(Fields fields, Path home) {
        return new IpAddrGroupAddr(
                Key.observed(Kind.IP_ADDR_GROUP, home.id()), Fields.required("addr", fields.ipv4("addr")));
    }

    @Override
    public void encode(IpAddrGroupAddr resource, Identities ids, ObjectNode json) {
        json.put("version", 4);
        json.put("addr", resource.address().toString());
        json.put("ipAddrGroupId", ids.id(resource.group()).toString());
    }

    @Override
    public void blank(ObjectNode json) {
        Json.nulls(json, "version", "addr", "ipAddrGroupId");
    }

    @Override
    public Set<String> computed() {
        return Set.of("ipAddrGroupId");
    }
}
