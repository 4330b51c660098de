// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Two nodes of a graph")
class StrongComponentsTest {
    @Test
    @DisplayName("are of one component exactly if each can be reached from the other")
    void asByReachability() {
        int inOne = 0;
        int inTwo = 0;
        for (long seed = 0; seed < 1_000; seed++) {
            Random random = new Random(seed);
            boolean[][] edges = new boolean[1 + random.nextInt(9)][];
            double share = random.nextDouble() * 0.5;
            for (int from = 0; from < edges.length; from++) {
                edges[from] = new boolean[edges.length];
                for (int to = 0; to < edges.length; to++) {
                    edges[from][to] = random.nextDouble() < share;
                }
            }
            int[] components = components(edges);
            boolean[][] reached = closure(edges);
            for (int one = 0; one < edges.length; one++) {
                for (int other = 0; other < edges.length; other++) {
                    boolean together = one == other || (reached[one][other] && reached[other][one]);
                    assertThat(components[one] == components[other])
                            .as("nodes %d and %d, seed %d", one, other, seed)
                            .isEqualTo(together);
                    inOne += together && one != other ? 1 : 0;
                    inTwo += together ? 0 : 1;
                }
            }
        }
        assertThat(inOne).isGreaterThan(5_000);
        assertThat(inTwo).isGreaterThan(5_000);
    }

    @Test
    @DisplayName("may be very far from each other")
    void deep() {
        int size = 200_000;
        int[] heads = new int[size];
        int[] targets = new int[size];
        int[] nexts = new int[size];
        Arrays.fill(nexts, -1);
        for (int node = 0; node < size; node++) {
            heads[node] = node;
            targets[node] = (node + 1) % size;
        }
        assertThat(Arrays.stream(StrongComponents.of(heads, nexts, targets, size))
                        .distinct())
                .hasSize(1);
        heads[size - 1] = -1;
        assertThat(Arrays.stream(StrongComponents.of(heads, nexts, targets, size))
                        .distinct())
                .hasSize(size);
    }

    private static int[] components(boolean[][] edges) {
        // Longer than there are nodes, as a graph's that grows.
        int[] heads = new int[edges.length + 3];
        int[] nexts = new int[edges.length * edges.length];
        int[] targets = new int[nexts.length];
        Arrays.fill(heads, -1);
        int count = 0;
        for (int from = 0; from < edges.length; from++) {
            for (int to = 0; to < edges.length; to++) {
                if (edges[from][to]) {
                    targets[count] = to;
                    nexts[count] = heads[from];
                    heads[from] = count++;
                }
            }
        }
        return StrongComponents.of(heads, nexts, targets, edges.length);
    }

    /** Warshall's: whether there is a way of at least one edge. */
    static boolean[][] closure(boolean[][] edges) {
        boolean[][] reached = Arrays.stream(edges).map(boolean[]::clone).toArray(boolean[][]::new);
        for (int via = 0; via < edges.length; via++) {
            for (int from = 0; from < edges.length; from++) {
                for (int to = 0; to < edges.length; to++) {
                    reached[from][to] |= reached[from][via] && reached[via][to];
                }
            }
        }
        return reached;
    }
}
