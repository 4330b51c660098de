// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.vpcmido.controller.compile.Stratum;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Rule;

/**
 * How the rules of one chain come into an order that their strata allow, with the fewest moves: as many as possible of
 * the rules that are there stay where they are. A rule moves by a copy under the next free occurrence of its content.
 *
 * @param kept how many rules stay
 * @param added rules to make, in the order of the chain; each with its final position
 * @param removed rules to delete, by their position now
 * @param copies for a rule that moves, the key of its copy in {@code added} to the key of the old one in
 *     {@code removed}
 * @param order the final order of the chain
 * @param strata the strata of {@code added}
 */
record Arrangement(
        int kept,
        List<Rule> added,
        List<Rule> removed,
        Map<Key, Key> copies,
        List<Key> order,
        Map<Key, Stratum> strata) {

    /**
     * Arranges a chain.
     *
     * @param wanted what shall stand in the chain, by position
     * @param present what stands there, by position, without rules that may not be touched
     * @param named the strata of wanted rules; if one of them has none, all stand where their positions say
     * @throws IllegalArgumentException if the positions of {@code wanted} contradict its strata
     */
    static Arrangement of(List<Rule> wanted, List<Rule> present, Map<Key, Stratum> named) {
        Map<Key, Stratum> strata = strata(wanted, named);
        if (!Admissible.isAdmissible(wanted, rule -> stratum(strata, rule.key()))) {
            throw new IllegalArgumentException(
                    wanted.get(0).chain() + ": the positions asked for contradict the strata of the rules");
        }
        Map<Key, Rule> roles = roles(wanted, present);
        List<Rule> candidates =
                present.stream().filter(rule -> roles.containsKey(rule.key())).toList();
        Map<Key, Rule> played = new HashMap<>();
        List<Rule> kept = new ArrayList<>();
        for (Rule rule : Admissible.longest(
                candidates, rule -> stratum(strata, role(roles, rule).key()))) {
            if (played.putIfAbsent(role(roles, rule).key(), rule) == null) {
                kept.add(rule);
            }
        }
        return new Merge(wanted, present, kept, roles, strata).arrangement(played.keySet());
    }

    /** The stratum of an added rule. */
    Stratum stratum(Key added) {
        return stratum(strata, added);
    }

    private static Map<Key, Stratum> strata(List<Rule> wanted, Map<Key, Stratum> named) {
        boolean stratified = wanted.stream().allMatch(rule -> named.containsKey(rule.key()));
        Map<Key, Stratum> strata = new HashMap<>();
        for (Rule rule : wanted) {
            strata.put(rule.key(), stratified ? stratum(named, rule.key()) : Stratum.of(rule.position()));
        }
        return strata;
    }

    /** Which wanted rule each present one can play: of equal ones, the nth the nth, and surplus ones the last. */
    private static Map<Key, Rule> roles(List<Rule> wanted, List<Rule> present) {
        Map<Key, List<Rule>> byContent = new HashMap<>();
        for (Rule rule : wanted) {
            byContent
                    .computeIfAbsent(rule.contentKey(1), none -> new ArrayList<>())
                    .add(rule);
        }
        Map<Key, Integer> seen = new HashMap<>();
        Map<Key, Rule> roles = new HashMap<>();
        for (Rule rule : present) {
            Key content = rule.contentKey(1);
            List<Rule> equals = byContent.get(content);
            if (equals != null) {
                int occurrence = seen.merge(content, 1, Integer::sum);
                roles.put(rule.key(), equals.get(Math.min(occurrence, equals.size()) - 1));
            }
        }
        return roles;
    }

    private static Rule role(Map<Key, Rule> roles, Rule present) {
        return known(roles.get(present.key()), present.key());
    }

    private static Stratum stratum(Map<Key, Stratum> strata, Key rule) {
        return known(strata.get(rule), rule);
    }

    private static <T> T known(@Nullable T value, Key rule) {
        if (value == null) {
            throw new IllegalStateException(rule + " is not among the rules of its chain");
        }
        return value;
    }

    /** Joins kept rules with those to make. */
    private record Merge(
            List<Rule> wanted, List<Rule> present, List<Rule> kept, Map<Key, Rule> roles, Map<Key, Stratum> strata) {

        Arrangement arrangement(Collection<Key> played) {
            Set<Key> used = new HashSet<>();
            present.forEach(rule -> used.add(rule.key()));
            Set<Key> staying = new HashSet<>();
            kept.forEach(rule -> staying.add(rule.key()));
            List<Rule> removed = present.stream()
                    .filter(rule -> !staying.contains(rule.key()))
                    .toList();
            Map<Key, Key> movers = new HashMap<>();
            removed.stream()
                    .filter(rule -> roles.containsKey(rule.key()))
                    .forEach(rule -> movers.putIfAbsent(role(roles, rule).key(), rule.key()));

            List<List<Rule>> slots = IntStream.rangeClosed(0, kept.size())
                    .<List<Rule>>mapToObj(at -> new ArrayList<>())
                    .toList();
            Map<Key, Key> copies = new HashMap<>();
            Map<Key, Stratum> addedStrata = new HashMap<>();
            for (Rule rule : wanted.stream()
                    .filter(each -> !played.contains(each.key()))
                    .sorted(Comparator.comparingInt(Rule::position))
                    .toList()) {
                Rule added = rule.withKey(freeKey(rule, used));
                Stratum stratum = stratum(strata, rule.key());
                slots.get(slot(stratum)).add(added);
                addedStrata.put(added.key(), stratum);
                if (movers.containsKey(rule.key())) {
                    copies.put(added.key(), known(movers.get(rule.key()), rule.key()));
                }
            }
            return inOrder(slots, removed, copies, addedStrata);
        }

        /** The index of the first kept rule that a rule of {@code stratum} must precede; else behind all. */
        private int slot(Stratum stratum) {
            return IntStream.range(0, kept.size())
                    .filter(index -> stratum.isBefore(
                            stratum(strata, role(roles, kept.get(index)).key())))
                    .findFirst()
                    .orElse(kept.size());
        }

        private Arrangement inOrder(
                List<List<Rule>> slots, List<Rule> removed, Map<Key, Key> copies, Map<Key, Stratum> addedStrata) {
            List<Key> order = new ArrayList<>(wanted.size());
            List<Rule> added = new ArrayList<>();
            for (int slot = 0; slot < slots.size(); slot++) {
                for (Rule rule : slots.get(slot)) {
                    order.add(rule.key());
                    added.add(rule.at(order.size()));
                }
                if (slot < kept.size()) {
                    order.add(kept.get(slot).key());
                }
            }
            return new Arrangement(kept.size(), added, removed, copies, order, addedStrata);
        }

        private static Key freeKey(Rule rule, Set<Key> used) {
            int occurrence = 1;
            while (!used.add(rule.contentKey(occurrence))) {
                occurrence++;
            }
            return rule.contentKey(occurrence);
        }
    }
}
