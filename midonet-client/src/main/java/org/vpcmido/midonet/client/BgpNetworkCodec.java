// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.vpcmido.midonet.resource.BgpNetwork;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.topology.Identities;

/** Blocks that routers announce by BGP (midonet-api.md 10.22). */
final class BgpNetworkCodec implements Codec<BgpNetwork> {
    @Override
    public Kind kind() {
        return Kind.BGP_NETWORK;
    }

    @Override
    public Class<BgpNetwork> type() {
        return BgpNetwork.class;
    }

    @Override
    public String mediaName() {
        return "BgpNetwork-v1";
    }

    @Override
    public Path collection(BgpNetwork resource, Identities ids) {
        return Path.of("routers", ids.id(resource.router()), "bgp_networks");
    }

    @Override
    public Path home(Fields fields) {
        return Path.within("routers", fields.label("router")).child("bgp_networks");
    }

    @Override
    public BgpNetwork decode(Fields fields, Path home) {
        return new BgpNetwork(
                fields.key(Kind.BGP_NETWORK, "id"),
                Key.observed(Kind.ROUTER, home.id()),
                Fields.required("subnetAddress", fields.block("subnetAddress", "subnetLength")));
    }

    @Override
    public void encode(BgpNetwork resource, Identities ids, ObjectNode json) {
        json.put("id", ids.id(resource.key()).toString());
        Json.block(json, "subnetAddress", "subnetLength", resource.network());
        json.put("router", Path.of("routers", ids.id(resource.router())).uri());
    }

    @Override
    public void blank(ObjectNode json) {
        Json.nulls(json, "id", "subnetAddress", "subnetLength", "router");
    }

    @Override
    public Set<String> computed() {
        return Set.of("router");
    }
}
