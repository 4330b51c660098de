// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vpcmido.midonet.resource.FragmentPolicy;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Match;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.resource.RuleAction.Verdict;
import org.vpcmido.midonet.resource.Term;
import org.vpcmido.model.net.PortRange;
import org.vpcmido.model.net.Protocol;
import org.vpcmido.model.vpc.Traffic;

@DisplayName("Terms without a number 0 match what was asked for, and nothing else")
class TrafficTermsTest {
    static Stream<Traffic> withZero() {
        return Stream.of(
                Traffic.of(Protocol.TCP, PortRange.of(0)),
                Traffic.of(Protocol.TCP, new PortRange(0, 1023)),
                Traffic.of(Protocol.UDP, new PortRange(0, 65534)),
                Traffic.of(Protocol.UDP, PortRange.ALL),
                Traffic.icmp(0, OptionalInt.empty()),
                Traffic.icmp(0, OptionalInt.of(0)),
                Traffic.icmp(0, OptionalInt.of(4)),
                Traffic.icmp(8, OptionalInt.of(0)));
    }

    static Stream<Traffic> others() {
        return Stream.of(
                Traffic.all(),
                Traffic.of(new Protocol(0)),
                Traffic.of(Protocol.ICMP),
                Traffic.of(Protocol.TCP, PortRange.of(22)),
                Traffic.of(Protocol.TCP, new PortRange(1, 65535)),
                Traffic.icmp(8, OptionalInt.empty()),
                Traffic.icmp(3, OptionalInt.of(4)));
    }

    @ParameterizedTest
    @MethodSource("withZero")
    @DisplayName("where 0 is meant")
    void zero(Traffic traffic) {
        assertThat(TrafficTerms.nameZero(traffic)).isTrue();
        Match match = rule(TrafficTerms.withoutZero(Match.where(), traffic));
        assertThat(Stream.of(match.tpSrc(), match.tpDst())
                        .flatMap(Optional::stream)
                        .map(Term::value))
                .allMatch(range -> range.first() > 0);
        assertMatchesAlike(traffic, match);
    }

    @ParameterizedTest
    @MethodSource("others")
    @DisplayName("and where it is not, they are as ever")
    void noZero(Traffic traffic) {
        assertThat(TrafficTerms.nameZero(traffic)).isFalse();
        assertThat(rule(TrafficTerms.withoutZero(Match.where(), traffic)))
                .isEqualTo(rule(TrafficTerms.plain(Match.where(), traffic)));
    }

    private static Match rule(Match.Builder where) {
        return Rule.of(new Key("chain"), 1, Verdict.ACCEPT, where.build()).match();
    }

    private static void assertMatchesAlike(Traffic traffic, Match match) {
        Match plain = rule(TrafficTerms.plain(Match.where(), traffic));
        List<Integer> numbers = IntStream.of(0, 1, 3, 4, 8, 255, 1023, 1024, 65534, 65535)
                .boxed()
                .toList();
        for (int protocol : List.of(0, 1, 6, 17)) {
            for (int source : numbers) {
                for (int destination : numbers) {
                    for (boolean later : List.of(false, true)) {
                        boolean matches = matches(match, protocol, source, destination, later);
                        assertThat(matches)
                                .as("%s: protocol %s, %s to %s, later %s", match, protocol, source, destination, later)
                                .isEqualTo(matches(plain, protocol, source, destination, later));
                    }
                }
            }
        }
    }

    /** As agents evaluate conditions (midonet-datapath-semantics.md 6); a later fragment shows ports 0. */
    private static boolean matches(Match match, int protocol, int source, int destination, boolean later) {
        FragmentPolicy policy = match.fragments().orElseThrow();
        boolean fragments = !later || policy == FragmentPolicy.ANY || policy == FragmentPolicy.NONHEADER;
        return fragments
                && match.nwProto().filter(term -> term.value() != protocol).isEmpty()
                && match.tpSrc()
                        .filter(term -> !holds(term, later ? 0 : source))
                        .isEmpty()
                && match.tpDst()
                        .filter(term -> !holds(term, later ? 0 : destination))
                        .isEmpty();
    }

    private static boolean holds(Term<PortRange> term, int number) {
        return term.value().contains(number) != term.inverted();
    }
}
