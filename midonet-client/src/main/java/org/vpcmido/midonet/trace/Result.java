// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import java.util.Optional;
import org.vpcmido.model.net.Ipv4;

/**
 * How a simulation, or one branch of it, ended (midonet-datapath-semantics.md 1).
 *
 * @param why the reason in words; empty for what was forwarded
 * @param rule the rule that dropped it
 * @param awaited the address that nobody answered for
 */
record Result(Kind kind, String why, Optional<Step.Matched> rule, Optional<Ipv4> awaited) {
    static final Result FORWARDED = new Result(Kind.FORWARDED, "", Optional.empty(), Optional.empty());

    enum Kind {
        /** Emitted at an exterior port at least. */
        FORWARDED,
        /** NoOp: a device took it. */
        CONSUMED,
        /** Lost by decision. */
        DROPPED,
        /** Lost for seconds; what it changed in state tables stays. */
        SHORT_DROP,
        /** Lost for seconds; what it changed in state tables is undone. */
        ERROR_DROP,
        /** Postponed until an ARP answer comes, and none does. */
        UNRESOLVED,
        /** A device on the way cannot be simulated. */
        FAILED
    }

    /**
     * Ended for a cause.
     *
     * @param names of what it is about, in the order of the cause's words
     */
    static Result of(Cause cause, Object... names) {
        return new Result(cause.kind(), cause.words(names), Optional.empty(), Optional.empty());
    }

    static Result droppedBy(Step.Matched rule) {
        return new Result(Cause.RULE.kind(), Cause.RULE.words(rule.place()), Optional.of(rule), Optional.empty());
    }

    static Result unresolved(Ipv4 address) {
        Cause cause = Cause.NO_ARP_ANSWER;
        return new Result(cause.kind(), cause.words(address), Optional.empty(), Optional.of(address));
    }

    /** Whether connections and mappings that the simulation made are kept (recipe step 5). */
    boolean keepsState() {
        return switch (kind) {
            case FORWARDED, CONSUMED, DROPPED, SHORT_DROP -> true;
            case ERROR_DROP, UNRESOLVED, FAILED -> false;
        };
    }

    /** The fate of a packet that agents made {@code answers} answers to. */
    Fate fate(boolean answered) {
        return switch (kind) {
            case FORWARDED -> new Fate.Delivered();
            case UNRESOLVED -> new Fate.Unresolved(awaited.orElse(Ipv4.ANY));
            case FAILED -> new Fate.Failed(why);
            default -> answered ? new Fate.Answered(why) : unanswered();
        };
    }

    private Fate unanswered() {
        return kind == Kind.CONSUMED ? new Fate.Consumed() : new Fate.Dropped(why, rule, kind != Kind.DROPPED);
    }
}
