// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Resource;

/**
 * The changes of a plan as nodes of its graph. A resource that MidoNet deletes along with another one is not written:
 * its deletion is that of the other one.
 */
final class Written {
    final ChangeGraph graph;
    final List<Resource> implied = new ArrayList<>();
    private final Map<Key, Integer> creations = new HashMap<>();
    private final Map<Key, Integer> updates = new HashMap<>();
    private final Map<Key, Integer> deletions = new HashMap<>();
    private final Map<Key, Key> roots = new HashMap<>();

    /**
     * @param explicit keys whose deletion is written although something else would take them with it
     */
    Written(Difference difference, Predicate<Key> explicit) {
        List<Change> changes = new ArrayList<>();
        for (Change.Delete deletion : difference.deletions.values()) {
            if (root(deletion.key(), difference, explicit).equals(deletion.key())) {
                changes.add(deletion);
            } else {
                implied.add(deletion.subject());
            }
        }
        changes.addAll(difference.updates.values());
        changes.addAll(difference.creations.values());
        graph = new ChangeGraph(changes);
        for (Change change : changes) {
            change.match(c -> creations, u -> updates, d -> deletions).put(change.key(), graph.node(change));
        }
    }

    private Key root(Key key, Difference difference, Predicate<Key> explicit) {
        Key known = roots.get(key);
        if (known != null) {
            return known;
        }
        Change.Delete deletion = difference.deletions.get(key);
        Key root = key;
        if (deletion != null && !explicit.test(key)) {
            root = Cascade.goesWith(deletion.subject()).stream()
                    .filter(difference.deletions::containsKey)
                    .sorted()
                    .findFirst()
                    .map(owner -> root(owner, difference, explicit))
                    .orElse(key);
        }
        roots.put(key, root);
        return root;
    }

    OptionalInt creation(Key key) {
        return node(creations.get(key));
    }

    OptionalInt update(Key key) {
        return node(updates.get(key));
    }

    /** The deletion that takes {@code key} away: its own, or that of what it goes with. */
    OptionalInt deletion(Key key) {
        Key root = roots.get(key);
        return root == null ? OptionalInt.empty() : node(deletions.get(root));
    }

    /** The deletion of {@code key} itself, if it is written. */
    OptionalInt ownDeletion(Key key) {
        return node(deletions.get(key));
    }

    boolean isImplied(Key key) {
        Key root = roots.get(key);
        return root != null && !root.equals(key);
    }

    private static OptionalInt node(@Nullable Integer node) {
        return node == null ? OptionalInt.empty() : OptionalInt.of(node);
    }
}
