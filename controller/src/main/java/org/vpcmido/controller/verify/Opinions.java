// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.verify;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.vpcmido.model.verdict.Deviation;
import org.vpcmido.model.verdict.Oracle;
import org.vpcmido.model.verdict.Probe;
import org.vpcmido.model.verdict.Reason;
import org.vpcmido.model.verdict.Transport;
import org.vpcmido.model.verdict.Verdict;

/**
 * What the rules of a VPC say of a packet that MidoNet has handled: to the letter; or, where MidoNet did otherwise,
 * without the one rule that MidoNet is known not to keep, or without all of those.
 */
record Opinions(Oracle oracle, List<KnownDifference> deviating) {
    /**
     * One opinion. If nothing explains what MidoNet did, all rules are left out that can be.
     *
     * @param leftOut the rules left out to come to it
     * @param rules what the others say
     * @param toTheLetter what all rules say
     * @param known why rules are left out
     */
    record Opinion(Set<Deviation> leftOut, Verdict rules, Verdict toTheLetter, Optional<KnownDifference> known) {
        /** Whether somebody can answer, and answers have a way back, so that a conversation comes about. */
        boolean isOfConversation() {
            return !leftOut.contains(Deviation.NO_WAY_BACK) && !leftOut.contains(Deviation.ANY_DESTINATION);
        }
    }

    Opinion opening(Probe probe, Walk walk) {
        Verdict strict = oracle.judge(probe);
        boolean isLeftOpen = strict instanceof Verdict.Refused refused
                && refused.reason() == Reason.NO_WAY_BACK
                && !walk.landings().isEmpty();
        // Left open by the oracle: no conversation comes about, whether or not the first packet arrives.
        Set<Deviation> leftOpen = isLeftOpen ? EnumSet.of(Deviation.NO_WAY_BACK) : Set.of();
        return find(each -> each.judge(probe), walk, leftOpen, Optional.empty());
    }

    /** Of an answer, with the rules left out that were left out for what it answers. */
    Opinion reply(Verdict.Delivered delivered, Opinion opening, Walk walk) {
        return find(each -> each.reply(delivered), walk, opening.leftOut(), opening.known());
    }

    /** Of an ICMP error about a packet that was delivered, in the same way. */
    Opinion error(Verdict.Delivered delivered, Transport.Icmp kind, Opinion opening, Walk walk) {
        return find(each -> each.error(delivered, kind.type(), kind.code()), walk, opening.leftOut(), opening.known());
    }

    private Opinion find(
            Function<Oracle, Verdict> question,
            Walk walk,
            Set<Deviation> leftOut,
            Optional<KnownDifference> knownBefore) {
        Verdict strict = question.apply(oracle.without(leftOut));
        if (isSame(strict, walk)) {
            return new Opinion(leftOut, strict, strict, knownBefore);
        }
        for (KnownDifference each : deviating) {
            Set<Deviation> more = with(leftOut, List.of(each));
            Verdict rules = question.apply(oracle.without(more));
            if (isSame(rules, walk)) {
                return new Opinion(more, rules, strict, Optional.of(each));
            }
        }
        Set<Deviation> all = leavingOpen(with(leftOut, deviating));
        Verdict rules = question.apply(oracle.without(all));
        return isSame(rules, walk)
                ? new Opinion(all, rules, strict, indispensable(question, walk, leftOut))
                : new Opinion(all, rules, strict, Optional.empty());
    }

    /** The first without which the others do not explain it. */
    private Optional<KnownDifference> indispensable(
            Function<Oracle, Verdict> question, Walk walk, Set<Deviation> leftOut) {
        return deviating.stream()
                .filter(each -> {
                    Set<Deviation> others = leavingOpen(with(
                            leftOut,
                            deviating.stream().filter(other -> other != each).toList()));
                    return !isSame(question.apply(oracle.without(others)), walk);
                })
                .findFirst();
    }

    /** By several deviations a packet may get where it has no way back from, which is left open then as well. */
    private static Set<Deviation> leavingOpen(Set<Deviation> leftOut) {
        Set<Deviation> all = EnumSet.of(Deviation.NO_WAY_BACK);
        all.addAll(leftOut);
        return all;
    }

    private static Set<Deviation> with(Set<Deviation> leftOut, List<KnownDifference> more) {
        Set<Deviation> all = EnumSet.noneOf(Deviation.class);
        all.addAll(leftOut);
        more.forEach(each -> each.deviation().ifPresent(all::add));
        if (all.contains(Deviation.ELASTIC_IP_WITHOUT_GATEWAY)) {
            all.add(Deviation.NO_WAY_BACK);
        }
        return all;
    }

    private static boolean isSame(Verdict rules, Walk walk) {
        return Agreement.of(rules, walk).isSame();
    }
}
