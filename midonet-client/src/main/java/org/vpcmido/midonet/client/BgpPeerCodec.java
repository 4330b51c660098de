// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.vpcmido.midonet.resource.BgpPeer;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.topology.Identities;

/** BGP peers of routers (midonet-api.md 10.22). */
final class BgpPeerCodec implements Codec<BgpPeer> {
    @Override
    public Kind kind() {
        return Kind.BGP_PEER;
    }

    @Override
    public Class<BgpPeer> type() {
        return BgpPeer.class;
    }

    @Override
    public String mediaName() {
        return "BgpPeer-v1";
    }

    @Override
    public Path collection(BgpPeer resource, Identities ids) {
        return Path.of("routers", ids.id(resource.router()), "bgp_peers");
    }

    @Override
    public Path home(Fields fields) {
        return Path.within("routers", fields.label("router")).child("bgp_peers");
    }

    @Override
    public BgpPeer decode(Fields fields, Path home) {
        return new BgpPeer(
                fields.key(Kind.BGP_PEER, "id"),
                Key.observed(Kind.ROUTER, home.id()),
                fields.number("asNumber", 0),
                Fields.required("address", fields.ipv4("address")));
    }

    @Override
    public void encode(BgpPeer resource, Identities ids, ObjectNode json) {
        json.put("id", ids.id(resource.key()).toString());
        json.put("asNumber", resource.asNumber());
        json.put("address", resource.address().toString());
        json.put("router", Path.of("routers", ids.id(resource.router())).uri());
    }

    @Override
    public void blank(ObjectNode json) {
        Json.nulls(json, "id", "asNumber", "address", "keepAlive", "holdTime", "connectRetry", "password", "router");
    }

    @Override
    public Set<String> computed() {
        return Set.of("router");
    }

    @Override
    public boolean updatable() {
        return true;
    }
}
