// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** Which nodes of a graph lie on circles with each other, by Tarjan's algorithm; without recursion, as plans are deep. */
final class StrongComponents {
    private static final int UNSEEN = -1;

    private final int[] nexts;
    private final int[] targets;
    private final int[] seen;
    private final int[] lowest;
    private final int[] components;
    /** For each node on the way, the edge to follow next. */
    private final int[] cursors;

    private final Deque<Integer> way = new ArrayDeque<>();
    private final Deque<Integer> open = new ArrayDeque<>();
    private int count;
    private int found;

    private StrongComponents(int[] heads, int[] nexts, int[] targets, int size) {
        this.nexts = nexts;
        this.targets = targets;
        this.cursors = Arrays.copyOf(heads, size);
        this.seen = new int[size];
        this.lowest = new int[size];
        this.components = new int[size];
        Arrays.fill(seen, UNSEEN);
        Arrays.fill(components, UNSEEN);
    }

    /**
     * Numbers the nodes' components; two nodes lie on a circle exactly if they have the same.
     *
     * @param heads for each node, its first edge; -1 for none
     * @param nexts for each edge, the next one of the same node; -1 for none
     * @param targets for each edge, where it leads
     * @param size how many nodes there are
     */
    static int[] of(int[] heads, int[] nexts, int[] targets, int size) {
        StrongComponents components = new StrongComponents(heads, nexts, targets, size);
        for (int node = 0; node < size; node++) {
            if (components.seen[node] == UNSEEN) {
                components.walk(node);
            }
        }
        return components.components;
    }

    private void walk(int start) {
        enter(start);
        while (!way.isEmpty()) {
            int node = way.element();
            int edge = cursors[node];
            if (edge < 0) {
                leave(way.remove());
                continue;
            }
            cursors[node] = nexts[edge];
            int target = targets[edge];
            if (seen[target] == UNSEEN) {
                enter(target);
            } else if (components[target] == UNSEEN) {
                lowest[node] = Math.min(lowest[node], seen[target]);
            }
        }
    }

    private void enter(int node) {
        seen[node] = lowest[node] = count++;
        way.push(node);
        open.push(node);
    }

    private void leave(int node) {
        if (lowest[node] == seen[node]) {
            int member;
            do {
                member = open.pop();
                components[member] = found;
            } while (member != node);
            found++;
        }
        if (!way.isEmpty()) {
            int before = way.element();
            lowest[before] = Math.min(lowest[before], lowest[node]);
        }
    }
}
