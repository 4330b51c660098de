// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Match;
import org.vpcmido.midonet.resource.NatTarget;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.resource.RuleAction;
import org.vpcmido.midonet.resource.Term;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.PortRange;

@DisplayName("A resource as people read it")
class FieldsTest {
    private static final Key CHAIN = new Key("vpc/vpc-1/pre-chain");
    private static final Key ROUTER = new Key("vpc/vpc-1/router");

    @Test
    @DisplayName("has a rule's terms, the negated ones marked, without what is absent")
    void rule() {
        Rule rule = Rule.of(
                CHAIN,
                3,
                RuleAction.Verdict.ACCEPT,
                Match.where()
                        .nwProto(6)
                        .nwDst(Term.not(Cidr.of("10.0.0.0/8")))
                        .tpDst(PortRange.of(80))
                        .build());
        assertThat(Fields.of(rule))
                .hasToString("{chain=vpc/vpc-1/pre-chain, position=3, type=accept, nwProto=6,"
                        + " nwDst=10.0.0.0/8, invNwDst=true, tpDst=80, fragmentPolicy=header}");
    }

    @Test
    @DisplayName("has a rule's action with what belongs to it")
    void actions() {
        Match any = Match.where().build();
        assertThat(Fields.of(Rule.of(CHAIN, 1, new RuleAction.Jump(new Key("x/chain")), any)))
                .hasToString("{chain=vpc/vpc-1/pre-chain, position=1, type=jump, jumpChain=x/chain,"
                        + " fragmentPolicy=any}");
        assertThat(Fields.of(Rule.of(
                        CHAIN,
                        1,
                        new RuleAction.Nat(
                                RuleAction.NatDirection.DNAT,
                                RuleAction.FlowAction.CONTINUE,
                                List.of(NatTarget.only(Ipv4.of("10.0.0.1")))),
                        any)))
                .containsEntry("type", "dnat")
                .containsEntry("flowAction", "continue")
                .containsEntry("natTargets", List.of("10.0.0.1"));
        assertThat(Fields.of(Rule.of(
                        CHAIN,
                        1,
                        new RuleAction.ReverseNat(RuleAction.NatDirection.SNAT, RuleAction.FlowAction.ACCEPT),
                        any)))
                .containsEntry("type", "rev_snat")
                .containsEntry("flowAction", "accept");
    }

    @Test
    @DisplayName("has MidoNet's names, and says of a change what was and what is")
    void differences() {
        Route route = Route.normal(ROUTER, Cidr.ANY, Cidr.of("10.0.0.0/8"), ROUTER.child("port"), Optional.empty(), 10);
        assertThat(Fields.of(route))
                .containsEntry("srcNetwork", "0.0.0.0/0")
                .containsEntry("dstNetwork", "10.0.0.0/8")
                .containsEntry("type", "Normal")
                .containsEntry("weight", 10)
                .doesNotContainKeys("key", "nextHopGateway");
        Route other = Route.normal(
                ROUTER, Cidr.ANY, Cidr.of("10.0.0.0/8"), ROUTER.child("port"), Optional.of(Ipv4.of("169.254.0.1")), 20);
        assertThat(Fields.differences(route, other)).isEqualTo("nextHopGateway: none -> 169.254.0.1, weight: 10 -> 20");
        assertThat(Fields.differences(other, route)).isEqualTo("nextHopGateway: 169.254.0.1 -> none, weight: 20 -> 10");
    }
}
