// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.vpcmido.controller.compile.Stratum;
import org.vpcmido.midonet.resource.Rule;

/** Orders of rules in which none stands behind one that it must precede. */
final class Admissible {
    private final List<Rule> rules;
    private final Stratum[] strata;
    /** The distinct first strata, ascending. */
    private final int[] firsts;
    /** By the highest first stratum in it: the length of the longest subsequence so far; 0 for none. */
    private final int[] lengths;
    /** By rule: which of {@code firsts} the longest subsequence had that the rule extended and raised; -1 for none. */
    private final int[] origins;

    private Admissible(List<Rule> rules, Function<Rule, Stratum> stratumOf) {
        this.rules = rules;
        this.strata = rules.stream().map(stratumOf).toArray(Stratum[]::new);
        this.firsts = Arrays.stream(strata)
                .mapToInt(Stratum::first)
                .distinct()
                .sorted()
                .toArray();
        this.lengths = new int[firsts.length];
        this.origins = new int[strata.length];
    }

    static boolean isAdmissible(List<Rule> rules, Function<Rule, Stratum> stratumOf) {
        int first = Integer.MIN_VALUE;
        for (Rule rule : rules) {
            Stratum stratum = stratumOf.apply(rule);
            if (stratum.last() < first) {
                return false;
            }
            first = Math.max(first, stratum.first());
        }
        return true;
    }

    /**
     * The longest admissible subsequence. Linear if the rules are in order; else linear in rules times distinct first
     * strata.
     */
    static List<Rule> longest(List<Rule> rules, Function<Rule, Stratum> stratumOf) {
        return isAdmissible(rules, stratumOf) ? rules : new Admissible(rules, stratumOf).longest();
    }

    /**
     * A rule extends every subsequence whose highest first stratum is at most the rule's last one, and raises it to the
     * rule's own first.
     */
    private List<Rule> longest() {
        for (int at = 0; at < strata.length; at++) {
            int own = Arrays.binarySearch(firsts, strata[at].first());
            int origin = longestUpTo(own);
            for (int other = own + 1; other < firsts.length && firsts[other] <= strata[at].last(); other++) {
                lengths[other] += lengths[other] > 0 ? 1 : 0;
            }
            lengths[own] = 1 + (origin < 0 ? 0 : lengths[origin]);
            origins[at] = origin;
        }
        return traceBack();
    }

    private int longestUpTo(int index) {
        int best = -1;
        for (int each = 0; each <= index; each++) {
            if (lengths[each] > (best < 0 ? 0 : lengths[best])) {
                best = each;
            }
        }
        return best;
    }

    /** The last rule that set or extended the subsequence is its last one, and so on towards the front. */
    private List<Rule> traceBack() {
        int state = longestUpTo(firsts.length - 1);
        List<Rule> taken = new ArrayList<>();
        for (int at = strata.length - 1; at >= 0 && state >= 0; at--) {
            if (strata[at].first() == firsts[state]) {
                taken.add(rules.get(at));
                state = origins[at];
            } else if (strata[at].first() < firsts[state] && firsts[state] <= strata[at].last()) {
                taken.add(rules.get(at));
            }
        }
        Collections.reverse(taken);
        return taken;
    }
}
