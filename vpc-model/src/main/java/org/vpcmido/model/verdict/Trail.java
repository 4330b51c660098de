// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The steps of one packet so far. */
final class Trail {
    private final List<Step> steps = new ArrayList<>();
    private Optional<Reason> refusal = Optional.empty();

    void note(Object subject, String words) {
        steps.add(new Step(subject.toString(), words));
    }

    /** Writes a judgement down; false if it is the packet's end. */
    boolean passes(Judgement judgement) {
        steps.add(judgement.step());
        refusal = judgement.refusal();
        return refusal.isEmpty();
    }

    /** The verdict after a judgement that did not let the packet pass. */
    Verdict refused() {
        return new Verdict.Refused(
                refusal.orElseThrow(), steps.get(steps.size() - 1).subject(), steps);
    }

    Verdict refused(Reason reason, Object subject, String words) {
        passes(Judgement.refuse(reason, subject, words));
        return refused();
    }

    List<Step> steps() {
        return steps;
    }
}
