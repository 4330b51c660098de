// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import static org.vpcmido.midonet.simulator.Negotiation.annotated;
import static org.vpcmido.midonet.simulator.Negotiation.annotatedVendorOnly;
import static org.vpcmido.midonet.simulator.Negotiation.explicit;

import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The URI map of midonet-api.md 9, with the media types of midonet-observed.md 2; a table of contents. */
final class Endpoints {
    private final Engine engine;
    private final State state;
    private final Crud crud;
    private final Personality release;

    private Endpoints(Engine engine, Crud crud, Personality release) {
        this.engine = engine;
        this.state = engine.state();
        this.crud = crud;
        this.release = release;
    }

    static PathTree of(Engine engine, Renderer renderer, Personality release) {
        PathTree tree = new PathTree();
        Crud crud = new Crud(engine, renderer, tree);
        Endpoints endpoints = new Endpoints(engine, crud, release);
        endpoints.devices();
        endpoints.ports();
        endpoints.policies();
        endpoints.networks();
        SystemEndpoints.add(tree, renderer, release);
        LinkEndpoints.add(tree, engine, renderer);
        GroupEndpoints.add(tree, engine, crud, release);
        DhcpEndpoints.add(tree, engine, crud, release);
        BridgeTableEndpoints.add(tree, engine, crud);
        HostEndpoints.add(tree, engine, crud, renderer);
        TunnelZoneEndpoints.add(tree, engine, crud);
        return tree;
    }

    private void devices() {
        Negotiation router = annotated("Router-v3");
        Negotiation routers = annotated("collection.Router-v3");
        crud.listByTenant(Table.ROUTERS, routers)
                .create(Table.ROUTERS, router)
                .get(Table.ROUTERS, router)
                .update(Table.ROUTERS, router)
                .delete(Table.ROUTERS);
        boolean newer = release.atLeast(Personality.V5_4);
        Negotiation bridge = newer ? annotated("Bridge-v4", "Bridge-v5") : annotated("Bridge-v4");
        Negotiation bridges =
                newer ? annotated("collection.Bridge-v4", "collection.Bridge-v5") : annotated("collection.Bridge-v4");
        crud.listByTenant(Table.BRIDGES, bridges)
                .create(Table.BRIDGES, bridge)
                .get(Table.BRIDGES, bridge)
                .update(Table.BRIDGES, bridge)
                .delete(Table.BRIDGES);
        Negotiation balancer = annotated("LoadBalancer-v1");
        crud.list(Table.LOAD_BALANCERS, annotated("collection.LoadBalancer-v1"))
                .create(Table.LOAD_BALANCERS, balancer)
                .get(Table.LOAD_BALANCERS, balancer)
                .update(Table.LOAD_BALANCERS, balancer)
                .delete(Table.LOAD_BALANCERS);
    }

    private void ports() {
        boolean newer = release.atLeast(Personality.V5_4);
        Negotiation port = newer ? annotated("Port-v3", "Port-v4") : annotated("Port-v3");
        Negotiation ports =
                newer ? annotated("collection.Port-v3", "collection.Port-v4") : annotated("collection.Port-v3");
        crud.list(Table.PORTS, ports)
                .get(Table.PORTS, port)
                .update(Table.PORTS, port)
                .delete(Table.PORTS);
        for (Table device : List.of(Table.ROUTERS, Table.BRIDGES)) {
            crud.listBelow(device, "ports", Table.PORTS, "deviceId", ports)
                    .createBelow(device, "ports", Table.PORTS, "deviceId", port)
                    .list(device.collection() + "/*/peer_ports", ports, call -> peers(device, call.parentId(0)));
        }
        crud.list("bridges/*/vxlan_ports", ports, call -> {
            state.require(Table.BRIDGES, call.parentId(0));
            return List.of();
        });
    }

    private Collection<Entity> peers(Table deviceTable, String id) {
        Entity device = state.require(deviceTable, id);
        return state.referrers(device, Table.PORTS, "deviceId").stream()
                .flatMap(port -> state.find(Table.PORTS, port.text("peerId")).stream())
                .toList();
    }

    private void policies() {
        Negotiation chain = annotated("Chain-v1");
        crud.listByTenant(Table.CHAINS, annotated("collection.Chain-v1"))
                .create(Table.CHAINS, chain)
                .get(Table.CHAINS, chain)
                .delete(Table.CHAINS);
        Negotiation rule = annotated("Rule-v2");
        crud.get(Table.RULES, rule)
                .delete(Table.RULES)
                .listBelow(Table.CHAINS, "rules", Table.RULES, "chainId", annotated("collection.Rule-v2"))
                .createBelow(Table.CHAINS, "rules", Table.RULES, "chainId", rule);
        Negotiation group = annotatedVendorOnly("IpAddrGroup-v1");
        crud.list(Table.IP_ADDR_GROUPS, annotatedVendorOnly("collection.IpAddrGroup-v1"))
                .create(Table.IP_ADDR_GROUPS, group)
                .get(Table.IP_ADDR_GROUPS, group)
                .delete(Table.IP_ADDR_GROUPS);
        Negotiation portGroup = annotated("PortGroup-v1");
        crud.list("port_groups", annotated("collection.PortGroup-v1"), this::portGroups)
                .create(Table.PORT_GROUPS, portGroup)
                .get(Table.PORT_GROUPS, annotatedVendorOnly("PortGroup-v1"))
                .update(Table.PORT_GROUPS, portGroup)
                .delete(Table.PORT_GROUPS);
    }

    /** {@code tenant_id} and {@code port_id}, and-combined (midonet-api.md 7). */
    private Collection<Entity> portGroups(Call call) {
        String tenant = call.query().getOrDefault("tenant_id", "");
        String port = call.query().getOrDefault("port_id", "");
        Predicate<Entity> ofTenant =
                group -> tenant.isEmpty() || group.text("tenantId").equals(tenant);
        Predicate<Entity> ofPort = group -> port.isEmpty()
                || state.find(Table.PORT_GROUP_PORTS, GroupEndpoints.memberId(group.id(), port))
                        .isPresent();
        return state.all(Table.PORT_GROUPS).stream()
                .filter(ofTenant.and(ofPort))
                .toList();
    }

    private void networks() {
        crud.get(Table.ROUTES, annotated("Route-v1"))
                .delete(Table.ROUTES)
                .createBelow(Table.ROUTERS, "routes", Table.ROUTES, "routerId", annotated("Route-v1"))
                .list("routers/*/routes", explicit("collection.Route-v1"), call -> routes(call.parentId(0)));
        Negotiation peer = annotated("BgpPeer-v1");
        crud.get(Table.BGP_PEERS, peer)
                .update(Table.BGP_PEERS, peer)
                .delete(Table.BGP_PEERS)
                .listBelow(Table.ROUTERS, "bgp_peers", Table.BGP_PEERS, "routerId", annotated("collection.BgpPeer-v1"))
                .createBelow(Table.ROUTERS, "bgp_peers", Table.BGP_PEERS, "routerId", peer);
        Negotiation network = annotated("BgpNetwork-v1");
        Negotiation networks = annotated("collection.BgpNetwork-v1");
        crud.get(Table.BGP_NETWORKS, network)
                .delete(Table.BGP_NETWORKS)
                .listBelow(Table.ROUTERS, "bgp_networks", Table.BGP_NETWORKS, "routerId", networks)
                .createBelow(Table.ROUTERS, "bgp_networks", Table.BGP_NETWORKS, "routerId", network);
    }

    /** Those of the router, then of each port in the order of ports, then what ports learned (midonet-api.md 10.8). */
    private Collection<Entity> routes(String routerId) {
        Entity router = engine.state().require(Table.ROUTERS, routerId);
        List<Entity> own = state.referrers(router, Table.ROUTES, "routerId").stream()
                .filter(route -> !route.has("nextHopPort"))
                .toList();
        List<Entity> ofPorts = state.referrers(router, Table.PORTS, "deviceId").stream()
                .flatMap(port -> state.referrers(port, Table.ROUTES, "nextHopPort").stream())
                .toList();
        Stream<Entity> configured = ofPorts.stream().filter(route -> !isLearned(route));
        Stream<Entity> learned = ofPorts.stream().filter(Endpoints::isLearned);
        return Stream.of(own.stream(), configured, learned)
                .flatMap(routes -> routes)
                .toList();
    }

    private static boolean isLearned(Entity route) {
        return route.get("learned").booleanValue();
    }
}
