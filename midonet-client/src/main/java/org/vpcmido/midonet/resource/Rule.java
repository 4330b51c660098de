// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.resource;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A rule of a chain. MidoNet has no update for rules, and inserts a new one at its position.
 *
 * @param key logical name
 * @param chain the chain
 * @param position its place, from 1; two rules that differ only here have the same {@link #content}
 * @param action what it does
 * @param match to which packets; its fragment policy is always present, as MidoNet fills in the default
 */
public record Rule(Key key, Key chain, int position, RuleAction action, Match match)
        implements Resource, ContentAddressed<Rule> {
    public Rule {
        requireNonNull(key, "key");
        requireNonNull(chain, "chain");
        requireNonNull(action, "action");
        requireNonNull(match, "match");
        if (match.fragments().isEmpty()) {
            match = match.withFragments(defaultFragments(action, match));
        }
        if (position < 1) {
            throw new IllegalArgumentException(key + ": position " + position + " is below 1");
        }
    }

    /** A rule under its content key. */
    public static Rule of(Key chain, int position, RuleAction action, Match match) {
        Rule unnamed = new Rule(chain, chain, position, action, match);
        return unnamed.withKey(unnamed.contentKey(1));
    }

    /** What MidoNet stores when a client does not say (midonet-observed.md 5). */
    public static FragmentPolicy defaultFragments(RuleAction action, Match match) {
        if (action instanceof RuleAction.Nat nat && (!nat.isStatic() || match.looksAtPorts())) {
            return FragmentPolicy.UNFRAGMENTED;
        }
        return match.looksAtPorts() ? FragmentPolicy.HEADER : FragmentPolicy.ANY;
    }

    @Override
    public Kind kind() {
        return Kind.RULE;
    }

    /**
     * The chain, the target of a jump, and address groups. Ports are left out on purpose: MidoNet takes a rule that
     * names a port before the port exists, and such a term never matches (midonet-api.md 8).
     */
    @Override
    public Set<Key> references() {
        return Stream.concat(Stream.concat(Stream.of(chain), jumpTarget().stream()), match.addressGroups())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The chain that a jump leads to. */
    public Optional<Key> jumpTarget() {
        return action instanceof RuleAction.Jump jump ? Optional.of(jump.chain()) : Optional.empty();
    }

    @Override
    public Optional<Key> owner() {
        return Optional.of(chain);
    }

    @Override
    public Key lane() {
        return chain;
    }

    @Override
    public Key parent() {
        return chain;
    }

    /** Action and match, without what is default. */
    @Override
    public String content() {
        boolean defaultPolicy = match.fragments()
                .filter(defaultFragments(action, match)::equals)
                .isPresent();
        String terms = match.toString();
        if (defaultPolicy) {
            terms = terms.substring(0, terms.lastIndexOf(Match.FRAGMENTS)).stripTrailing();
        }
        return terms.isEmpty() ? action.toString() : action + " " + terms;
    }

    @Override
    public Rule withKey(Key newKey) {
        return new Rule(newKey, chain, position, action, match);
    }

    /** The same rule at another place. */
    public Rule at(int newPosition) {
        return new Rule(key, chain, newPosition, action, match);
    }

    @Override
    public Rule rekey(UnaryOperator<Key> names) {
        RuleAction renamed =
                action instanceof RuleAction.Jump jump ? new RuleAction.Jump(names.apply(jump.chain())) : action;
        return new Rule(names.apply(key), names.apply(chain), position, renamed, match.rekey(names));
    }
}
