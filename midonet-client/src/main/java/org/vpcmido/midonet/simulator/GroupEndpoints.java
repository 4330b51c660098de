// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Members of address groups and of port groups (midonet-api.md 10.15, 10.18). */
final class GroupEndpoints {
    private final Engine engine;
    private final State state;
    private final Personality release;

    private GroupEndpoints(Engine engine, Personality release) {
        this.engine = engine;
        this.state = engine.state();
        this.release = release;
    }

    static void add(PathTree tree, Engine engine, Crud crud, Personality release) {
        new GroupEndpoints(engine, release).add(tree, crud);
    }

    /** The key of a member below its group. */
    static String memberId(String groupId, String member) {
        return groupId + "/" + member;
    }

    private void add(PathTree tree, Crud crud) {
        Negotiation addresses =
                Negotiation.explicitVendorOnly("collection.IpAddrGroupAddr-v1").orNotAllowed();
        Negotiation newAddress =
                Negotiation.explicitVendorOnly("IpAddrGroupAddr-v1").orNotAllowed();
        String address = "ip_addr_groups/*/versions/*/ip_addrs/*";
        crud.listBelow(Table.IP_ADDR_GROUPS, "ip_addrs", Table.IP_ADDR_GROUP_ADDRS, "ipAddrGroupId", addresses)
                .show(address, Negotiation.explicitVendorOnly("IpAddrGroupAddr-v1"), this::requireAddress);
        tree.on("POST", "ip_addr_groups/*/ip_addrs", call -> {
                    newAddress.requireContent(call.contentType());
                    return addAddress(call);
                })
                .on("DELETE", address, call -> {
                    state.require(Table.IP_ADDR_GROUPS, call.parentId(0));
                    state.find(Table.IP_ADDR_GROUP_ADDRS, addressId(call)).ifPresent(state::remove);
                    return Answer.empty(204);
                });
        Negotiation member = Negotiation.explicit("PortGroupPort-v1");
        Negotiation members = Negotiation.explicit("collection.PortGroupPort-v1");
        crud.listBelow(Table.PORT_GROUPS, "ports", Table.PORT_GROUP_PORTS, "portGroupId", members)
                .show("port_groups/*/ports/*", member, this::requirePort)
                .make("port_groups/*/ports", member, this::addPort);
        tree.on("DELETE", "port_groups/*/ports/*", call -> {
            removePort(call);
            return Answer.empty(204);
        });
    }

    private Answer addAddress(Call call) {
        ObjectNode body = call.json();
        String version = Catalogue.discriminator(body, "version", "IpAddrGroupAddr");
        if (!version.equals("4") && !version.equals("6")) {
            throw Refusal.of(400, "Could not resolve type id '" + version + "' into a subtype of IpAddrGroupAddr");
        }
        Entity draft = Drafts.create(engine.catalogue().of(Table.IP_ADDR_GROUP_ADDRS), body);
        if (!draft.has("addr")) {
            throw Refusal.html("java.lang.NullPointerException");
        }
        String given = draft.text("addr");
        String addr = IpText.canonical(given);
        Entity group = state.require(Table.IP_ADDR_GROUPS, call.parentId(0));
        draft.set("addr", addr);
        draft.set("version", IntNode.valueOf(IpText.version(addr)));
        draft.set("ipAddrGroupId", group.id());
        draft.set(Schema.ID, memberId(group.id(), addr));
        if (state.find(Table.IP_ADDR_GROUP_ADDRS, draft.id()).isEmpty()) {
            state.add(draft);
        } else if (release.isStrict()) {
            throw Refusal.of(409, "IP address group already contains IP " + addr + ".");
        }
        // The Location has the address as it was sent (midonet-observed.md 4).
        return Answer.created(call.base() + "ip_addr_groups/" + group.id() + "/versions/" + draft.text("version")
                + "/ip_addrs/" + URLEncoder.encode(given, StandardCharsets.UTF_8));
    }

    private static String addressId(Call call) {
        String version = call.argument(1);
        if (!version.equals("4") && !version.equals("6")) {
            throw Refusal.of(400, "Invalid IP version: " + version);
        }
        return memberId(call.parentId(0), IpText.canonical(call.argument(2)));
    }

    private Entity requireAddress(Call call) {
        Entity group = state.require(Table.IP_ADDR_GROUPS, call.parentId(0));
        return state.find(Table.IP_ADDR_GROUP_ADDRS, addressId(call))
                .orElseThrow(() -> Refusal.of(
                        404, "IP address group " + group.id() + " does not contain IP " + call.argument(2) + "."));
    }

    private Entity addPort(Call call) {
        Entity draft = Drafts.create(engine.catalogue().of(Table.PORT_GROUP_PORTS), call.json());
        Entity group = state.require(Table.PORT_GROUPS, call.parentId(0));
        Entity port = state.require(Table.PORTS, draft.text("portId"));
        draft.set("portGroupId", group.id());
        draft.set(Schema.ID, memberId(group.id(), port.id()));
        if (state.find(Table.PORT_GROUP_PORTS, draft.id()).isPresent()) {
            throw Refusal.empty(409);
        }
        state.add(draft);
        return draft;
    }

    private Entity requirePort(Call call) {
        state.require(Table.PORT_GROUPS, call.parentId(0));
        state.require(Table.PORTS, call.parentId(1));
        return state.find(Table.PORT_GROUP_PORTS, memberId(call.argument(0), call.argument(1)))
                .orElseThrow(() -> Refusal.empty(404));
    }

    /** Not a member: 404 while the port exists, 204 when it does not (midonet-api.md 10.15). */
    private void removePort(Call call) {
        String groupId = call.parentId(0);
        String portId = call.parentId(1);
        state.find(Table.PORT_GROUP_PORTS, memberId(groupId, portId)).ifPresentOrElse(state::remove, () -> {
            if (state.find(Table.PORTS, portId).isPresent()) {
                throw Refusal.empty(404);
            }
        });
    }
}
