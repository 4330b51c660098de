// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Which changes must not be written when another one has failed. */
public final class Footing {
    private final List<Change> changes;
    private final IdentityHashMap<Change, Integer> numbers;
    private final IntFunction<IntStream> carried;

    Footing(List<Change> changes, IdentityHashMap<Change, Integer> numbers, IntFunction<IntStream> carried) {
        this.changes = changes;
        this.numbers = numbers;
        this.carried = carried;
    }

    /** A fresh record of failures, for one application of the plan. */
    public Collapse collapse() {
        return new Collapse();
    }

    /** What has fallen so far; mutable. */
    public final class Collapse {
        private final BitSet fallen = new BitSet();

        private Collapse() {}

        /**
         * Notes that {@code change} has failed.
         *
         * @return the changes that fall with it, directly or not, and had not fallen before
         */
        public List<Change> failed(Change change) {
            List<Change> felled = new ArrayList<>();
            Deque<Integer> open = new ArrayDeque<>();
            int first = number(change);
            fallen.set(first);
            open.add(first);
            while (!open.isEmpty()) {
                carried.apply(open.remove()).filter(node -> !fallen.get(node)).forEach(node -> {
                    fallen.set(node);
                    open.add(node);
                    if (node < changes.size()) {
                        felled.add(changes.get(node));
                    }
                });
            }
            return felled;
        }

        /** Whether {@code change} has failed or stands on one that has. */
        public boolean hasFallen(Change change) {
            return fallen.get(number(change));
        }

        private int number(Change change) {
            Integer number = numbers.get(change);
            if (number == null) {
                throw new IllegalArgumentException(change.key() + " is not in the plan");
            }
            return number;
        }
    }
}
