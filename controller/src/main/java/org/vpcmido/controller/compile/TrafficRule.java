// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Match;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.resource.RuleAction;
import org.vpcmido.model.vpc.Traffic;

/**
 * A rule of a group, or an entry of an ACL, on its way to become a rule of a chain: which of the forms of its traffic is
 * written, by the corrections that are wanted and by what the MidoNet at hand takes.
 *
 * @param chain the chain
 * @param verdict what becomes of the packets that it is about
 * @param peer adds the terms for the other end
 * @param traffic which packets of the other end it is about
 */
record TrafficRule(Key chain, RuleAction.Verdict verdict, UnaryOperator<Match.Builder> peer, Traffic traffic) {
    TrafficRule {
        requireNonNull(chain, "chain");
        requireNonNull(verdict, "verdict");
        requireNonNull(peer, "peer");
        requireNonNull(traffic, "traffic");
    }

    /** Whether the server refuses the form that is wanted. */
    boolean isRefused(Blueprint blueprint) {
        return !isWholeProtocol(blueprint)
                && isZeroRefused(blueprint)
                && !blueprint.corrections().include(Correction.PORT_ZERO);
    }

    /** The form that is wanted, or where the server refuses it the closest to that. */
    Match.Builder match(Blueprint blueprint) {
        Match.Builder where = peer.apply(Match.where());
        if (isWholeProtocol(blueprint)) {
            return TrafficTerms.wholeProtocol(where, traffic);
        }
        return isZeroRefused(blueprint) ? TrafficTerms.withoutZero(where, traffic) : TrafficTerms.plain(where, traffic);
    }

    /** The correction that decides about the form. */
    Optional<Correction> correction(Blueprint blueprint) {
        if (isWholeProtocol(blueprint)) {
            return Optional.of(Correction.ALL_PORTS);
        }
        return isZeroRefused(blueprint) ? Optional.of(Correction.PORT_ZERO) : Optional.empty();
    }

    /** The rule as eucanetd makes it. */
    Key plainKey() {
        Match match = TrafficTerms.plain(peer.apply(Match.where()), traffic).build();
        return new Rule(chain, chain, 1, verdict, match).contentKey(1);
    }

    /** Adds it to its chain, and says why. */
    void addTo(RuleList rules, Optional<Stratum> stratum, String cause, Blueprint blueprint, Draft draft) {
        Optional<Correction> applied = correction(blueprint).filter(blueprint.corrections()::include);
        String why = applied.map(each -> blueprint.corrections().explain(cause, each))
                .orElse(cause);
        rules.add(stratum, verdict, match(blueprint), applied.map(none -> why));
        if (applied.isPresent()) {
            // Also of the plain rule, which goes if it is there.
            draft.because(plainKey(), why);
        }
    }

    private boolean isWholeProtocol(Blueprint blueprint) {
        return TrafficTerms.haveAllPorts(traffic) && blueprint.corrections().include(Correction.ALL_PORTS);
    }

    private boolean isZeroRefused(Blueprint blueprint) {
        return TrafficTerms.nameZero(traffic) && !blueprint.limits().portsFromZero();
    }
}
