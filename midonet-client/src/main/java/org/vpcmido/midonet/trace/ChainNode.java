// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import java.util.List;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Match;
import org.vpcmido.midonet.resource.RuleAction;

/**
 * A chain, ready for evaluation.
 *
 * @param rules in order
 */
record ChainNode(Key key, String name, List<RuleNode> rules) {
    ChainNode {
        rules = List.copyOf(rules);
    }

    /**
     * A rule of a chain.
     *
     * @param number its place, from 1
     * @param match what {@code condition} was made of; static NAT asks which address it names
     */
    record RuleNode(Key key, int number, Condition condition, RuleAction action, Match match) {}
}
