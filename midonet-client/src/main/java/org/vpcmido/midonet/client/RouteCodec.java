// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.midonet.topology.Identities;
import org.vpcmido.model.net.Ipv4;

/** Routes of routers (midonet-api.md 10.8). */
final class RouteCodec implements Codec<Route> {
    private static final Ipv4 NO_GATEWAY = new Ipv4(-1);

    @Override
    public Kind kind() {
        return Kind.ROUTE;
    }

    @Override
    public Class<Route> type() {
        return Route.class;
    }

    @Override
    public String mediaName() {
        return "Route-v1";
    }

    @Override
    public Path collection(Route resource, Identities ids) {
        return Path.of("routers", ids.id(resource.router()), "routes");
    }

    @Override
    public Path home(Fields fields) {
        return Path.of("routers", Fields.required("routerId", fields.uuid("routerId")), "routes");
    }

    @Override
    public Route decode(Fields fields, Path home) {
        return new Route(
                fields.key(Kind.ROUTE, "id"),
                Key.observed(Kind.ROUTER, home.id()),
                type(fields.label("type")),
                Fields.required("srcNetworkAddr", fields.block("srcNetworkAddr", "srcNetworkLength")),
                Fields.required("dstNetworkAddr", fields.block("dstNetworkAddr", "dstNetworkLength")),
                fields.reference(Kind.PORT, "nextHopPort"),
                gateway(fields),
                fields.number("weight", 0),
                fields.flag("learned"));
    }

    @Override
    public void encode(Route resource, Identities ids, ObjectNode json) {
        json.put("id", ids.id(resource.key()).toString());
        json.put("routerId", ids.id(resource.router()).toString());
        Json.reference(json, "nextHopPort", resource.nextHopPort(), ids);
        Json.block(json, "dstNetworkAddr", "dstNetworkLength", resource.destination());
        Json.block(json, "srcNetworkAddr", "srcNetworkLength", resource.source());
        Json.text(json, "nextHopGateway", resource.nextHopGateway());
        json.put("learned", resource.learned());
        json.put("type", resource.type().jsonName());
        json.put("weight", resource.weight());
    }

    @Override
    public void blank(ObjectNode json) {
        Json.nulls(
                json,
                "id",
                "routerId",
                "nextHopPort",
                "attributes",
                "dstNetworkAddr",
                "dstNetworkLength",
                "srcNetworkAddr",
                "srcNetworkLength",
                "nextHopGateway",
                "learned",
                "type",
                "weight");
    }

    @Override
    public Set<String> computed() {
        return Set.of("routerId", "learned");
    }

    private static Route.Type type(String name) {
        return Arrays.stream(Route.Type.values())
                .filter(type -> type.jsonName().equals(name))
                .findFirst()
                .orElseThrow(() -> new UndecodableException("type '" + name + "' of a route is unknown"));
    }

    /** Releases up to 5.2.1 write this gateway into Local routes, later ones none (midonet-api.md 13). */
    private static Optional<Ipv4> gateway(Fields fields) {
        return fields.ipv4("nextHopGateway").filter(address -> !address.equals(NO_GATEWAY));
    }
}
