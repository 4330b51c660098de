// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every resource, and who refers to whom. Finding children, holders of a reference and a rule's place in its chain
 * takes no search, whatever the size. Confined to one context: no locks.
 */
final class State {
    /** The property whose index is a sequence: rules of a chain stand in order. */
    private static final String CHAIN = "chainId";

    private static final String POSITION = "position";

    /** One way to refer: a property of the resources of a table. */
    private record Via(Table table, String field) {}

    private final Map<Table, Map<String, Entity>> tables = new EnumMap<>(Table.class);
    private final Map<Table, Map<String, Map<Via, List<Entity>>>> referrers = new EnumMap<>(Table.class);
    private final Runnable agentsChanged;

    /**
     * An empty state.
     *
     * @param agentsChanged runs whenever a host or a port is another, of whose agents someone keeps track
     */
    State(Runnable agentsChanged) {
        this.agentsChanged = agentsChanged;
        for (Table table : Table.values()) {
            tables.put(table, new LinkedHashMap<>());
            referrers.put(table, new HashMap<>());
        }
    }

    Optional<Entity> find(Table table, String id) {
        return Optional.ofNullable(rows(table).get(id));
    }

    /** The resource, or the refusal that names what there is not. */
    Entity require(Table table, String id) {
        return find(table, id).orElseThrow(() -> Refusal.missing(table, id));
    }

    Collection<Entity> all(Table table) {
        return Collections.unmodifiableCollection(rows(table).values());
    }

    /** Who names {@code target} in {@code field}, in order of creation; rules in the order of their chain. */
    List<Entity> referrers(Entity target, Table table, String field) {
        Map<Via, List<Entity>> ways = rowReferrers(target.table()).get(target.id());
        return ways == null
                ? List.of()
                : Collections.unmodifiableList(ways.getOrDefault(new Via(table, field), List.of()));
    }

    /** Stores a resource. A rule goes to its {@code position}, and those behind it move back. */
    void add(Entity entity) {
        rows(entity.table()).put(entity.id(), entity);
        entity.schema().references().forEach(reference -> index(entity, reference));
        changed(entity);
    }

    void set(Entity entity, String field, JsonNode value) {
        Optional<Reference> reference = entity.schema().references().stream()
                .filter(each -> each.field().equals(field))
                .findFirst();
        reference.ifPresent(each -> unindex(entity, each));
        entity.set(field, value);
        reference.ifPresent(each -> index(entity, each));
        changed(entity);
    }

    /** Gives {@code entity} all values of {@code draft}. */
    void replace(Entity entity, Entity draft) {
        List<Field> fields = entity.schema().fields();
        for (int i = 0; i < fields.size(); i++) {
            if (!entity.at(i).equals(draft.at(i))) {
                set(entity, fields.get(i).name(), draft.at(i));
            }
        }
    }

    /** Deletes with all that hangs on it; whoever merely refers to it forgets it (midonet-api.md 8). */
    void remove(Entity entity) {
        if (!rows(entity.table()).remove(entity.id(), entity)) {
            return; // Reached a second time through a cycle of references, such as a chain that jumps to itself.
        }
        entity.schema().references().forEach(reference -> unindex(entity, reference));
        Map<Via, List<Entity>> ways = rowReferrers(entity.table()).remove(entity.id());
        if (ways != null) {
            ways.forEach((via, holders) -> List.copyOf(holders).forEach(holder -> forget(holder, via.field())));
        }
        changed(entity);
    }

    private void forget(Entity holder, String field) {
        for (Reference reference : holder.schema().references()) {
            if (reference.field().equals(field)) {
                if (reference.onDelete() == Reference.OnDelete.CASCADE) {
                    remove(holder);
                } else {
                    set(holder, field, NullNode.instance);
                }
            }
        }
    }

    void clear() {
        tables.values().forEach(Map::clear);
        referrers.values().forEach(Map::clear);
        agentsChanged.run();
    }

    private void changed(Entity entity) {
        if (entity.table() == Table.HOSTS || entity.table() == Table.PORTS) {
            agentsChanged.run();
        }
    }

    private void index(Entity entity, Reference reference) {
        if (!entity.has(reference.field())) {
            return;
        }
        List<Entity> holders = rowReferrers(reference.target())
                .computeIfAbsent(entity.text(reference.field()), id -> new HashMap<>(4))
                .computeIfAbsent(new Via(entity.table(), reference.field()), via -> new ArrayList<>(4));
        if (reference.field().equals(CHAIN)) {
            int place = Math.min(Math.max(entity.number(POSITION) - 1, 0), holders.size());
            holders.add(place, entity);
            renumber(holders, place);
        } else {
            holders.add(entity);
        }
    }

    private void unindex(Entity entity, Reference reference) {
        Map<Via, List<Entity>> ways = rowReferrers(reference.target()).get(entity.text(reference.field()));
        List<Entity> holders = ways == null ? null : ways.get(new Via(entity.table(), reference.field()));
        if (holders == null) {
            return;
        }
        if (reference.field().equals(CHAIN)) {
            int place = entity.number(POSITION) - 1;
            holders.remove(place);
            renumber(holders, place);
        } else {
            holders.remove(entity);
        }
    }

    private static void renumber(List<Entity> rules, int from) {
        for (int i = from; i < rules.size(); i++) {
            rules.get(i).set(POSITION, IntNode.valueOf(i + 1));
        }
    }

    private Map<String, Entity> rows(Table table) {
        return tables.getOrDefault(table, Map.of());
    }

    private Map<String, Map<Via, List<Entity>>> rowReferrers(Table table) {
        return referrers.getOrDefault(table, Map.of());
    }
}
