// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.RuleAction;

/** Evaluates filters (midonet-datapath-semantics.md 5). */
final class ChainEvaluator {
    private final Network network;
    private final Translator translator = new Translator();

    ChainEvaluator(Network network) {
        this.network = network;
    }

    /** What a filter decided: ACCEPT, DROP or REJECT, and by which rule if one did. */
    record Filtered(Outcome outcome, Optional<Step.Matched> rule) {
        private static final Filtered ACCEPTED = new Filtered(Outcome.ACCEPT, Optional.empty());

        boolean passes() {
            return outcome == Outcome.ACCEPT;
        }

        boolean rejects() {
            return outcome == Outcome.REJECT;
        }

        /** Of what does not pass. */
        Result result() {
            return Result.droppedBy(rule.orElseThrow());
        }
    }

    /** No filter accepts; so does a chain that comes to its end. */
    Filtered filter(Passage passage, Optional<ChainNode> chain) {
        if (chain.isEmpty()) {
            return Filtered.ACCEPTED;
        }
        Step.Matched last = evaluate(passage, chain.get(), new ArrayList<>()).orElse(null);
        return last != null && (last.outcome() == Outcome.DROP || last.outcome() == Outcome.REJECT)
                ? new Filtered(last.outcome(), Optional.of(last))
                : Filtered.ACCEPTED;
    }

    /** The rule that ended the evaluation, if one did. A chain is not entered twice in one evaluation. */
    private Optional<Step.Matched> evaluate(Passage passage, ChainNode chain, List<Key> visited) {
        visited.add(chain.key());
        passage.traversed().add(chain.key());
        for (ChainNode.RuleNode rule : chain.rules()) {
            if (rule.condition().matches(passage)) {
                Optional<Step.Matched> end = apply(passage, chain, rule, visited);
                if (end.isPresent()) {
                    return end;
                }
            }
        }
        return Optional.empty();
    }

    /** The rule that ended the evaluation, if this rule or a chain that it jumps to did. */
    private Optional<Step.Matched> apply(Passage passage, ChainNode chain, ChainNode.RuleNode rule, List<Key> visited) {
        Outcome outcome = outcome(passage, chain, rule);
        Step.Matched matched = new Step.Matched(chain.key(), chain.name(), rule.number(), rule.key(), outcome);
        passage.simulation().note(matched);
        return switch (outcome) {
            case JUMP -> jump(passage, rule, visited);
            case CONTINUE, NOT_APPLIED -> Optional.empty();
            default -> Optional.of(matched);
        };
    }

    private Outcome outcome(Passage passage, ChainNode chain, ChainNode.RuleNode rule) {
        if (rule.action() instanceof RuleAction.Verdict verdict) {
            return switch (verdict) {
                case ACCEPT -> Outcome.ACCEPT;
                case DROP -> Outcome.DROP;
                case REJECT -> Outcome.REJECT;
                case RETURN -> Outcome.RETURN;
            };
        }
        if (rule.action() instanceof RuleAction.Jump) {
            return Outcome.JUMP;
        }
        if (rule.action() instanceof RuleAction.Other other && !"trace".equals(other.type())) {
            passage.simulation().fail(Result.of(Cause.RULE_NOT_MODELLED, chain.name(), rule.number(), other.type()));
            return Outcome.DROP;
        }
        return translator.apply(passage, rule);
    }

    private Optional<Step.Matched> jump(Passage passage, ChainNode.RuleNode rule, List<Key> visited) {
        ChainNode target =
                rule.action() instanceof RuleAction.Jump jump ? network.chains().get(jump.chain()) : null;
        if (target == null || visited.contains(target.key())) {
            return Optional.empty();
        }
        return evaluate(passage, target, visited).filter(end -> end.outcome() != Outcome.RETURN);
    }
}
