// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.midonet.resource.Bridge;
import org.vpcmido.midonet.resource.BridgePort;
import org.vpcmido.midonet.resource.Chain;
import org.vpcmido.midonet.resource.Host;
import org.vpcmido.midonet.resource.HostInterfacePort;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Match;
import org.vpcmido.midonet.resource.NatTarget;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.midonet.resource.Router;
import org.vpcmido.midonet.resource.RouterPort;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.resource.RuleAction;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;

@DisplayName("What passes from one owner to another")
class HandoverGapTest {
    private static final Key EDGE = new Key("core/edge-router");
    private static final Key HOST = new Key("host/a");

    private static Resource router(Key key) {
        return new Router(key, "t", "r", true, Optional.empty(), Optional.empty(), 0);
    }

    private static RouterPort port(Key router, int number) {
        return new RouterPort(
                router.child("port"),
                router,
                Ipv4.of("169.254.0.1").plus(number),
                Cidr.of("169.254.0.0/17"),
                Optional.of(new MacAddress(0x0200_0000_0000L + number)),
                Optional.empty(),
                Optional.empty(),
                true);
    }

    private static Route leadingTo(RouterPort port) {
        return Route.normal(
                EDGE, Cidr.ANY, Cidr.of("203.0.113.77/32"), port(EDGE, 0).key(), Optional.of(port.address()), 100);
    }

    @Test
    @DisplayName("a public address is given up when the router of its new owner is ready for it")
    void address() {
        Key old = new Key("vpc/vpc-1/router");
        Key next = new Key("vpc/vpc-2/router");
        List<Resource> both = List.of(router(EDGE), port(EDGE, 0), router(old), port(old, 1));
        Route inside = Route.normal(
                next, Cidr.ANY, Cidr.of("10.0.0.0/16"), port(next, 2).key(), Optional.empty(), 0);
        List<Resource> before = new ArrayList<>(both);
        before.add(leadingTo(port(old, 1)));
        List<Resource> after = new ArrayList<>(both);
        after.addAll(List.of(router(next), port(next, 2), inside, leadingTo(port(next, 2))));
        PlanOrder order = PlanOrder.between(before, after);
        assertThat(order.goes(leadingTo(port(old, 1))))
                .isGreaterThan(order.comes(inside))
                .isGreaterThan(order.comes(port(next, 2)))
                .isLessThan(order.comes(leadingTo(port(next, 2))));
    }

    @Test
    @DisplayName("a device is unplugged when the port that it is plugged into next is furnished")
    void device() {
        Key bridge = new Key("subnet/subnet-1/bridge");
        Key chain = new Key("interface/i-2/post-chain");
        Resource there = new Bridge(bridge, "t", "b", true, Optional.empty(), Optional.empty());
        Resource host = new Host(HOST, "a", List.of(), true, List.of());
        BridgePort old =
                new BridgePort(new Key("interface/i-1/port"), bridge, Optional.empty(), Optional.empty(), true, 0);
        BridgePort next =
                new BridgePort(new Key("interface/i-2/port"), bridge, Optional.empty(), Optional.of(chain), true, 0);
        List<Rule> rules = IntStream.rangeClosed(1, 3)
                .mapToObj(number -> Rule.of(
                        chain,
                        number,
                        RuleAction.Verdict.ACCEPT,
                        Match.where().nwProto(number).build()))
                .toList();
        HostInterfacePort was = new HostInterfacePort(old.key(), HOST, "tap1");
        HostInterfacePort becomes = new HostInterfacePort(next.key(), HOST, "tap1");
        PlanOrder order = PlanOrder.between(
                List.of(there, host, old, was),
                Stream.concat(Stream.of(there, host, old, new Chain(chain, "t", "c"), next, becomes), rules.stream())
                        .toList());
        assertThat(order.goes(was)).isGreaterThan(order.comes(next)).isLessThan(order.comes(becomes));
        rules.forEach(rule -> assertThat(order.comes(rule)).isLessThan(order.goes(was)));
    }

    @Test
    @DisplayName("holds up nothing else in the chain of its new owner")
    void besideATranslation() {
        Key old = new Key("vpc/vpc-1/pre-chain");
        Key next = new Key("vpc/vpc-2/pre-chain");
        List<Resource> both = List.of(new Chain(old, "t", "old"), new Chain(next, "t", "next"));
        Rule leaves = translation(old, "10.0.0.1");
        Rule arrives = translation(next, "10.0.0.2");
        Rule beside = Rule.of(
                next, 2, RuleAction.Verdict.DROP, Match.where().nwProto(17).build());
        PlanOrder order = PlanOrder.between(
                Stream.concat(both.stream(), Stream.of(leaves)).toList(),
                Stream.concat(both.stream(), Stream.of(arrives, beside)).toList());
        assertThat(order.comes(beside)).isZero();
        assertThat(order.goes(leaves)).isLessThan(order.comes(arrives));
    }

    private static Rule translation(Key chain, String inside) {
        NatTarget target = new NatTarget(Ipv4.of(inside), Ipv4.of(inside), 0, 0);
        return Rule.of(
                chain,
                1,
                new RuleAction.Nat(RuleAction.NatDirection.DNAT, RuleAction.FlowAction.ACCEPT, List.of(target)),
                Match.where().nwDst(Cidr.of("203.0.113.77/32")).build());
    }
}
