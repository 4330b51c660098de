// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.vpcmido.midonet.resource.Key;

/**
 * Which change comes after which. A node is a change, or a gate: a point that many changes reach before many others
 * leave it, which keeps the number of edges linear. An edge either only orders, or also carries: what it leads to must
 * not be written if what it comes from has failed.
 */
final class ChangeGraph {
    private static final int CYCLE_KEYS_SHOWN_MAX = 10;

    private final List<Change> changes;
    private final IdentityHashMap<Change, Integer> numbers = new IdentityHashMap<>();
    private final List<Key> names = new ArrayList<>();
    private final List<Key> lanes = new ArrayList<>();
    private int[] heads;
    private int[] nexts = new int[64];
    private int[] targets = new int[64];
    private boolean[] carries = new boolean[64];
    private int edges;
    private final List<Wish> wishes = new ArrayList<>();

    /** An edge that is left out where it would close a circle. */
    private record Wish(int first, int later) {}

    ChangeGraph(List<Change> changes) {
        this.changes = List.copyOf(changes);
        this.heads = new int[Math.max(16, changes.size() * 2)];
        Arrays.fill(heads, -1);
        for (Change change : this.changes) {
            numbers.put(change, names.size());
            names.add(change.key());
            lanes.add(change.lane());
        }
    }

    int node(Change change) {
        Integer number = numbers.get(change);
        if (number == null) {
            throw new IllegalArgumentException(change.key() + " is not in the plan");
        }
        return number;
    }

    /** A gate that changes of all lanes may pass. */
    int gate(Key name) {
        return laneGate(name, name.child("gate"));
    }

    /** A gate within one lane; only changes of that lane may lead to it. */
    int laneGate(Key name, Key lane) {
        int gate = names.size();
        names.add(name);
        lanes.add(lane);
        if (gate >= heads.length) {
            int from = heads.length;
            heads = Arrays.copyOf(heads, from * 2);
            Arrays.fill(heads, from, heads.length, -1);
        }
        return gate;
    }

    /** {@code later} comes after {@code first}, and not at all if that fails. */
    void standsOn(int later, int first) {
        edge(first, later, true);
    }

    /** {@code later} comes after {@code first}, whatever becomes of that. */
    void follows(int later, int first) {
        edge(first, later, false);
    }

    /** {@code later} is to come after {@code first} if nothing else makes it come before ({@link #grantWishes}). */
    void wish(int later, int first) {
        wishes.add(new Wish(first, later));
    }

    /**
     * Wishes become edges, but for those in a circle: of wishes that contradict each other, or what is demanded, none is
     * granted. Linear in nodes, edges and wishes.
     */
    void grantWishes() {
        if (wishes.isEmpty()) {
            return;
        }
        int demanded = edges;
        wishes.forEach(wish -> follows(wish.later(), wish.first()));
        int[] circles = StrongComponents.of(heads, nexts, targets, size());
        for (int wish = wishes.size() - 1; wish >= 0; wish--) {
            heads[wishes.get(wish).first()] = nexts[demanded + wish]; // The newest edge of a node is its first.
        }
        edges = demanded;
        wishes.stream()
                .filter(wish -> circles[wish.first()] != circles[wish.later()])
                .forEach(wish -> follows(wish.later(), wish.first()));
        wishes.clear();
    }

    private void edge(int from, int to, boolean carrying) {
        if (edges == targets.length) {
            nexts = Arrays.copyOf(nexts, edges * 2);
            targets = Arrays.copyOf(targets, edges * 2);
            carries = Arrays.copyOf(carries, edges * 2);
        }
        targets[edges] = to;
        carries[edges] = carrying;
        nexts[edges] = heads[from];
        heads[from] = edges++;
    }

    int size() {
        return names.size();
    }

    /** For every node, whether one of {@code goals} can be reached from it. */
    boolean[] leadingTo(boolean[] goals) {
        int[] order = topologicalOrder();
        boolean[] leading = goals.clone();
        for (int at = order.length - 1; at >= 0; at--) {
            for (int edge = heads[order[at]]; edge >= 0 && !leading[order[at]]; edge = nexts[edge]) {
                leading[order[at]] = leading[targets[edge]];
            }
        }
        return leading;
    }

    /** For every node, whether it can be reached from one of {@code starts}. */
    boolean[] reachableFrom(boolean[] starts) {
        boolean[] reached = starts.clone();
        for (int node : topologicalOrder()) {
            for (int edge = heads[node]; edge >= 0 && reached[node]; edge = nexts[edge]) {
                reached[targets[edge]] = true;
            }
        }
        return reached;
    }

    /** Whatever a key of {@code earlier} comes after, its value is to come after, too, if it can. */
    void wishAlike(Map<Integer, Integer> earlier) {
        for (int from = 0; from < size() && !earlier.isEmpty(); from++) {
            for (int edge = heads[from]; edge >= 0; edge = nexts[edge]) {
                Integer alike = earlier.get(targets[edge]);
                if (alike != null) {
                    wish(alike, from);
                }
            }
        }
    }

    /** Waves as {@link ChangePlan} promises them: an edge within a lane may stay within a wave. */
    List<List<Change>> waves() {
        int[] order = topologicalOrder();
        int[] levels = new int[size()];
        for (int node : order) {
            boolean isChange = node < changes.size();
            levels[node] = Math.max(levels[node], isChange ? 1 : 0);
            for (int edge = heads[node]; edge >= 0; edge = nexts[edge]) {
                int target = targets[edge];
                boolean toChange = target < changes.size();
                int step = toChange && !lanes.get(node).equals(lanes.get(target)) ? 1 : 0;
                levels[target] = Math.max(levels[target], levels[node] + step);
            }
        }
        List<List<Change>> waves = new ArrayList<>();
        for (int node : order) {
            if (node < changes.size()) {
                while (waves.size() < levels[node]) {
                    waves.add(new ArrayList<>());
                }
                waves.get(levels[node] - 1).add(changes.get(node));
            }
        }
        waves.removeIf(List::isEmpty);
        return waves;
    }

    Footing footing() {
        return new Footing(changes, numbers, this::carried);
    }

    private IntStream carried(int node) {
        return IntStream.iterate(heads[node], edge -> edge >= 0, edge -> nexts[edge])
                .filter(edge -> carries[edge])
                .map(edge -> targets[edge]);
    }

    /** Kahn's algorithm, linear in nodes and edges; lower numbers first where there is a choice. */
    private int[] topologicalOrder() {
        int[] waiting = new int[size()];
        for (int edge = 0; edge < edges; edge++) {
            waiting[targets[edge]]++;
        }
        int[] order = new int[size()];
        int placed = 0;
        for (int node = 0; node < size(); node++) {
            if (waiting[node] == 0) {
                order[placed++] = node;
            }
        }
        for (int next = 0; next < placed; next++) {
            for (int edge = heads[order[next]]; edge >= 0; edge = nexts[edge]) {
                if (--waiting[targets[edge]] == 0) {
                    order[placed++] = targets[edge];
                }
            }
        }
        if (placed < size()) {
            throw new IllegalStateException("these changes wait for each other: " + stuck(waiting));
        }
        return order;
    }

    private String stuck(int[] waiting) {
        return IntStream.range(0, size())
                .filter(node -> waiting[node] > 0)
                .mapToObj(names::get)
                .distinct()
                .sorted(Comparator.naturalOrder())
                .limit(CYCLE_KEYS_SHOWN_MAX)
                .map(Key::path)
                .collect(Collectors.joining(", "));
    }
}
