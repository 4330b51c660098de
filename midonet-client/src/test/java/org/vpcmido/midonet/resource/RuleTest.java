// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.PortRange;

@DisplayName("A rule")
class RuleTest {
    private static final Key CHAIN = Key.of("chain");
    private static final Match ALL = Match.where().build();

    private static RuleAction.Nat nat(NatTarget... targets) {
        return new RuleAction.Nat(RuleAction.NatDirection.SNAT, RuleAction.FlowAction.ACCEPT, List.of(targets));
    }

    /** The table of midonet-observed.md 5. */
    @Test
    @DisplayName("gets the fragment policy that MidoNet would give it")
    void defaultFragments() {
        Match ports = Match.where().tpDst(PortRange.of(80)).build();
        NatTarget one = NatTarget.only(Ipv4.of("203.0.113.7"));
        NatTarget many = new NatTarget(Ipv4.of("203.0.113.7"), Ipv4.of("203.0.113.7"), 1024, 65535);
        RuleAction reverse = new RuleAction.ReverseNat(RuleAction.NatDirection.SNAT, RuleAction.FlowAction.ACCEPT);

        assertThat(fragments(RuleAction.Verdict.DROP, ALL)).isEqualTo(FragmentPolicy.ANY);
        assertThat(fragments(RuleAction.Verdict.DROP, ports)).isEqualTo(FragmentPolicy.HEADER);
        assertThat(fragments(nat(one), ALL)).isEqualTo(FragmentPolicy.ANY);
        assertThat(fragments(nat(one), ports)).isEqualTo(FragmentPolicy.UNFRAGMENTED);
        assertThat(fragments(nat(many), ALL)).isEqualTo(FragmentPolicy.UNFRAGMENTED);
        assertThat(fragments(nat(one, one), ALL)).isEqualTo(FragmentPolicy.UNFRAGMENTED);
        assertThat(fragments(reverse, ALL)).isEqualTo(FragmentPolicy.ANY);
    }

    private static FragmentPolicy fragments(RuleAction action, Match match) {
        return Rule.of(CHAIN, 1, action, match).match().fragments().orElseThrow();
    }

    @Test
    @DisplayName("is named by what it does, wherever in its chain it stands")
    void contentKey() {
        Match match = Match.where()
                .dlType(2048)
                .nwSrc(Term.not(Cidr.of("10.0.0.4/32")))
                .build();
        Rule rule = Rule.of(CHAIN, 3, RuleAction.Verdict.DROP, match);

        assertThat(rule.key()).hasToString("chain/drop dlType=2048 nwSrc!=10.0.0.4/32");
        assertThat(rule.at(7).key()).isEqualTo(rule.key());
        assertThat(Rule.of(CHAIN, 1, RuleAction.Verdict.DROP, ALL).content()).isEqualTo("drop");
        Match unusual = Match.where().fragments(FragmentPolicy.NONHEADER).build();
        assertThat(Rule.of(CHAIN, 1, RuleAction.Verdict.DROP, unusual).content())
                .isEqualTo("drop fragments=nonheader");
    }

    @Test
    @DisplayName("shares its content with equal ones, which are then numbered in order")
    void occurrences() {
        Rule rule = Rule.of(CHAIN, 1, RuleAction.Verdict.ACCEPT, ALL);

        assertThat(
                        ContentAddressed.keyed(
                                        List.of(rule, rule.at(2), Rule.of(CHAIN, 3, RuleAction.Verdict.DROP, ALL)))
                                .stream()
                                .map(Rule::key))
                .containsExactly(Key.of("chain", "accept"), Key.of("chain", "accept #2"), Key.of("chain", "drop"));
    }

    @Test
    @DisplayName("stands on its chain, its jump's target and its address groups, not on the ports it looks at")
    void references() {
        Match match = Match.where()
                .ipAddrGroupSrc(Key.of("group"))
                .inPorts(Key.of("port"))
                .portGroup(Key.of("ports"))
                .build();

        assertThat(Rule.of(CHAIN, 1, new RuleAction.Jump(Key.of("target")), match)
                        .references())
                .containsExactlyInAnyOrder(CHAIN, Key.of("target"), Key.of("group"));
    }

    @Test
    @DisplayName("is renamed with all that it names")
    void rekey() {
        Match match = Match.where()
                .ipAddrGroupDst(Term.not(Key.of("group")))
                .outPorts(Key.of("b"), Key.of("a"))
                .traversedDevice(Key.of("device"))
                .build();

        Rule renamed = Rule.of(CHAIN, 1, new RuleAction.Jump(Key.of("target")), match)
                .rekey(key -> Key.of("new").child(key.path()));

        assertThat(renamed.content())
                .isEqualTo(
                        "jump new/target outPorts=[new/a, new/b] ipAddrGroupDst!=new/group traversedDevice=new/device");
        assertThat(renamed.chain()).isEqualTo(Key.of("new", "chain"));
    }

    @Test
    @DisplayName("does not change with the set of ports that it was made from")
    void copiesPorts() {
        NavigableSet<Key> ports = new TreeSet<>(List.of(Key.of("a")));
        Match match = Match.where().inPorts(Term.is(ports)).build();
        ports.add(Key.of("b"));

        assertThat(match).isEqualTo(Match.where().inPorts(Key.of("a")).build());
        assertThatThrownBy(() -> match.inPorts().orElseThrow().value().add(Key.of("c")))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    @DisplayName("has a place from 1 on")
    void position() {
        assertThatThrownBy(() -> Rule.of(CHAIN, 0, RuleAction.Verdict.ACCEPT, ALL))
                .hasMessageContaining("position 0 is below 1");
    }
}
