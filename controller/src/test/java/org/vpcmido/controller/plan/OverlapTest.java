// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vpcmido.midonet.resource.FragmentPolicy;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.MaskedMac;
import org.vpcmido.midonet.resource.Match;
import org.vpcmido.midonet.resource.Term;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;
import org.vpcmido.model.net.PortRange;

/** Matches are held against all packets of a small world, by a reading of their own. */
@DisplayName("What two matches have in common")
class OverlapTest {
    private static final Key GROUP = new Key("security-group/sg-1/all-addresses");
    private static final Key OTHER_GROUP = new Key("security-group/sg-2/all-addresses");
    private static final List<Cidr> BLOCKS = Stream.of(
                    "10.0.0.0/30", "10.0.0.0/31", "10.0.0.1/32", "10.0.0.2/32", "0.0.0.0/0", "10.0.0.2/31")
            .map(Cidr::of)
            .toList();
    private static final List<PortRange> RANGES = IntStream.range(0, 4)
            .boxed()
            .flatMap(first -> IntStream.range(first, 4).mapToObj(last -> new PortRange(first, last)))
            .toList();

    /**
     * A packet, by what the matches below ask.
     *
     * @param groups those that its addresses are in
     */
    private record Sent(
            int dlType, int protocol, Ipv4 source, Ipv4 destination, int from, int to, boolean later, Set<Key> groups) {
        boolean meets(Match match) {
            boolean isOfPolicy =
                    match.fragments().isEmpty() || match.fragments().get() != FragmentPolicy.HEADER || !later;
            boolean all = holds(match.dlType(), type -> type == dlType)
                    && holds(match.nwProto(), each -> each == protocol)
                    && holds(match.nwSrc(), block -> block.contains(source))
                    && holds(match.nwDst(), block -> block.contains(destination))
                    && holds(match.tpSrc(), range -> range.contains(from))
                    && holds(match.tpDst(), range -> range.contains(to))
                    && holds(match.ipAddrGroupSrc(), groups::contains)
                    && holds(match.ipAddrGroupDst(), groups::contains);
            return isOfPolicy && all != match.inverted();
        }

        private static <T> boolean holds(Optional<Term<T>> term, Predicate<T> test) {
            return term.isEmpty() || test.test(term.get().value()) != term.get().inverted();
        }
    }

    private static List<Sent> world() {
        List<Sent> world = new ArrayList<>();
        List<Ipv4> addresses = Stream.of("10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.9")
                .map(Ipv4::of)
                .toList();
        for (int dlType : List.of(2048, 2054)) {
            for (int protocol : List.of(6, 17)) {
                for (Ipv4 source : addresses) {
                    for (Ipv4 destination : addresses) {
                        Set<Key> groups = source.equals(addresses.get(0)) ? Set.of(GROUP) : Set.of();
                        world.add(new Sent(dlType, protocol, source, destination, 0, 0, true, groups));
                        for (int from = 0; from < 4; from++) {
                            for (int to = 0; to < 4; to++) {
                                world.add(new Sent(
                                        dlType, protocol, source, destination, from, to, false, Set.of(GROUP)));
                                world.add(new Sent(dlType, protocol, source, destination, from, to, false, Set.of()));
                            }
                        }
                    }
                }
            }
        }
        return world;
    }

    private static Match random(Random random) {
        Match.Builder match = Match.where();
        if (random.nextInt(8) == 0) {
            match.inverted();
        }
        if (random.nextInt(4) == 0) {
            match.dlType(term(random, List.of(2048, 2054)));
        }
        if (random.nextInt(3) == 0) {
            match.nwProto(term(random, List.of(6, 17)));
        }
        if (random.nextInt(3) == 0) {
            match.nwSrc(term(random, BLOCKS));
        }
        if (random.nextInt(3) == 0) {
            match.nwDst(term(random, BLOCKS));
        }
        if (random.nextInt(3) == 0) {
            match.tpSrc(term(random, RANGES));
        }
        if (random.nextInt(3) == 0) {
            match.tpDst(term(random, RANGES));
        }
        if (random.nextInt(5) == 0) {
            match.ipAddrGroupSrc(term(random, List.of(GROUP, OTHER_GROUP)));
        }
        if (random.nextInt(5) == 0) {
            match.ipAddrGroupDst(term(random, List.of(GROUP, OTHER_GROUP)));
        }
        return match.fragments(random.nextBoolean() ? FragmentPolicy.ANY : FragmentPolicy.HEADER)
                .build();
    }

    private static <T> Term<T> term(Random random, List<T> values) {
        return new Term<>(values.get(random.nextInt(values.size())), random.nextInt(3) == 0);
    }

    @Test
    @DisplayName("is never said to be nothing, nor all of one, where a packet shows otherwise")
    void neverDisproved() {
        List<Sent> world = world();
        Random random = new Random(1);
        int apart = 0;
        int covered = 0;
        for (int count = 0; count < 4_000; count++) {
            Match one = random(random);
            // Half of them have all but a few terms in common.
            Match other = random.nextBoolean() ? random(random) : like(one, random);
            if (Overlap.isNone(one, other)) {
                apart++;
                assertThat(world.stream()
                                .filter(sent -> sent.meets(one) && sent.meets(other))
                                .findFirst())
                        .as("%s and %s", one, other)
                        .isEmpty();
            }
            if (Overlap.covers(one, other)) {
                covered++;
                assertThat(world.stream()
                                .filter(sent -> !sent.meets(one) && sent.meets(other))
                                .findFirst())
                        .as("%s of %s", one, other)
                        .isEmpty();
            }
            assertThat(Overlap.isNone(other, one)).isEqualTo(Overlap.isNone(one, other));
        }
        assertThat(apart).isGreaterThan(200);
        assertThat(covered).isGreaterThan(200);
    }

    private static Match like(Match match, Random random) {
        Match more = random(random);
        Match.Builder like = Match.where().fragments(match.fragments().orElseThrow());
        if (match.inverted()) {
            like.inverted();
        }
        match.dlType().ifPresent(like::dlType);
        match.nwProto().or(more::nwProto).ifPresent(like::nwProto);
        match.nwSrc().or(more::nwSrc).ifPresent(like::nwSrc);
        match.nwDst().ifPresent(like::nwDst);
        (random.nextBoolean() ? match : more).tpSrc().ifPresent(like::tpSrc);
        (random.nextBoolean() ? match : more).tpDst().ifPresent(like::tpDst);
        match.ipAddrGroupSrc().ifPresent(like::ipAddrGroupSrc);
        match.ipAddrGroupDst().or(more::ipAddrGroupDst).ifPresent(like::ipAddrGroupDst);
        return like.build();
    }

    /** One term each, of one kind, for all pairs of values. */
    private static <T> void assertExact(
            List<T> values, BiConsumer<Match.Builder, Term<T>> put, BiPredicate<T, T> meet, BiPredicate<T, T> contain) {
        for (T one : values) {
            for (T other : values) {
                Match is = match(put, Term.is(one));
                Match also = match(put, Term.is(other));
                Match not = match(put, Term.not(other));
                assertThat(Overlap.isNone(is, also)).as("%s and %s", is, also).isEqualTo(!meet.test(one, other));
                assertThat(Overlap.isNone(is, not)).as("%s and %s", is, not).isEqualTo(contain.test(other, one));
                assertThat(Overlap.isNone(not, is)).as("%s and %s", not, is).isEqualTo(contain.test(other, one));
                assertThat(Overlap.isNone(not, match(put, Term.not(one)))).isFalse();
                assertThat(Overlap.covers(is, also)).as("%s of %s", is, also).isEqualTo(contain.test(one, other));
                assertThat(Overlap.covers(is, not)).as("%s of %s", is, not).isFalse();
                assertThat(Overlap.covers(not, is)).as("%s of %s", not, is).isFalse();
                assertThat(Overlap.covers(match(put, Term.not(one)), not)).isEqualTo(one.equals(other));
            }
            Match is = match(put, Term.is(one));
            assertThat(Overlap.covers(Match.where().build(), is)).isTrue();
            assertThat(Overlap.covers(is, Match.where().build())).isFalse();
            assertThat(Overlap.isNone(is, Match.where().build())).isFalse();
            assertThat(Overlap.isNone(Match.where().build(), is)).isFalse();
        }
    }

    private static <T> Match match(BiConsumer<Match.Builder, Term<T>> put, Term<T> term) {
        Match.Builder builder = Match.where();
        put.accept(builder, term);
        return builder.build();
    }

    @Test
    @DisplayName("is told exactly of addresses, ports and protocols, one at a time")
    void oneTerm() {
        BiPredicate<PortRange, PortRange> meet =
                (one, other) -> IntStream.range(0, 4).anyMatch(port -> one.contains(port) && other.contains(port));
        BiPredicate<PortRange, PortRange> contain =
                (one, other) -> IntStream.range(0, 4).allMatch(port -> one.contains(port) || !other.contains(port));
        assertExact(RANGES, (match, term) -> match.tpSrc(term), meet, contain);
        assertExact(RANGES, (match, term) -> match.tpDst(term), meet, contain);
        assertExact(BLOCKS, (match, term) -> match.nwSrc(term), Cidr::overlaps, Cidr::contains);
        assertExact(BLOCKS, (match, term) -> match.nwDst(term), Cidr::overlaps, Cidr::contains);
        List<Integer> protocols = List.of(1, 6, 17);
        assertExact(protocols, (match, term) -> match.nwProto(term), Integer::equals, Integer::equals);
    }

    @Test
    @DisplayName("is told of frame types and address groups only where they are the same")
    void sameOnly() {
        Match ip = Match.where().dlType(2048).build();
        Match arp = Match.where().dlType(2054).build();
        assertThat(Overlap.isNone(ip, arp)).isTrue();
        assertThat(Overlap.isNone(ip, ip)).isFalse();
        assertThat(Overlap.covers(ip, ip)).isTrue();
        assertThat(Overlap.covers(Match.where().build(), ip)).isFalse();
        Match group = Match.where().ipAddrGroupSrc(GROUP).build();
        Match other = Match.where().ipAddrGroupSrc(OTHER_GROUP).build();
        Match receiver = Match.where().ipAddrGroupDst(GROUP).build();
        assertThat(Overlap.isNone(group, other)).as("an address may be in both").isFalse();
        assertThat(Overlap.covers(group, other)).isFalse();
        assertThat(Overlap.covers(group, receiver)).isFalse();
        assertThat(Overlap.covers(receiver, group)).isFalse();
        assertThat(Overlap.covers(group, group)).isTrue();
        assertThat(Overlap.covers(Match.where().build(), group)).isTrue();
        assertThat(Overlap.covers(Match.where().build(), receiver)).isTrue();
    }

    private static Stream<Match> restrictions() {
        Key key = new Key("interface/i-1/port");
        MaskedMac mac = MaskedMac.exactly(MacAddress.of("02:00:00:00:00:01"));
        return Stream.of(
                Match.where().forwardFlow().build(),
                Match.where().returnFlow().build(),
                Match.where().noVlan().build(),
                Match.where().nwDstRewritten().build(),
                Match.where().inPorts(Term.is(new TreeSet<>(Set.of(key)))).build(),
                Match.where().outPorts(key).build(),
                Match.where().portGroup(key).build(),
                Match.where().inPortGroup(key).build(),
                Match.where().outPortGroup(key).build(),
                Match.where().traversedDevice(key).build(),
                Match.where().dlSrc(Term.is(mac)).build(),
                Match.where().dlDst(Term.is(mac)).build(),
                Match.where().nwTos(4).build(),
                Match.where().icmpDataSrc(Cidr.of("10.0.0.0/30")).build(),
                Match.where().icmpDataDst(Cidr.of("10.0.0.0/30")).build(),
                Match.where().vlan(7).build(),
                Match.where().fragments(FragmentPolicy.NONHEADER).build());
    }

    @ParameterizedTest
    @MethodSource("restrictions")
    @DisplayName("is not known by any other term: whoever has it covers nobody without it")
    void otherTerms(Match restricted) {
        Match free = Match.where().build();
        assertThat(Overlap.covers(restricted, free)).isFalse();
        assertThat(Overlap.covers(restricted, restricted)).isTrue();
        assertThat(Overlap.isNone(restricted, free)).isFalse();
    }

    @Test
    @DisplayName("is turned round where a whole match is negated")
    void negated() {
        Match wide = Match.where().nwSrc(Cidr.of("10.0.0.0/30")).build();
        Match notWide = Match.where().inverted().nwSrc(Cidr.of("10.0.0.0/30")).build();
        Match notNarrow = Match.where().inverted().nwSrc(Cidr.of("10.0.0.1/32")).build();
        Match elsewhere = Match.where().nwSrc(Cidr.of("10.0.0.9/32")).build();
        assertThat(Overlap.covers(notWide, notNarrow))
                .as("10.0.0.2 is but in one")
                .isFalse();
        assertThat(Overlap.covers(notWide, notWide)).isTrue();
        assertThat(Overlap.covers(wide, notNarrow)).isFalse();
        assertThat(Overlap.isNone(notWide, elsewhere)).as("10.0.0.9 is in both").isFalse();
        assertThat(Overlap.isNone(elsewhere, notWide)).isFalse();
    }
}
