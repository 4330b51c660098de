// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.verdict;

import java.util.Optional;

/**
 * What one judge says of a packet.
 *
 * @param step the judge and its words
 * @param refusal why it refuses; empty if it lets the packet pass
 */
record Judgement(Step step, Optional<Reason> refusal) {
    static Judgement pass(Object subject, String words) {
        return new Judgement(new Step(subject.toString(), words), Optional.empty());
    }

    static Judgement refuse(Reason reason, Object subject, String words) {
        return new Judgement(new Step(subject.toString(), words), Optional.of(reason));
    }
}
