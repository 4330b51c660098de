// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import java.util.Optional;
import org.vpcmido.midonet.resource.Match;
import org.vpcmido.midonet.resource.RuleAction;
import org.vpcmido.midonet.resource.RuleAction.NatDirection;
import org.vpcmido.midonet.resource.Term;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;

/** Applies NAT rules that matched (midonet-datapath-semantics.md 9.2 to 9.4). */
final class Translator {
    /** What the rule leads to; a rule of another kind leads to nothing. */
    Outcome apply(Passage passage, ChainNode.RuleNode rule) {
        if (rule.action() instanceof RuleAction.ReverseNat reverse) {
            NatKey.Kind kind =
                    reverse.direction() == NatDirection.SNAT ? NatKey.Kind.REVERSE_SNAT : NatKey.Kind.REVERSE_DNAT;
            return reverse(passage, kind) ? outcome(reverse.then()) : Outcome.NOT_APPLIED;
        }
        if (!(rule.action() instanceof RuleAction.Nat nat)) {
            return Outcome.NOT_APPLIED;
        }
        if (ChainIndex.isDynamic(nat)) {
            return dynamic(passage, nat);
        }
        Ipv4 target = nat.targets().get(0).addressFrom();
        if (nat.direction() == NatDirection.SNAT) {
            staticSource(passage, rule.match(), target);
        } else {
            staticDestination(passage, rule.match(), target);
        }
        return outcome(nat.then());
    }

    private static Outcome outcome(RuleAction.FlowAction then) {
        return switch (then) {
            case ACCEPT -> Outcome.ACCEPT;
            case CONTINUE -> Outcome.CONTINUE;
            case RETURN -> Outcome.RETURN;
        };
    }

    /** The quoted packet is mended only where the condition names the address (9.2). */
    private static void staticSource(Passage passage, Match match, Ipv4 target) {
        Packet packet = passage.packet();
        if (packet.source().isEmpty()) {
            return;
        }
        PacketBuilder translated = packet.edit().source(target);
        if (packet.isTranslatableError()) {
            Ipv4 named = named(match.nwSrc()).orElse(null);
            packet.quote()
                    .filter(quote -> quote.destination().equals(named))
                    .ifPresent(quote -> translated.quote(quote.to(target, quote.destinationPort())));
        }
        passage.rewrite(translated.build());
    }

    private static void staticDestination(Passage passage, Match match, Ipv4 target) {
        Packet packet = passage.packet();
        if (packet.destination().isEmpty()) {
            return;
        }
        boolean looksIntoQuote =
                match.icmpDataSrc().isPresent() || match.icmpDataDst().isPresent();
        PacketBuilder translated =
                looksIntoQuote ? packet.edit() : packet.edit().destination(target);
        if (packet.isTranslatableError()) {
            Ipv4 quotedTo = named(match.icmpDataDst()).orElse(null);
            Ipv4 named = named(match.nwDst()).orElse(null);
            packet.quote().ifPresent(quote -> {
                if (match.icmpDataDst().isPresent()) {
                    if (quote.destination().equals(quotedTo)) {
                        translated.quote(quote.to(target, quote.destinationPort()));
                    }
                } else if (quote.source().equals(named)) {
                    translated.quote(quote.from(target, quote.sourcePort()));
                }
            });
        }
        passage.rewriteDestination(translated.build());
    }

    private static Optional<Ipv4> named(Optional<Term<Cidr>> term) {
        return term.map(present -> present.value().network());
    }

    private static Outcome dynamic(Passage passage, RuleAction.Nat nat) {
        NatKey.Kind kind = nat.direction() == NatDirection.SNAT ? NatKey.Kind.SNAT : NatKey.Kind.DNAT;
        Optional<NatKey> key = key(passage, kind);
        if (key.isEmpty()) {
            return Outcome.NOT_APPLIED;
        }
        Simulation simulation = passage.simulation();
        Optional<NatKey.Binding> binding = simulation.mapping(key.get());
        if (binding.isEmpty()) {
            binding = simulation.nat().allocate(key.get(), nat.targets());
            binding.ifPresent(allocated -> simulation.map(key.get(), allocated));
        }
        if (binding.isEmpty()) {
            return Outcome.DROP; // All ports are taken.
        }
        translate(passage, key.get(), binding.get());
        return outcome(nat.then());
    }

    private static boolean reverse(Passage passage, NatKey.Kind kind) {
        Optional<NatKey> key = key(passage, kind);
        Optional<NatKey.Binding> binding = key.flatMap(passage.simulation()::mapping);
        if (key.isEmpty() || binding.isEmpty()) {
            return false;
        }
        translate(passage, key.get(), binding.get());
        return true;
    }

    private static Optional<NatKey> key(Passage passage, NatKey.Kind kind) {
        return passage.device().flatMap(device -> NatKey.of(kind, passage.packet(), device));
    }

    private static void translate(Passage passage, NatKey key, NatKey.Binding binding) {
        Packet packet = passage.packet();
        if (key.isReverse() && packet.isTranslatableError()) {
            translateError(passage, key, binding);
        } else if (key.rewritesSource()) {
            PacketBuilder translated = packet.edit().source(binding.address());
            passage.rewrite((packet.isIcmp() ? translated : translated.sourcePort(binding.port())).build());
        } else {
            PacketBuilder translated = packet.edit().destination(binding.address());
            passage.rewriteDestination(
                    (packet.isIcmp() ? translated : translated.destinationPort(binding.port())).build());
        }
    }

    /**
     * An error comes from anywhere on the way, so its outer address is touched only if it is the connection's; what it
     * quotes is mended too. On the way out neither is so (observed): there, an error is translated like an echo.
     */
    private static void translateError(Passage passage, NatKey key, NatKey.Binding binding) {
        Packet packet = passage.packet();
        PacketBuilder translated = packet.edit();
        if (key.rewritesSource()) {
            packet.source().filter(key.source()::equals).ifPresent(same -> translated.source(binding.address()));
            packet.quote().ifPresent(quote -> translated.quote(quote.to(binding.address(), binding.port())));
            passage.rewrite(translated.build());
        } else {
            packet.destination()
                    .filter(key.destination()::equals)
                    .ifPresent(same -> translated.destination(binding.address()));
            packet.quote().ifPresent(quote -> translated.quote(quote.from(binding.address(), binding.port())));
            passage.rewriteDestination(translated.build());
        }
    }
}
