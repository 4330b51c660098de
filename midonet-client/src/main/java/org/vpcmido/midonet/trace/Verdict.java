// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that is known about one packet that was sent.
 *
 * @param fate what became of it
 * @param arrivals where it came out, in no particular order: more than one after a flood
 * @param answers what agents made because of it
 * @param steps what happened to it; the branches of a flood one after another
 * @param direction what connection tracking said, if a rule asked
 */
public record Verdict(
        Fate fate, List<Arrival> arrivals, List<Answer> answers, List<Step> steps, Optional<Direction> direction) {
    public Verdict {
        requireNonNull(fate, "fate");
        requireNonNull(direction, "direction");
        arrivals = List.copyOf(arrivals);
        answers = List.copyOf(answers);
        steps = List.copyOf(steps);
    }

    public boolean isDelivered() {
        return fate instanceof Fate.Delivered;
    }

    /** The rules that matched, in order. */
    public Stream<Step.Matched> rules() {
        return steps.stream().filter(Step.Matched.class::isInstance).map(Step.Matched.class::cast);
    }

    /** The rule that dropped it, if one did. */
    public Optional<Step.Matched> decidingRule() {
        return fate instanceof Fate.Dropped dropped ? dropped.rule() : Optional.empty();
    }
}
