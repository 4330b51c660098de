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
import org.vpcmido.midonet.resource.ArpEntry;
import org.vpcmido.midonet.resource.Bridge;
import org.vpcmido.midonet.resource.BridgePort;
import org.vpcmido.midonet.resource.Chain;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.MacEntry;
import org.vpcmido.midonet.resource.Match;
import org.vpcmido.midonet.resource.PortLink;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.resource.RuleAction;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;

@DisplayName("Where a packet may pass by either of two ways")
class PassagesTest {
    private static final Place PLACE = new Place(1);

    private static PlanOrder plan(List<? extends Resource> going, List<? extends Resource> coming, Resource... more) {
        List<Resource> there = PLACE.resources(more);
        return PlanOrder.between(
                Stream.concat(there.stream(), going.stream()).toList(),
                Stream.concat(there.stream(), coming.stream()).toList());
    }

    private static void assertOpensFirst(Resource going, Resource coming, Resource... more) {
        PlanOrder order = plan(List.of(going), List.of(coming), more);
        assertThat(order.comes(coming)).isLessThan(order.goes(going));
    }

    private static void assertClosesFirst(Resource going, Resource coming, Resource... more) {
        PlanOrder order = plan(List.of(going), List.of(coming), more);
        assertThat(order.goes(going)).isLessThan(order.comes(coming));
    }

    @Test
    @DisplayName("two groups of a machine: the new one opens before the old one closes, if they have packets in common")
    void groups() {
        for (List<Key> chains : List.of(
                List.of(PLACE.one(), PLACE.other()),
                List.of(PLACE.other(), PLACE.one()),
                List.of(PLACE.one(), PLACE.filter()),
                List.of(PLACE.filter(), PLACE.one()))) {
            Rule old = PLACE.accept(chains.get(0), 80, 90);
            assertOpensFirst(old, PLACE.accept(chains.get(1), 90, 95));
            assertClosesFirst(old, PLACE.accept(chains.get(1), 91, 95));
        }
        assertClosesFirst(PLACE.accept(PLACE.one(), 80), PLACE.accept(PLACE.spare(), 80));
    }

    @Test
    @DisplayName("a group that is left and one that is joined, by what their rules admit")
    void jumps() {
        Rule jump = PLACE.jump(PLACE.spare());
        Rule old = PLACE.accept(PLACE.one(), 80);
        assertOpensFirst(old, jump, PLACE.accept(PLACE.spare(), 80));
        assertClosesFirst(old, jump, PLACE.accept(PLACE.spare(), 81));
        assertOpensFirst(jump, old, PLACE.accept(PLACE.spare(), 80));
        assertClosesFirst(jump, old, PLACE.accept(PLACE.spare(), 81));
    }

    @Test
    @DisplayName("members of groups, by the rules that name them where both decide")
    void members() {
        assertOpensFirst(PLACE.member(), PLACE.accept(PLACE.one(), 22));
        assertClosesFirst(PLACE.member(), PLACE.accept(PLACE.one(), 80));
        assertOpensFirst(PLACE.accept(PLACE.one(), 22), PLACE.member());
        assertClosesFirst(PLACE.accept(PLACE.one(), 80), PLACE.member());
        Rule elsewhere = Rule.of(
                PLACE.spare(),
                1,
                RuleAction.Verdict.ACCEPT,
                Match.where().ipAddrGroupSrc(PLACE.group()).build());
        assertClosesFirst(PLACE.member(), PLACE.accept(PLACE.one(), 80), elsewhere);
    }

    @Test
    @DisplayName("what closes without an alternative goes first, what opens and lets nothing wait goes last")
    void firstAndLast() {
        Place elsewhere = new Place(0);
        Rule closes = elsewhere.accept(elsewhere.one(), 443);
        Rule opens = elsewhere.accept(elsewhere.other(), 53);
        Rule old = PLACE.accept(PLACE.one(), 80);
        Rule replacement = PLACE.accept(PLACE.other(), 80);
        List<Resource> there = elsewhere.resources().stream()
                .filter(each -> !PLACE.resources().contains(each))
                .toList();
        PlanOrder order = plan(List.of(closes, old), List.of(opens, replacement), there.toArray(Resource[]::new));
        assertThat(order.goes(closes)).isLessThan(order.comes(replacement));
        assertThat(order.comes(replacement)).isLessThan(order.goes(old));
        assertThat(order.goes(old)).isLessThan(order.comes(opens));
    }

    @Test
    @DisplayName("very many changes wait for all of the other chain's")
    void many() {
        for (int count : List.of(64, 65)) {
            List<Rule> old = IntStream.range(0, count)
                    .mapToObj(number -> PLACE.accept(PLACE.one(), 1000 + number))
                    .toList();
            List<Rule> coming = IntStream.range(0, 64)
                    .mapToObj(number -> PLACE.accept(PLACE.other(), 2000 + number))
                    .toList();
            PlanOrder order = plan(old, coming);
            boolean opensFirst = order.comes(coming.get(63)) < order.goes(old.get(count - 1));
            boolean closesFirst = order.goes(old.get(0)) < order.comes(coming.get(0));
            assertThat(opensFirst).as("%d going", count).isEqualTo(count > 64);
            assertThat(closesFirst).as("%d going", count).isEqualTo(count <= 64);
        }
    }

    /** The machine of the place is the old next hop of its router. */
    private static List<Resource> neighbourhood() {
        Key bridgePort = new Key("subnet/p1/bridge-router-port");
        MacAddress mac = MacAddress.of("02:00:00:00:00:11");
        return List.of(
                new BridgePort(bridgePort, PLACE.bridge(), Optional.empty(), Optional.empty(), true, 0),
                new PortLink(PLACE.routerPort().key(), bridgePort),
                new MacEntry(PLACE.bridge(), mac, PLACE.port().key(), 0),
                new ArpEntry(PLACE.bridge(), Ipv4.of("10.0.0.11"), mac));
    }

    private static void assertLeftBefore(Resource closing, List<Resource> going, Resource... more) {
        Route old = PLACE.routeBy("172.16.0.0/12", "10.0.0.11");
        Route next = PLACE.routeBy("172.16.0.0/12", "10.0.0.12");
        Rule elsewhere = PLACE.accept(PLACE.spare(), 443);
        List<Resource> leaving = new ArrayList<>(going);
        leaving.addAll(List.of(closing, old, elsewhere));
        List<Resource> there = new ArrayList<>(neighbourhood());
        there.addAll(List.of(more));
        PlanOrder order = plan(leaving, List.of(next), there.toArray(Resource[]::new));
        assertThat(order.comes(next)).isLessThan(order.goes(old));
        assertThat(order.goes(old)).isLessThan(order.goes(closing));
        assertThat(order.goes(elsewhere)).isLessThan(order.comes(next));
    }

    @Test
    @DisplayName("two next hops: traffic has turned before anything closes at the old one")
    void nextHops() {
        assertLeftBefore(PLACE.accept(PLACE.filter(), 80), List.of());
        assertLeftBefore(PLACE.accept(PLACE.one(), 80), List.of());
        assertLeftBefore(PLACE.member(), List.of());
        assertLeftBefore(PLACE.binding(), List.of());
    }

    @Test
    @DisplayName("two next hops: what closes at the new one does not wait until traffic turns to it")
    void newNextHop() {
        Rule closing = PLACE.accept(PLACE.filter(), 80);
        Route old = PLACE.routeBy("172.16.0.0/12", "10.0.0.12");
        Route next = PLACE.routeBy("172.16.0.0/12", "10.0.0.11");
        PlanOrder order =
                plan(List.of(closing, old), List.of(next), neighbourhood().toArray(Resource[]::new));
        assertThat(order.goes(closing)).isLessThan(order.comes(next));
    }

    @Test
    @DisplayName("two next hops on a bridge: nor before anything closes at that")
    void nextHopsOnTheBridge() {
        Key in = new Key("network-acl/acl-1/in-chain");
        Key out = new Key("network-acl/acl-1/out-chain");
        List<Resource> there = new ArrayList<>(PLACE.resources());
        there.replaceAll(each -> each instanceof Bridge bridge
                ? new Bridge(bridge.key(), "t", "b", true, Optional.of(in), Optional.of(out))
                : each);
        there.addAll(neighbourhood());
        there.addAll(List.of(new Chain(in, "t", "in"), new Chain(out, "t", "out")));
        Route old = PLACE.routeBy("172.16.0.0/12", "10.0.0.11");
        Route next = PLACE.routeBy("172.16.0.0/12", "10.0.0.12");
        for (Key chain : List.of(in, out)) {
            Rule closing = PLACE.accept(chain, 80);
            PlanOrder order = PlanOrder.between(
                    Stream.concat(there.stream(), Stream.of(old, closing)).toList(),
                    Stream.concat(there.stream(), Stream.of(next)).toList());
            assertThat(order.goes(old)).isLessThan(order.goes(closing));
        }
        Rule closing = PLACE.accept(in, 80);
        Route stays = PLACE.routeBy("172.16.0.0/12", "10.0.0.13");
        PlanOrder order = PlanOrder.between(
                Stream.concat(there.stream(), Stream.of(stays, closing)).toList(),
                Stream.concat(there.stream(), Stream.of(next)).toList());
        assertThat(order.goes(closing)).as("nobody known was the next hop").isLessThan(order.comes(next));
    }
}
