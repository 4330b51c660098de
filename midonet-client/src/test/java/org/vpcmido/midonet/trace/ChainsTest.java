// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vpcmido.midonet.resource.RuleAction.Verdict.ACCEPT;
import static org.vpcmido.midonet.resource.RuleAction.Verdict.DROP;
import static org.vpcmido.midonet.resource.RuleAction.Verdict.REJECT;
import static org.vpcmido.midonet.resource.RuleAction.Verdict.RETURN;
import static org.vpcmido.midonet.trace.Sketch.A;
import static org.vpcmido.midonet.trace.Sketch.B;
import static org.vpcmido.midonet.trace.Sketch.aToB;
import static org.vpcmido.midonet.trace.Sketch.jump;
import static org.vpcmido.midonet.trace.Sketch.rule;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.midonet.resource.FragmentPolicy;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Match;
import org.vpcmido.midonet.resource.PortGroup;
import org.vpcmido.midonet.resource.PortGroupPort;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.resource.Term;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.PortRange;

/** midonet-datapath-semantics.md 5 and 6. */
@DisplayName("Chains and conditions")
class ChainsTest {
    private static final Rule DROP_ALL = rule(DROP, Match.where());

    private static Verdict filtered(Packet packet, Sketch sketch) {
        return sketch.conversation().send(A, packet);
    }

    private static String deciding(Verdict verdict) {
        return verdict.decidingRule().map(Step.Matched::place).orElse("none");
    }

    @Test
    @DisplayName("a chain that comes to its end accepts, and so does RETURN on top level")
    void endAccepts() {
        assertThat(filtered(aToB(), new Sketch().chain("a/in")).isDelivered()).isTrue();
        assertThat(filtered(aToB(), new Sketch().chain("a/in", rule(RETURN, Match.where()), DROP_ALL))
                        .isDelivered())
                .isTrue();
    }

    @Test
    @DisplayName("RETURN and the end of a chain that was jumped to go on behind the jump; accept ends the filter")
    void jumps() {
        Sketch returning = new Sketch().chain("a/in", jump("sub"), DROP_ALL).chain("sub", rule(RETURN, Match.where()));
        Sketch ending = new Sketch().chain("a/in", jump("sub"), DROP_ALL).chain("sub");
        Sketch accepting = new Sketch().chain("a/in", jump("sub"), DROP_ALL).chain("sub", rule(ACCEPT, Match.where()));
        assertThat(deciding(filtered(aToB(), returning))).isEqualTo("a/in#2");
        assertThat(deciding(filtered(aToB(), ending))).isEqualTo("a/in#2");
        assertThat(filtered(aToB(), accepting).isDelivered()).isTrue();
    }

    @Test
    @DisplayName("a chain is evaluated once in one filter pass, also in a circle of jumps")
    void onceInAPass() {
        Sketch circle =
                new Sketch().chain("a/in", jump("sub"), jump("sub"), DROP_ALL).chain("sub", jump("a/in"));
        assertThat(filtered(aToB(), circle).rules().map(Step.Matched::place))
                .containsExactly("a/in#1", "sub#1", "a/in#2", "a/in#3");
    }

    @Test
    @DisplayName("accept ends one filter only: the next one is asked all the same")
    void acceptIsForOneFilter() {
        Sketch sketch = new Sketch().chain("a/in", rule(ACCEPT, Match.where())).chain("b/out", DROP_ALL);
        assertThat(deciding(filtered(aToB(), sketch))).isEqualTo("b/out#1");
    }

    @Test
    @DisplayName("REJECT is silent at bridges, and told by ICMP at routers")
    void reject() {
        Rule reject = rule(REJECT, Match.where());
        assertThat(filtered(aToB(), new Sketch().chain("lan/in", reject)).answers())
                .isEmpty();
        Verdict atRouter = filtered(Sketch.aToWorld(), new Sketch().chain("gw/in", reject));
        assertThat(atRouter.answers()).singleElement().satisfies(answer -> {
            assertThat(answer.packet().sourcePort()).isEqualTo(3);
            assertThat(answer.packet().destinationPort()).isEqualTo(13);
            assertThat(answer.arrivals()).extracting(Arrival::port).containsExactly(A);
        });
    }

    @Test
    @DisplayName("condInvert negates the conjunction, but not the fragment policy")
    void invertedButForFragments() {
        Sketch sketch = new Sketch()
                .chain("a/in", rule(DROP, Match.where().inverted().nwProto(17).fragments(FragmentPolicy.HEADER)));
        Packet later = aToB().edit().fragment(Fragment.LATER).build();
        assertThat(filtered(aToB(), sketch).isDelivered()).isFalse();
        assertThat(filtered(later, sketch).isDelivered()).isTrue();
    }

    @Test
    @DisplayName("a frame without an IPv4 address matches an inverted subnet, and no other one")
    void subnetsAndOtherFrames() {
        Packet ipv6 = Packet.other(Sketch.A_MAC, Sketch.B_MAC, Packet.IPV6);
        Term<Cidr> own = Term.is(Sketch.A_IP.asCidr());
        Term<Cidr> others = Term.not(Sketch.A_IP.asCidr());
        assertThat(filtered(
                                ipv6,
                                new Sketch()
                                        .chain("a/in", rule(DROP, Match.where().nwSrc(own))))
                        .isDelivered())
                .isTrue();
        assertThat(filtered(
                                ipv6,
                                new Sketch()
                                        .chain("a/in", rule(DROP, Match.where().nwSrc(others))))
                        .isDelivered())
                .isFalse();
    }

    @Test
    @DisplayName("port terms are not aware of protocols: ICMP type and code count, later fragments have 0")
    void ports() {
        Rule range = rule(DROP, Match.where().tpDst(new PortRange(0, 3)).fragments(FragmentPolicy.ANY));
        Sketch sketch = new Sketch().chain("a/in", range);
        assertThat(filtered(aToB(), sketch).isDelivered()).isTrue();
        assertThat(filtered(aToB().edit().fragment(Fragment.LATER).build(), sketch)
                        .isDelivered())
                .isFalse();
    }

    @Test
    @DisplayName("a port group is that of the port where the packet entered the overlay")
    void portGroup() {
        Key group = Key.of("group");
        Rule drop = rule(DROP, Match.where().portGroup(group));
        Sketch sketch = new Sketch()
                .with(new PortGroup(group, "", "group", false), new PortGroupPort(group, A))
                .chain("b/out", drop)
                .chain("a/out", drop);
        assertThat(sketch.conversation().send(A, aToB()).isDelivered()).isFalse();
        assertThat(sketch.conversation().send(B, Sketch.bToA()).isDelivered()).isTrue();
    }

    @Test
    @DisplayName("traversedDevice holds for ports and devices passed, and not for those ahead")
    void traversed() {
        assertThat(filtered(
                                aToB(),
                                new Sketch()
                                        .chain("b/out", rule(DROP, Match.where().traversedDevice(A))))
                        .isDelivered())
                .isFalse();
        assertThat(filtered(
                                aToB(),
                                new Sketch()
                                        .chain("a/in", rule(DROP, Match.where().traversedDevice(B))))
                        .isDelivered())
                .isTrue();
    }
}
