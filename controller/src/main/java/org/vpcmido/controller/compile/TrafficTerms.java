// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile;

import java.util.function.Consumer;
import org.vpcmido.midonet.resource.FragmentPolicy;
import org.vpcmido.midonet.resource.Match;
import org.vpcmido.midonet.resource.Term;
import org.vpcmido.model.net.PortRange;
import org.vpcmido.model.net.Protocol;
import org.vpcmido.model.vpc.Traffic;

/**
 * Protocol, ports, ICMP type and code as terms of a rule. Later servers refuse the number 0 in ranges
 * (midonet-observed.md 5), but take an inverted range, which agents evaluate as one would think
 * (midonet-datapath-semantics.md 6): "not 1 to 65535" is 0, and matches nothing else.
 */
final class TrafficTerms {
    private static final int MAX = 65535;

    private TrafficTerms() {}

    /** Whether the plain form of the terms has a number 0, which not every server takes. */
    static boolean nameZero(Traffic traffic) {
        return traffic.ports().filter(range -> range.first() == 0).isPresent()
                || (traffic.icmpType().isPresent() && traffic.icmpType().getAsInt() == 0)
                || (traffic.icmpCode().isPresent() && traffic.icmpCode().getAsInt() == 0);
    }

    /** Adds the terms as eucanetd states them. */
    static Match.Builder plain(Match.Builder where, Traffic traffic) {
        wholeProtocol(where, traffic);
        traffic.ports().ifPresent(where::tpDst);
        traffic.icmpType().ifPresent(type -> where.tpSrc(PortRange.of(type)));
        traffic.icmpCode().ifPresent(code -> where.tpDst(PortRange.of(code)));
        return where;
    }

    /** Whether it is about all ports of a protocol. */
    static boolean haveAllPorts(Traffic traffic) {
        return traffic.ports().filter(PortRange.ALL::equals).isPresent();
    }

    /** Adds the protocol alone. */
    static Match.Builder wholeProtocol(Match.Builder where, Traffic traffic) {
        traffic.protocol().map(Protocol::number).ifPresent(where::nwProto);
        return where;
    }

    /** Adds terms that match the same packets as the plain ones and have no number 0. */
    static Match.Builder withoutZero(Match.Builder where, Traffic traffic) {
        wholeProtocol(where, traffic);
        traffic.ports().ifPresent(range -> addRange(range, where::tpDst, where));
        traffic.icmpType().ifPresent(type -> addRange(PortRange.of(type), where::tpSrc, where));
        traffic.icmpCode().ifPresent(code -> addRange(PortRange.of(code), where::tpDst, where));
        return where;
    }

    private static void addRange(PortRange range, Consumer<Term<PortRange>> term, Match.Builder where) {
        if (range.first() > 0) {
            term.accept(Term.is(range));
        } else if (range.last() < MAX) {
            term.accept(Term.not(new PortRange(range.last() + 1, MAX)));
        } else {
            // Any port, but there must be one: a later fragment has none, and no port range matches it.
            where.fragments(FragmentPolicy.HEADER);
        }
    }
}
