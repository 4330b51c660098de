// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.midonet.resource.Chain;
import org.vpcmido.midonet.resource.Key;

@DisplayName("The graph of what comes after what")
class ChangeGraphTest {
    private static final int CHANGES = 6;

    private final List<Change> changes = IntStream.range(0, CHANGES)
            .<Change>mapToObj(number -> new Change.Create(new Chain(new Key("chain/" + number), "t", "c"), "asked for"))
            .toList();

    private ChangeGraph graph() {
        return new ChangeGraph(changes);
    }

    /** From which node which can be reached, as the graph says; itself included. */
    private static boolean[][] reached(ChangeGraph graph) {
        boolean[][] reached = new boolean[graph.size()][];
        for (int from = 0; from < reached.length; from++) {
            boolean[] start = new boolean[reached.length];
            start[from] = true;
            reached[from] = graph.reachableFrom(start);
        }
        return reached;
    }

    private static boolean[][] closure(boolean[][] edges) {
        boolean[][] closed = StrongComponentsTest.closure(edges);
        IntStream.range(0, closed.length).forEach(node -> closed[node][node] = true);
        return closed;
    }

    @Test
    @DisplayName("grants exactly the wishes that are in no circle of what is demanded and wished")
    void wishes() {
        int granted = 0;
        int refused = 0;
        for (long seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            ChangeGraph graph = graph();
            int size = CHANGES + random.nextInt(12);
            IntStream.range(CHANGES, size).forEach(number -> graph.gate(new Key("gate/" + number)));
            boolean[][] demanded = new boolean[size][size];
            for (int count = random.nextInt(2 * size); count > 0; count--) {
                int first = random.nextInt(size);
                int later = random.nextInt(size);
                if (first < later) {
                    demanded[first][later] = true;
                    graph.follows(later, first);
                }
            }
            // Twice, since later wishes find the earlier ones granted.
            for (int round = 0; round < 2; round++) {
                List<int[]> wishes = new ArrayList<>();
                boolean[][] all = Arrays.stream(demanded).map(boolean[]::clone).toArray(boolean[][]::new);
                for (int count = random.nextInt(size); count > 0; count--) {
                    int[] wish = {random.nextInt(size), random.nextInt(size)};
                    wishes.add(wish);
                    all[wish[0]][wish[1]] = true;
                    graph.wish(wish[1], wish[0]);
                }
                graph.grantWishes();
                boolean[][] reached = StrongComponentsTest.closure(all);
                for (int[] wish : wishes) {
                    boolean isInCircle = reached[wish[1]][wish[0]];
                    demanded[wish[0]][wish[1]] |= !isInCircle;
                    granted += isInCircle ? 0 : 1;
                    refused += isInCircle ? 1 : 0;
                }
                assertThat(reached(graph)).as("seed %d", seed).isDeepEqualTo(closure(demanded));
            }
            assertInOrder(graph, closure(demanded));
        }
        assertThat(granted).isGreaterThan(5_000);
        assertThat(refused).isGreaterThan(2_000);
    }

    /** Each in the first wave that comes after those of all that it comes after. */
    private void assertInOrder(ChangeGraph graph, boolean[][] reached) {
        List<List<Change>> waves = graph.waves();
        assertThat(waves.stream().mapToInt(List::size).sum()).isEqualTo(CHANGES);
        for (int change = 0; change < CHANGES; change++) {
            assertThat(wave(waves, change)).isEqualTo(longestWay(change, reached));
        }
    }

    private static int longestWay(int to, boolean[][] reached) {
        return IntStream.range(0, CHANGES)
                .filter(from -> from != to && reached[from][to])
                .map(from -> 1 + longestWay(from, reached))
                .max()
                .orElse(0);
    }

    private int wave(List<List<Change>> waves, int change) {
        return IntStream.range(0, waves.size())
                .filter(wave -> waves.get(wave).contains(changes.get(change)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName("knows from where the goals can be reached")
    void goals() {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            ChangeGraph graph = graph();
            boolean[][] edges = new boolean[CHANGES][CHANGES];
            boolean[] goals = new boolean[CHANGES];
            for (int later = 0; later < CHANGES; later++) {
                goals[later] = random.nextInt(4) == 0;
                for (int first = 0; first < later; first++) {
                    if (random.nextInt(4) == 0) {
                        edges[first][later] = true;
                        graph.standsOn(later, first);
                    }
                }
            }
            boolean[][] reached = closure(edges);
            boolean[] leading = graph.leadingTo(goals);
            boolean[] reachable = graph.reachableFrom(goals);
            for (int node = 0; node < CHANGES; node++) {
                int at = node;
                assertThat(leading[at])
                        .isEqualTo(IntStream.range(0, CHANGES).anyMatch(goal -> goals[goal] && reached[at][goal]));
                assertThat(reachable[at])
                        .isEqualTo(IntStream.range(0, CHANGES).anyMatch(start -> goals[start] && reached[start][at]));
            }
        }
    }

    @Test
    @DisplayName("lets what is alike wait for all that its model waits for, unless that waits for it")
    void alike() {
        ChangeGraph graph = graph();
        graph.follows(5, 0);
        graph.standsOn(5, 1);
        graph.follows(5, 2);
        graph.follows(2, 4);
        graph.follows(5, 4);
        graph.follows(3, 0);
        graph.wishAlike(new TreeMap<>(Map.of(5, 4)));
        graph.grantWishes();
        boolean[][] reached = reached(graph);
        assertThat(reached[0][4]).isTrue();
        assertThat(reached[1][4]).isTrue();
        assertThat(reached[2][4]).as("waits for it itself").isFalse();
        assertThat(reached[3][4]).isFalse();
        assertThat(reached[4][2]).isTrue();
        assertThat(reached[5][4]).isFalse();
    }

    @Test
    @DisplayName("has its wishes once: what was granted or refused is not asked again")
    void grantedOnce() {
        ChangeGraph graph = graph();
        graph.wish(1, 0);
        graph.wish(0, 1);
        graph.grantWishes();
        graph.follows(1, 0);
        graph.grantWishes();
        boolean[][] reached = reached(graph);
        assertThat(reached[0][1]).isTrue();
        assertThat(reached[1][0]).isFalse();
    }

    @Test
    @DisplayName("fells with a change what stands on it, and not what only follows it")
    void footing() {
        ChangeGraph graph = graph();
        int gate = graph.gate(new Key("gate"));
        graph.standsOn(1, 0);
        graph.follows(2, 0);
        graph.standsOn(gate, 1);
        graph.standsOn(3, gate);
        graph.wish(4, 0);
        graph.wish(5, 3);
        graph.grantWishes();
        graph.standsOn(5, 4);
        Footing.Collapse collapse = graph.footing().collapse();
        assertThat(collapse.failed(changes.get(0))).containsExactlyInAnyOrder(changes.get(1), changes.get(3));
        assertThat(changes.stream().map(collapse::hasFallen)).containsExactly(true, true, false, true, false, false);
        assertThat(collapse.failed(changes.get(4))).containsExactly(changes.get(5));
    }

    @Test
    @DisplayName("takes as many changes as there are")
    void large() {
        List<Change> many = IntStream.range(0, 100)
                .<Change>mapToObj(number -> new Change.Create(new Chain(new Key("chain/" + number), "t", "c"), "x"))
                .toList();
        ChangeGraph graph = new ChangeGraph(many);
        IntStream.range(1, 100).forEach(number -> graph.follows(number, number - 1));
        assertThat(graph.waves().stream().flatMap(List::stream)).containsExactlyElementsOf(many);
    }

    @Test
    @DisplayName("tells what waits for each other, and knows no change of another plan")
    void refuses() {
        ChangeGraph graph = graph();
        graph.follows(1, 0);
        graph.follows(0, 1);
        graph.follows(2, 1);
        assertThatThrownBy(graph::waves)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("these changes wait for each other: chain/0, chain/1, chain/2");
        Change other = new Change.Create(new Chain(new Key("chain/0"), "t", "c"), "asked for");
        assertThatThrownBy(() -> graph.node(other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("chain/0 is not in the plan");
    }
}
