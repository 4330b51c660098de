// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Optional;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;

/** DHCP subnets and their hosts (midonet-api.md 10.12, 10.13; midonet-observed.md 4). */
final class DhcpEndpoints {
    private static final String SUBNET = "bridges/*/dhcp/*";
    private static final String HOST = "bridges/*/dhcp/*/hosts/*";

    private final Engine engine;
    private final State state;
    private final Personality release;

    private DhcpEndpoints(Engine engine, Personality release) {
        this.engine = engine;
        this.state = engine.state();
        this.release = release;
    }

    static void add(PathTree tree, Engine engine, Crud crud, Personality release) {
        DhcpEndpoints dhcp = new DhcpEndpoints(engine, release);
        dhcp.subnets(tree, crud);
        dhcp.hosts(tree, crud);
    }

    private void subnets(PathTree tree, Crud crud) {
        Negotiation single = Negotiation.explicit("DhcpSubnet-v2");
        Negotiation list = Negotiation.explicitVendorOnly("collection.DhcpSubnet-v2");
        crud.listBelow(Table.BRIDGES, "dhcp", Table.DHCP_SUBNETS, "bridgeId", list)
                .make("bridges/*/dhcp", single, this::addSubnet)
                .show(SUBNET, single, call -> findSubnet(call).orElseThrow(() -> Refusal.empty(404)));
        tree.on("PUT", SUBNET, call -> {
                    single.requireContent(call.contentType());
                    updateSubnet(requireSubnet(call), call.json());
                    return Answer.empty(204);
                })
                .on("DELETE", SUBNET, call -> {
                    state.remove(requireSubnet(call));
                    return Answer.empty(204);
                });
    }

    private void hosts(PathTree tree, Crud crud) {
        Negotiation single = Negotiation.explicit("DhcpHost-v2");
        Negotiation list = Negotiation.explicitVendorOnly("collection.DhcpHost-v2");
        crud.list(
                        "bridges/*/dhcp/*/hosts",
                        list,
                        call -> state.referrers(requireSubnet(call), Table.DHCP_HOSTS, "subnetId"))
                .make("bridges/*/dhcp/*/hosts", single, this::addHost)
                .show(HOST, single, this::requireHost);
        tree.on("PUT", HOST, call -> {
                    single.requireContent(call.contentType());
                    Entity host = requireHost(call);
                    Entity draft = Drafts.updateUnchecked(host, call.json());
                    requireMac(draft.text("macAddr"));
                    state.replace(host, draft);
                    return Answer.empty(204);
                })
                .on("DELETE", HOST, call -> {
                    state.remove(requireHost(call));
                    return Answer.empty(204);
                });
    }

    private Entity addSubnet(Call call) {
        Entity draft = Drafts.create(engine.catalogue().of(Table.DHCP_SUBNETS), call.json());
        Entity bridge = state.require(Table.BRIDGES, call.parentId(0));
        for (JsonNode address : draft.get("dnsServerAddrs")) {
            if (Ipv4.parse(address.asText()).isEmpty()) {
                throw Refusal.html("java.lang.IllegalArgumentException: " + address.asText());
            }
        }
        String path = path(draft);
        if (release.isStrict() && findSubnet(bridge, path).isPresent()) {
            throw Refusal.of(
                    409, "The specified DHCP subnet(" + path.replace('_', '/') + ") already exists on this bridge.");
        }
        draft.set(Schema.ID, engine.allocator().nextId());
        draft.set("bridgeId", bridge.id());
        state.add(draft);
        return draft;
    }

    private void updateSubnet(Entity subnet, ObjectNode body) {
        state.replace(subnet, Drafts.updateUnchecked(subnet, body));
        List.copyOf(state.referrers(subnet, Table.DHCP_HOSTS, "subnetId"))
                .forEach(host -> state.set(host, "subnetPath", TextNode.valueOf(path(subnet))));
    }

    private Entity addHost(Call call) {
        Entity draft = Drafts.create(engine.catalogue().of(Table.DHCP_HOSTS), call.json());
        requireMac(draft.text("macAddr"));
        Entity subnet = requireSubnet(call);
        findHost(subnet, draft.text("macAddr")).ifPresent(taken -> {
            throw Refusal.of(
                    409,
                    "Subnet " + path(subnet).replace('_', '/') + " on bridge " + subnet.text("bridgeId")
                            + " already has a host with MAC address " + draft.text("macAddr") + ".");
        });
        draft.set(Schema.ID, engine.allocator().nextId());
        draft.set("bridgeId", subnet.get("bridgeId"));
        draft.set("subnetId", subnet.id());
        draft.set("subnetPath", path(subnet));
        state.add(draft);
        return draft;
    }

    /** The address is parsed outside validation, so that a bad one is an unexpected error. */
    private static void requireMac(String mac) {
        if (!Constraint.MAC.matcher(mac).matches()) {
            throw Refusal.html("java.lang.IllegalArgumentException: '" + mac + "' is not a MAC address");
        }
    }

    private Optional<Entity> findSubnet(Call call) {
        String path = call.argument(1);
        if (Cidr.parse(path.replace('_', '/')).isEmpty()) {
            throw Refusal.html("java.lang.IllegalArgumentException: " + path);
        }
        return findSubnet(state.require(Table.BRIDGES, call.parentId(0)), path);
    }

    private Optional<Entity> findSubnet(Entity bridge, String path) {
        return state.referrers(bridge, Table.DHCP_SUBNETS, "bridgeId").stream()
                .filter(subnet -> path(subnet).equals(path))
                .findFirst();
    }

    private Entity requireSubnet(Call call) {
        return findSubnet(call).orElseThrow(() -> missing(call));
    }

    /** The message speaks of the subnet even where only the host is missing. */
    private Entity requireHost(Call call) {
        Entity subnet = requireSubnet(call);
        requireMac(call.argument(2));
        return findHost(subnet, call.argument(2)).orElseThrow(() -> missing(call));
    }

    private Optional<Entity> findHost(Entity subnet, String mac) {
        return state.referrers(subnet, Table.DHCP_HOSTS, "subnetId").stream()
                .filter(host -> host.text("macAddr").equalsIgnoreCase(mac))
                .findFirst();
    }

    private static Refusal missing(Call call) {
        return Refusal.of(
                404,
                "Network " + call.argument(0) + " does not have a subnet with address "
                        + call.argument(1).replace('_', '/') + ".");
    }

    private static String path(Entity subnet) {
        return subnet.text("subnetPrefix") + "_" + subnet.text("subnetLength");
    }
}
