// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.resource;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;

/** What a rule does with a packet that it matches; the kinds are the API's rule types. */
public sealed interface RuleAction {
    /** The value of {@code type} in the API. */
    String type();

    /** Ends the evaluation of the whole filter. */
    enum Verdict implements RuleAction {
        ACCEPT,
        DROP,
        /** As {@link #DROP}, with an ICMP answer where a router is at hand. */
        REJECT,
        /** Leaves this chain and goes on behind the jump that led here; on top level, accepts. */
        RETURN;

        @Override
        public String type() {
            return name().toLowerCase(Locale.ROOT);
        }

        @Override
        public String toString() {
            return type();
        }
    }

    /** Evaluates another chain, then goes on unless that decided. */
    record Jump(Key chain) implements RuleAction {
        public Jump {
            requireNonNull(chain, "chain");
        }

        @Override
        public String type() {
            return "jump";
        }

        @Override
        public String toString() {
            return "jump " + chain;
        }
    }

    /**
     * Rewrites source or destination. With one target of equal addresses and ports 0 it is static and keeps no state;
     * with any port it is dynamic.
     *
     * @param direction which address
     * @param then what happens next
     * @param targets the addresses to choose from, at least one
     */
    record Nat(NatDirection direction, FlowAction then, List<NatTarget> targets) implements RuleAction {
        public Nat {
            requireNonNull(direction, "direction");
            requireNonNull(then, "then");
            targets = List.copyOf(targets);
            if (targets.isEmpty()) {
                throw new IllegalArgumentException("a NAT rule needs a target");
            }
        }

        /** Whether it has the form that MidoNet calls floating IP: one target, one address, no ports. */
        public boolean isStatic() {
            return targets.size() == 1 && targets.get(0).isStatic();
        }

        @Override
        public String type() {
            return direction.type();
        }

        @Override
        public String toString() {
            return type() + " " + then.jsonName() + " " + targets;
        }
    }

    /** Undoes a dynamic rewrite on the way back. */
    record ReverseNat(NatDirection direction, FlowAction then) implements RuleAction {
        public ReverseNat {
            requireNonNull(direction, "direction");
            requireNonNull(then, "then");
        }

        @Override
        public String type() {
            return "rev_" + direction.type();
        }

        @Override
        public String toString() {
            return type() + " " + then.jsonName();
        }
    }

    /**
     * A rule that this client does not model, such as {@code l2_transform}: it can be recognised and deleted only.
     *
     * @param type the value of {@code type} in the API
     * @param text its other content, to tell one from another
     */
    record Other(String type, String text) implements RuleAction {
        @Override
        public String toString() {
            return type + " " + text;
        }
    }

    /** Which address a NAT rule rewrites. */
    enum NatDirection {
        SNAT,
        DNAT;

        String type() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What happens after a rewrite. */
    enum FlowAction {
        ACCEPT,
        CONTINUE,
        RETURN;

        /** The name in the API, lower case. */
        public String jsonName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
