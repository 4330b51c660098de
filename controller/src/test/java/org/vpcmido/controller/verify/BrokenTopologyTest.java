// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.controller.compile.Corrections;
import org.vpcmido.controller.compile.Keys;
import org.vpcmido.midonet.resource.HostInterfacePort;
import org.vpcmido.midonet.resource.IpAddrGroupAddr;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.NatTarget;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.resource.RuleAction;
import org.vpcmido.model.given.Ids;
import org.vpcmido.model.given.ReferenceCloud;
import org.vpcmido.model.net.Ipv4;

@DisplayName("A topology that somebody broke")
class BrokenTopologyTest {
    private static final int PROBES = 3_000;

    private Built whole;

    @BeforeEach
    void build() {
        whole = Built.of(ReferenceCloud.given().state(), Corrections.all());
        assertThat(whole.verify(PROBES, 1).isAgreement()).isTrue();
    }

    @Test
    @DisplayName("by deleting the rule of a group is found, and the interface that refuses now is named")
    void deletedRule() {
        Key chain = Keys.groupIngressChain(Ids.group("db"));
        Built broken = without(each -> each instanceof Rule rule && rule.chain().equals(chain));

        Comparison found = found(broken, Agreement.LOST);
        assertThat(broken.shown(found))
                .contains("the rules deliver it, and MidoNet does not")
                .contains("dropped by rule ic_")
                .containsAnyOf("of " + Ids.networkInterface("a3"), "of " + Ids.networkInterface("a4"));
    }

    @Test
    @DisplayName("by deleting the last drop of an interface is found, and what passes is shown")
    void deletedDrop() {
        Key chain = Keys.interfacePostChain(Ids.instance("a3"));
        Built broken = without(each -> each instanceof Rule rule
                && rule.chain().equals(chain)
                && rule.position() == whole.topology().rules(chain).size());

        Comparison found = found(broken, Agreement.LET_THROUGH);
        assertThat(broken.shown(found)).contains(Ids.networkInterface("a3").value());
    }

    @Test
    @DisplayName("by leading a route to the wrong port is found, and the route is shown")
    void misledRoute() {
        Key wrong = Keys.subnetRouterPort(Ids.subnet("C2"));
        Key right = Keys.subnetRouterPort(Ids.subnet("C1"));
        Built broken = whole.damaged(resources -> resources.map(each -> each instanceof Route route
                        && route.nextHopPort().equals(Optional.of(right))
                        && route.type() == Route.Type.NORMAL
                ? Route.normal(
                        route.router(), route.source(), route.destination(), wrong, Optional.empty(), route.weight())
                : each));

        Comparison found = found(broken, Agreement.LOST);
        assertThat(broken.shown(found))
                .contains("port " + wrong.path())
                .contains(Ids.vpc("c").value());
    }

    @Test
    @DisplayName("by taking an address out of a group is found, and the refusing interface is named")
    void missingAddress() {
        Key group = Keys.groupAllAddresses(Ids.group("web"));
        Built broken = without(each -> each instanceof IpAddrGroupAddr member
                && member.group().equals(group)
                && member.address().equals(Ipv4.of("10.0.1.11")));

        Comparison found = found(broken, Agreement.LOST);
        assertThat(found.packet().source()).isEqualTo(Ipv4.of("10.0.1.11"));
        assertThat(broken.shown(found)).contains("dropped by rule ic_");
    }

    @Test
    @DisplayName("by exchanging the target of an elastic IP is found, and both receivers are shown")
    void swappedTarget() {
        Key chain = Keys.vpcElasticIpChain(Ids.vpc("c"));
        Built broken = whole.damaged(resources -> resources.map(each -> each instanceof Rule rule
                        && rule.chain().equals(chain)
                        && rule.action() instanceof RuleAction.Nat nat
                        && nat.targets().equals(List.of(NatTarget.only(Ipv4.of("172.31.0.10"))))
                ? new Rule(
                        rule.key(),
                        chain,
                        rule.position(),
                        new RuleAction.Nat(
                                nat.direction(), nat.then(), List.of(NatTarget.only(Ipv4.of("172.31.0.11")))),
                        rule.match())
                : each));

        Comparison found = found(broken, Agreement.ELSEWHERE);
        assertThat(broken.shown(found))
                .contains("delivered to " + Ids.networkInterface("c1"))
                .contains("delivered to " + Ids.networkInterface("c2"));
    }

    @Test
    @DisplayName("by unbinding a port is found, and the port is named")
    void unboundPort() {
        Key port = Keys.interfacePort(Ids.instance("a1"));
        Built broken = without(
                each -> each instanceof HostInterfacePort bound && bound.port().equals(port));

        Comparison found = found(broken, Agreement.LOST);
        assertThat(broken.shown(found)).contains(port.path());
    }

    private Built without(Predicate<Resource> damage) {
        Built broken = whole.damaged(resources -> resources.filter(damage.negate()));
        assertThat(broken.topology().size()).isLessThan(whole.topology().size());
        return broken;
    }

    private static Comparison found(Built broken, Agreement agreement) {
        VerifyReport report = broken.verify(PROBES, 1);
        assertThat(report.isAgreement()).isFalse();
        Stream<Comparison> samples = report.samples().stream();
        return samples.filter(each -> each.agreement() == agreement)
                .findFirst()
                .orElseThrow(() -> new AssertionError(broken.shown(report)));
    }
}
