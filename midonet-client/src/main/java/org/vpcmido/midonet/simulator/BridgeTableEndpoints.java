// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import com.fasterxml.jackson.databind.node.IntNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Static entries of a bridge's MAC and ARP tables (midonet-api.md 10.10, 10.11; midonet-observed.md 4). */
final class BridgeTableEndpoints {
    private static final String ALREADY_THERE =
            "org.apache.zookeeper.KeeperException$NodeExistsException: KeeperErrorCode = NodeExists";

    private final Engine engine;
    private final State state;

    private BridgeTableEndpoints(Engine engine) {
        this.engine = engine;
        this.state = engine.state();
    }

    static void add(PathTree tree, Engine engine, Crud crud) {
        BridgeTableEndpoints tables = new BridgeTableEndpoints(engine);
        tables.arp(tree, crud);
        tables.mac(tree, crud, "bridges/*/mac_table", Optional.empty());
        tables.mac(tree, crud, "bridges/*/vlans/*/mac_table", Optional.of(1));
    }

    private void arp(PathTree tree, Crud crud) {
        String entry = "bridges/*/arp_table/*";
        crud.list("bridges/*/arp_table", Negotiation.explicit("collection.IP4Mac-v1"), this::arpEntries)
                .make("bridges/*/arp_table", Negotiation.explicitVendorOnly("IP4Mac-v1"), this::addArp)
                .show(
                        entry,
                        Negotiation.explicit("IP4Mac-v1"),
                        call -> findArp(call).orElseThrow(() -> Refusal.of(404, "Resource not found")));
        tree.on("DELETE", entry, call -> {
            findArp(call).ifPresent(state::remove);
            return Answer.empty(204);
        });
    }

    /** One entry for each address: of several MACs, the first shows (midonet-observed.md 4). */
    private Collection<Entity> arpEntries(Call call) {
        Map<String, Entity> byAddress = new LinkedHashMap<>();
        state.referrers(bridge(call), Table.ARP_TABLE, "bridgeId")
                .forEach(entry -> byAddress.putIfAbsent(entry.text("ip"), entry));
        return byAddress.values();
    }

    private Entity addArp(Call call) {
        Entity draft = Drafts.create(engine.catalogue().of(Table.ARP_TABLE), call.json());
        Entity bridge = bridge(call);
        draft.set("bridgeId", bridge.id());
        draft.set("macPath", draft.text("mac").replace(':', '-'));
        draft.set(Schema.ID, arpId(bridge.id(), draft.text("ip") + "_" + draft.text("macPath")));
        return addNew(draft);
    }

    private Optional<Entity> findArp(Call call) {
        return state.find(Table.ARP_TABLE, arpId(call.parentId(0), call.argument(1)));
    }

    static String arpId(String bridgeId, String path) {
        return bridgeId + "/" + path;
    }

    private void mac(PathTree tree, Crud crud, String table, Optional<Integer> vlanAt) {
        crud.list(table, Negotiation.explicit("collection.MacPort-v2"), call -> macEntries(call, vlan(call, vlanAt)))
                .make(table, Negotiation.explicit("MacPort-v2"), call -> addMac(call, vlan(call, vlanAt)))
                .show(
                        table + "/*",
                        Negotiation.explicit("MacPort-v2"),
                        call -> findMac(call, vlan(call, vlanAt))
                                .orElseThrow(() -> Refusal.of(404, "Resource not found")));
        tree.on("DELETE", table + "/*", call -> {
            findMac(call, vlan(call, vlanAt)).ifPresent(state::remove);
            return Answer.empty(204);
        });
    }

    private static Optional<Integer> vlan(Call call, Optional<Integer> vlanAt) {
        return vlanAt.map(call::argument).map(text -> {
            if (!text.matches("\\d{1,4}")) {
                throw Refusal.empty(404);
            }
            return Integer.valueOf(text);
        });
    }

    private Collection<Entity> macEntries(Call call, Optional<Integer> vlan) {
        return state.referrers(bridge(call), Table.MAC_TABLE, "bridgeId").stream()
                .filter(entry -> vlan.isEmpty() || entry.number("vlanId") == vlan.get())
                .toList();
    }

    private Entity addMac(Call call, Optional<Integer> vlan) {
        Entity draft = Drafts.create(engine.catalogue().of(Table.MAC_TABLE), call.json());
        Entity bridge = bridge(call);
        vlan.ifPresent(number -> draft.set("vlanId", IntNode.valueOf(number)));
        Entity port = state.require(Table.PORTS, draft.text("portId"));
        if (!port.text("deviceId").equals(bridge.id())) {
            throw Refusal.of(400, "Port " + port.id() + " is not a port of bridge " + bridge.id() + ".");
        }
        int tag = port.number("vlanId");
        if (tag != 0 && tag != draft.number("vlanId")) {
            throw Refusal.of(400, "Port " + port.id() + " is for VLAN " + tag + " only.");
        }
        complete(draft, bridge.id());
        return addNew(draft);
    }

    /** Fills in what an entry's URI and key are made of. */
    static void complete(Entity entry, String bridgeId) {
        int vlan = entry.number("vlanId");
        entry.set("bridgeId", bridgeId);
        entry.set("macPath", entry.text("macAddr").replace(':', '-'));
        entry.set("tablePath", vlan == 0 ? "mac_table" : "vlans/" + vlan + "/mac_table");
        entry.set(Schema.ID, macId(bridgeId, vlan, entry.text("macPath") + "_" + entry.text("portId")));
    }

    private Optional<Entity> findMac(Call call, Optional<Integer> vlan) {
        String path = call.argument(call.arguments().size() - 1);
        return state.find(Table.MAC_TABLE, macId(call.parentId(0), vlan.orElse(0), path));
    }

    private static String macId(String bridgeId, int vlan, String path) {
        return bridgeId + "/" + vlan + "/" + path;
    }

    private Entity bridge(Call call) {
        return state.require(Table.BRIDGES, call.parentId(0));
    }

    private Entity addNew(Entity draft) {
        if (state.find(draft.table(), draft.id()).isPresent()) {
            throw Refusal.html(ALREADY_THERE);
        }
        state.add(draft);
        return draft;
    }
}
