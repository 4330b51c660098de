// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vpcmido.midonet.resource.ContentAddressed;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Match;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.resource.RuleAction;

/** The rules of one chain, in an order that is right. */
public final class RuleList {
    private final Key chain;
    private final List<Rule> rules = new ArrayList<>();
    private final List<Optional<Stratum>> strata = new ArrayList<>();
    private final List<Optional<String>> causes = new ArrayList<>();

    public RuleList(Key chain) {
        this.chain = chain;
    }

    Key chain() {
        return chain;
    }

    /** Appends a rule that may stand wherever {@code stratum} lets it. */
    public RuleList add(Stratum stratum, RuleAction action, Match.Builder where) {
        return add(Optional.of(stratum), action, where, Optional.empty());
    }

    /** The same, and says why the rule is asked for. */
    public RuleList add(Stratum stratum, RuleAction action, Match.Builder where, String cause) {
        return add(Optional.of(stratum), action, where, Optional.of(cause));
    }

    /** Appends a rule that has exactly this place among the others. */
    void addInOrder(RuleAction action, Match.Builder where) {
        add(Optional.empty(), action, where, Optional.empty());
    }

    /** Appends a rule that has exactly this place, unless there is a stratum; with a cause if it has one of its own. */
    RuleList add(Optional<Stratum> stratum, RuleAction action, Match.Builder where, Optional<String> cause) {
        rules.add(new Rule(chain, chain, rules.size() + 1, action, where.build()));
        strata.add(stratum);
        causes.add(cause);
        return this;
    }

    /** Hands over each rule under its key, in order. */
    void forEach(Visitor visitor) {
        List<Rule> keyed = ContentAddressed.keyed(rules);
        for (int i = 0; i < keyed.size(); i++) {
            visitor.visit(keyed.get(i), strata.get(i), causes.get(i));
        }
    }

    /** Takes a rule, its stratum if it has one, and its cause if it has one of its own. */
    @FunctionalInterface
    interface Visitor {
        void visit(Rule rule, Optional<Stratum> stratum, Optional<String> cause);
    }
}
