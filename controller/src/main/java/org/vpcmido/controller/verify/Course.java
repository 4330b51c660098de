// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.verify;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.vpcmido.midonet.trace.Outcome;
import org.vpcmido.midonet.trace.Step;
import org.vpcmido.model.verdict.Endpoint;
import org.vpcmido.model.verdict.Packet;
import org.vpcmido.model.verdict.Probe;

/**
 * What becomes of a conversation: its first packet and, if that is delivered, the answer.
 *
 * @param landing where the first packet arrived; absent unless the answer comes back, too
 * @param policies the rules and routes that it met, those of the answer last
 * @param refusal the rule that ended it, if one did
 * @param ending how it ended, in words
 */
record Course(Optional<Walk.Landing> landing, List<Step> policies, Optional<Step.Matched> refusal, String ending) {
    Course {
        requireNonNull(landing, "landing");
        requireNonNull(refusal, "refusal");
        requireNonNull(ending, "ending");
        policies = List.copyOf(policies);
    }

    /** Plays {@code opening} and the answer to it. */
    static Course of(ConversationWalk conversation, Probe opening) {
        Walk there = conversation.send(opening.sender(), opening.packet());
        Optional<Walk.Landing> landing =
                there.onlyLanding().filter(each -> each.at().isPresent());
        Optional<Packet> answer = landing.filter(each -> !isAnsweredAlready(each))
                .flatMap(each -> each.packet().answer());
        if (answer.isEmpty()) {
            return new Course(landing, policies(there).toList(), there.decidingRule(), there.ending());
        }
        Walk back = conversation.send(landing.flatMap(Walk.Landing::at).orElseThrow(), answer.get());
        boolean cameBack = back.peopled().stream()
                .anyMatch(each -> each.at().equals(Optional.of(opening.sender()))
                        && each.packet().source().equals(opening.packet().destination()));
        return new Course(
                landing.filter(each -> cameBack),
                Stream.concat(policies(there), policies(back)).toList(),
                back.decidingRule(),
                "delivered, but the answer is lost: " + back.ending());
    }

    private static boolean isAnsweredAlready(Walk.Landing landing) {
        return landing.at().orElse(null) instanceof Endpoint.AtService service
                && !service.service().isBeyondTheVpc();
    }

    private static Stream<Step> policies(Walk walk) {
        return walk.verdict().stream()
                .flatMap(verdict -> verdict.steps().stream())
                .filter(step -> step instanceof Step.Matched || step instanceof Step.Routed);
    }

    boolean isOpen() {
        return landing.isPresent();
    }

    /** The first rule or route that {@code other} did not meet at that point; jumps explain little. */
    Optional<Step> turningPoint(Course other) {
        int from = 0;
        int common = Math.min(policies.size(), other.policies.size());
        while (from < common && name(policies.get(from)).equals(name(other.policies.get(from)))) {
            from++;
        }
        return policies.stream().skip(from).filter(step -> !isJump(step)).findFirst();
    }

    private static boolean isJump(Step step) {
        return step instanceof Step.Matched matched && matched.outcome() == Outcome.JUMP;
    }

    /** Not the number of a rule, which may change because of others. */
    private static String name(Step step) {
        if (step instanceof Step.Matched matched) {
            return matched.rule() + " " + matched.outcome();
        }
        return step instanceof Step.Routed routed ? routed.route().path() : step.toString();
    }
}
