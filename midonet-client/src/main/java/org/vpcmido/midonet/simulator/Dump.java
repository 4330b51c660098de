// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** The whole state as JSON: by parent and position or natural key, where there is one, else by id. */
final class Dump {
    /** How many resources are written in one go. */
    private static final int BATCH = 2_000;

    private static final String BINDINGS = "host_interface_ports";

    /** The members in order, and what each is sorted by. */
    private static final Map<Table, List<String>> ORDER = new LinkedHashMap<>();

    static {
        ORDER.put(Table.ROUTERS, List.of(Schema.ID));
        ORDER.put(Table.BRIDGES, List.of(Schema.ID));
        ORDER.put(Table.PORTS, List.of("deviceId", Schema.ID));
        ORDER.put(Table.ROUTES, List.of("routerId", Schema.ID));
        ORDER.put(Table.CHAINS, List.of(Schema.ID));
        ORDER.put(Table.RULES, List.of("chainId", "position"));
        ORDER.put(Table.IP_ADDR_GROUPS, List.of(Schema.ID));
        ORDER.put(Table.IP_ADDR_GROUP_ADDRS, List.of("ipAddrGroupId", "addr"));
        ORDER.put(Table.PORT_GROUPS, List.of(Schema.ID));
        ORDER.put(Table.PORT_GROUP_PORTS, List.of("portGroupId", "portId"));
        ORDER.put(Table.DHCP_SUBNETS, List.of("bridgeId", "subnetPrefix", "subnetLength"));
        ORDER.put(Table.DHCP_HOSTS, List.of("bridgeId", "subnetPath", "macAddr"));
        ORDER.put(Table.ARP_TABLE, List.of("bridgeId", "ip", "mac"));
        ORDER.put(Table.MAC_TABLE, List.of("bridgeId", "vlanId", "macAddr", "portId"));
        ORDER.put(Table.HOSTS, List.of(Schema.ID));
        ORDER.put(Table.TUNNEL_ZONES, List.of(Schema.ID));
        ORDER.put(Table.TUNNEL_ZONE_HOSTS, List.of("tunnelZoneId", "hostId"));
        ORDER.put(Table.BGP_PEERS, List.of("routerId", Schema.ID));
        ORDER.put(Table.BGP_NETWORKS, List.of("routerId", Schema.ID));
    }

    private final State state;
    private final Renderer renderer;

    Dump(State state, Renderer renderer) {
        this.state = state;
        this.renderer = renderer;
    }

    /** The text in pieces, since of a large cloud it is hundreds of megabytes. */
    List<Buffer> pieces(String base) {
        List<Buffer> pieces = new ArrayList<>();
        pieces.add(Buffer.buffer("{"));
        visit(base, (member, list) -> {
            String separator = pieces.size() == 1 ? "" : ",\n";
            pieces.add(Buffer.buffer(separator + "\"" + member + "\":[\n"));
            pieces.addAll(list);
            pieces.add(Buffer.buffer("]"));
        });
        pieces.add(Buffer.buffer("}\n"));
        return pieces;
    }

    private void visit(String base, BiConsumer<String, List<Buffer>> member) {
        ORDER.forEach((table, properties) -> {
            member.accept(table.collection(), batches(sorted(table, properties), base));
            if (table == Table.HOSTS) {
                member.accept(BINDINGS, bindings(base));
            }
        });
    }

    private List<Entity> sorted(Table table, List<String> properties) {
        List<Entity> sorted = new ArrayList<>(state.all(table));
        Comparator<Entity> order = properties.stream()
                .map(Dump::by)
                .reduce(Comparator::thenComparing)
                .orElseThrow();
        sorted.sort(order);
        return sorted;
    }

    private static Comparator<Entity> by(String property) {
        return (one, other) -> {
            JsonNode left = one.get(property);
            JsonNode right = other.get(property);
            return left.isNumber() && right.isNumber()
                    ? Long.compare(left.longValue(), right.longValue())
                    : left.asText().compareTo(right.asText());
        };
    }

    private List<Buffer> batches(List<Entity> entities, String base) {
        List<Buffer> batches = new ArrayList<>();
        for (int from = 0; from < entities.size(); from += BATCH) {
            List<Entity> batch = entities.subList(from, Math.min(from + BATCH, entities.size()));
            Buffer text = Buffer.buffer();
            for (Entity entity : batch) {
                text.appendString(from == 0 && text.length() == 0 ? "" : ",\n");
                text.appendBuffer(renderer.one(entity, base));
            }
            batches.add(text);
        }
        return batches;
    }

    private List<Buffer> bindings(String base) {
        Buffer text = Buffer.buffer();
        for (Entity host : sorted(Table.HOSTS, List.of(Schema.ID))) {
            List<Entity> bound = new ArrayList<>(state.referrers(host, Table.PORTS, "hostId"));
            bound.removeIf(port -> !Bindings.isBound(port));
            bound.sort(by(Schema.ID));
            for (Entity port : bound) {
                text.appendString(text.length() == 0 ? "" : ",\n");
                text.appendBuffer(renderer.tree(Bindings.of(port, base), base));
            }
        }
        return List.of(text);
    }
}
