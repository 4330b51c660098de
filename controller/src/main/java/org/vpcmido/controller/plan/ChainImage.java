// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vpcmido.midonet.resource.Key;

/**
 * What stands in a chain while it is being rewritten. A rule goes directly behind its last predecessor that is there,
 * so positions stay right when an earlier write to the chain failed, and a new rule comes before the old ones that it
 * replaces. Mutable: tell it each write that took effect.
 */
public final class ChainImage {
    private final List<Key> present;
    private final Set<Key> standing;
    private final List<Key> wanted;
    private final Map<Key, Integer> ranks;

    public ChainImage(RuleOrder order) {
        this.present = new ArrayList<>(order.present());
        this.standing = new HashSet<>(order.present());
        this.wanted = order.wanted();
        this.ranks = new HashMap<>();
        for (int rank = 0; rank < wanted.size(); rank++) {
            ranks.put(wanted.get(rank), rank);
        }
    }

    /**
     * Where to insert a wanted rule now, from 1.
     *
     * @throws IllegalArgumentException if the rule is not wanted in this chain
     */
    public int position(Key rule) {
        Integer rank = ranks.get(rule);
        if (rank == null) {
            throw new IllegalArgumentException(rule + " is not wanted in its chain");
        }
        for (int before = rank - 1; before >= 0; before--) {
            if (standing.contains(wanted.get(before))) {
                return present.lastIndexOf(wanted.get(before)) + 2;
            }
        }
        return 1;
    }

    /** The rule now stands at that position, from 1. */
    public void inserted(Key rule, int position) {
        present.add(position - 1, rule);
        standing.add(rule);
    }

    /** The rule is gone. */
    public void removed(Key rule) {
        present.remove(rule);
        standing.remove(rule);
    }

    /** The rules in order of their positions. */
    public List<Key> present() {
        return List.copyOf(present);
    }
}
