// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The root document, the system state and tenants (midonet-api.md 9, 10.1, 10.2). */
final class SystemEndpoints {
    private static final String[] TEMPLATES_ONLY = {
        "bgpNetwork", "bgp_networks", "bgpPeer", "bgp_peers", "route", "routes", "rule", "rules"
    };
    private static final String[] QOS_TEMPLATES = {
        "qosBwLimitRule", "qos_bw_limit_rules", "qosDscpRule", "qos_dscp_rules"
    };
    /** Key of the collection, key of the template without its ending, path. */
    private static final String[] COLLECTIONS = {
        "bridges", "bridge", "bridges",
        "chains", "chain", "chains",
        "healthMonitors", "healthMonitor", "health_monitors",
        "hosts", "host", "hosts",
        "ipAddrGroups", "ipAddrGroup", "ip_addr_groups",
        "l2insertions", "l2Insertion", "l2insertions",
        "loadBalancers", "loadBalancer", "load_balancers",
        "mirrors", "mirror", "mirrors",
        "poolMembers", "poolMember", "pool_members",
        "pools", "pool", "pools",
        "portGroups", "portGroup", "port_groups",
        "ports", "port", "ports",
        "routers", "router", "routers",
        "tenants", "tenant", "tenants",
        "traceRequests", "traceRequest", "traces",
        "tunnelZones", "tunnelZone", "tunnel_zones",
        "vips", "vip", "vips",
        "vteps", "vtep", "vteps"
    };

    private static final String[] CONTAINERS = {
        "serviceContainerGroups", "serviceContainerGroup", "service_container_groups",
        "serviceContainers", "serviceContainer", "service_containers"
    };
    private static final String[] QOS = {"qosPolicies", "qosPolicy", "qos_policies"};

    private SystemEndpoints() {}

    static void add(PathTree tree, Renderer renderer, Personality release) {
        Negotiation root = Negotiation.explicitJsonFirst("Application-v5").orNotAllowed();
        tree.on("GET", "", call -> {
            String type = root.accept(call.accept());
            return Answer.ok(type, renderer.tree(root(call.base(), release), call.base()));
        });
        Negotiation state = Negotiation.explicitJsonFirst("SystemState-v2");
        tree.on("GET", "system_state", call -> {
            String type = state.accept(call.accept());
            return Answer.ok(type, renderer.tree(systemState(), call.base()));
        });
        tenants(tree, renderer);
    }

    private static ObjectNode root(String base, Personality release) {
        ObjectNode root = Json.MAPPER.createObjectNode();
        root.put("uri", "");
        root.put("version", "v5.0");
        templates(root, base, TEMPLATES_ONLY);
        collections(root, base, COLLECTIONS);
        root.put("neutron", base + "neutron");
        root.put("systemState", base + "system_state");
        if (release.atLeast(Personality.V5_2)) {
            collections(root, base, CONTAINERS);
        }
        if (release.atLeast(Personality.V5_4)) {
            templates(root, base, QOS_TEMPLATES);
            collections(root, base, QOS);
        }
        return root;
    }

    private static void templates(ObjectNode root, String base, String[] pairs) {
        for (int i = 0; i < pairs.length; i += 2) {
            root.put(pairs[i] + "Template", base + pairs[i + 1] + "/{id}");
        }
    }

    private static void collections(ObjectNode root, String base, String[] triples) {
        for (int i = 0; i < triples.length; i += 3) {
            root.put(triples[i], base + triples[i + 2]);
            root.put(triples[i + 1] + "Template", base + triples[i + 2] + "/{id}");
        }
    }

    private static ObjectNode systemState() {
        return Json.MAPPER
                .createObjectNode()
                .put("state", "ACTIVE")
                .put("availability", "READWRITE")
                .put("version", "5.0.0")
                .putNull("information");
    }

    private static void tenants(PathTree tree, Renderer renderer) {
        Negotiation list = Negotiation.explicitVendorOnly("collection.Tenant-v2");
        Negotiation single = Negotiation.explicitVendorOnly("Tenant-v2");
        Operation refusal = call -> {
            throw Refusal.of(405, "Tenants cannot be created, updated or deleted via the REST API.");
        };
        tree.on("GET", "tenants", call -> {
                    String type = list.accept(call.accept());
                    return Answer.ok(
                            type,
                            renderer.tree(
                                    Json.MAPPER.createArrayNode().add(tenant("admin", call.base())), call.base()));
                })
                .on("GET", "tenants/*", call -> {
                    String type = single.accept(call.accept());
                    return Answer.ok(type, renderer.tree(tenant(call.argument(0), call.base()), call.base()));
                })
                .on("POST", "tenants", refusal)
                .on("PUT", "tenants/*", refusal)
                .on("DELETE", "tenants/*", refusal);
    }

    /** Any name is a tenant with the mock provider. */
    private static ObjectNode tenant(String id, String base) {
        ObjectNode tenant = Json.MAPPER.createObjectNode();
        tenant.put("id", id).put("name", id).put("description", id).put("enabled", true);
        tenant.put("uri", "tenants/" + id);
        tenant.put("routers", base + "routers?tenant_id=" + id);
        tenant.put("bridges", base + "bridges?tenant_id=" + id);
        tenant.put("chains", base + "chains?tenant_id=" + id);
        tenant.put("portGroups", base + "port_groups?tenant_id=" + id);
        return tenant;
    }
}
