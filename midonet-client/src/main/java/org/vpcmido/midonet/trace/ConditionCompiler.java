// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.vpcmido.midonet.resource.FragmentPolicy;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Match;
import org.vpcmido.midonet.resource.Term;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;

/** Turns matches into conditions: terms that are absent cost nothing, names become what they stand for. */
final class ConditionCompiler {
    private final Map<Key, Set<Ipv4>> addressGroups;

    ConditionCompiler(Map<Key, Set<Ipv4>> addressGroups) {
        this.addressGroups = addressGroups;
    }

    /** The condition of a rule whose address groups all exist. */
    Condition compile(Match match, FragmentPolicy fragments) {
        List<Condition.Test> tests = new ArrayList<>();
        flow(match, tests);
        network(match, tests);
        transport(match, tests);
        ports(match, tests);
        link(match, tests);
        return new Condition(fragments, match.inverted(), tests);
    }

    private static void flow(Match match, List<Condition.Test> tests) {
        if (match.forwardFlow()) {
            tests.add(Passage::isForwardFlow);
        }
        if (match.returnFlow()) {
            tests.add(passage -> !passage.isForwardFlow());
        }
    }

    private void network(Match match, List<Condition.Test> tests) {
        add(tests, match.dlType(), (passage, type) -> passage.packet().etherType() == type);
        add(tests, match.nwProto(), (passage, protocol) -> passage.packet().protocol() == protocol);
        add(tests, match.nwDst(), (passage, cidr) -> within(passage.packet().destination(), cidr));
        add(tests, match.nwSrc(), (passage, cidr) -> within(passage.packet().source(), cidr));
        add(tests, match.nwTos(), (passage, tos) -> passage.packet().tos() == tos);
        add(
                tests,
                match.ipAddrGroupSrc().map(this::members),
                (passage, group) ->
                        passage.packet().source().filter(group::contains).isPresent());
        add(
                tests,
                match.ipAddrGroupDst().map(this::members),
                (passage, group) ->
                        passage.packet().destination().filter(group::contains).isPresent());
        if (match.nwDstRewritten()) {
            tests.add(Passage::isDestinationRewritten);
        }
    }

    /** Not aware of the protocol: the value is 0 where the packet has none. */
    private static void transport(Match match, List<Condition.Test> tests) {
        add(
                tests,
                match.tpDst(),
                (passage, range) -> range.contains(passage.packet().destinationPort()));
        add(
                tests,
                match.tpSrc(),
                (passage, range) -> range.contains(passage.packet().sourcePort()));
        add(tests, match.icmpDataSrc(), (passage, cidr) -> within(quoted(passage, Quote::source), cidr));
        add(tests, match.icmpDataDst(), (passage, cidr) -> within(quoted(passage, Quote::destination), cidr));
    }

    private static void ports(Match match, List<Condition.Test> tests) {
        add(
                tests,
                match.inPorts().map(ConditionCompiler::hashed),
                (passage, ports) -> passage.inPort()
                        .filter(port -> ports.contains(port.key()))
                        .isPresent());
        add(
                tests,
                match.outPorts().map(ConditionCompiler::hashed),
                (passage, ports) -> passage.outPort()
                        .filter(port -> ports.contains(port.key()))
                        .isPresent());
        add(tests, match.portGroup(), (passage, group) -> passage.entryGroups().contains(group));
        add(
                tests,
                match.inPortGroup(),
                (passage, group) -> passage.inPort()
                        .filter(port -> port.groups().contains(group))
                        .isPresent());
        add(
                tests,
                match.outPortGroup(),
                (passage, group) -> passage.outPortGroups().contains(group));
        add(
                tests,
                match.traversedDevice(),
                (passage, device) -> passage.traversed().contains(device));
    }

    private static void link(Match match, List<Condition.Test> tests) {
        add(
                tests,
                match.dlSrc(),
                (passage, mac) -> mac.contains(passage.packet().sourceMac()));
        add(
                tests,
                match.dlDst(),
                (passage, mac) -> mac.contains(passage.packet().destinationMac()));
        if (match.noVlan()) {
            tests.add(passage -> passage.packet().vlans().isEmpty());
        }
        if (match.vlan() != 0) {
            tests.add(passage -> !passage.packet().vlans().isEmpty()
                    && passage.packet().vlans().get(0) == match.vlan());
        }
    }

    private static <T> void add(List<Condition.Test> tests, Optional<Term<T>> term, BiPredicate<Passage, T> test) {
        term.ifPresent(present -> {
            T value = present.value();
            tests.add(
                    present.inverted() ? passage -> !test.test(passage, value) : passage -> test.test(passage, value));
        });
    }

    private Term<Set<Ipv4>> members(Term<Key> group) {
        return new Term<>(addressGroups.getOrDefault(group.value(), Set.of()), group.inverted());
    }

    private static Term<Set<Key>> hashed(Term<NavigableSet<Key>> keys) {
        return new Term<>(Set.copyOf(keys.value()), keys.inverted());
    }

    private static Optional<Ipv4> quoted(Passage passage, Function<Quote, Ipv4> address) {
        return passage.packet().quote().map(address);
    }

    private static boolean within(Optional<Ipv4> address, Cidr cidr) {
        return address.isPresent() && cidr.contains(address.get());
    }
}
