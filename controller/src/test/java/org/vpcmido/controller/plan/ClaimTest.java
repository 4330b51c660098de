// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.midonet.resource.BgpPeer;
import org.vpcmido.midonet.resource.Chain;
import org.vpcmido.midonet.resource.HostInterfacePort;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Match;
import org.vpcmido.midonet.resource.NatTarget;
import org.vpcmido.midonet.resource.PortLink;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.resource.RuleAction.FlowAction;
import org.vpcmido.midonet.resource.RuleAction.Nat;
import org.vpcmido.midonet.resource.RuleAction.NatDirection;
import org.vpcmido.midonet.resource.RuleAction.Verdict;
import org.vpcmido.midonet.resource.Term;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;

@DisplayName("Room has to be made first")
class ClaimTest {
    private static final Key EDGE = new Key("core/edge-router");
    private static final Key ONE = new Key("one");
    private static final Key OTHER = new Key("other");
    private static final Key THIRD = new Key("third");
    private static final Ipv4 ADDRESS = Ipv4.of("203.0.113.7");
    private static final Ipv4 INSIDE = Ipv4.of("10.0.0.1");

    private static boolean collide(Resource old, Resource next) {
        return Claim.collide(Claim.of(old), Claim.of(next));
    }

    private static void assertPassedOn(Resource old, Resource next) {
        assertThat(collide(old, next)).isTrue();
        assertThat(collide(next, old)).isTrue();
        assertThat(collide(old, old)).as("to whom it has").isFalse();
    }

    private static void assertUnrelated(Resource old, Resource next) {
        assertThat(collide(old, next)).isFalse();
    }

    @Test
    @DisplayName("where a device of a host gets another port, and not where it is another device or host")
    void devices() {
        HostInterfacePort bound = new HostInterfacePort(ONE, EDGE, "em1");
        assertPassedOn(bound, new HostInterfacePort(OTHER, EDGE, "em1"));
        assertUnrelated(bound, new HostInterfacePort(OTHER, EDGE, "em2"));
        assertUnrelated(bound, new HostInterfacePort(OTHER, THIRD, "em1"));
    }

    @Test
    @DisplayName("where either end of a link gets another peer")
    void links() {
        PortLink link = new PortLink(ONE, OTHER);
        assertPassedOn(link, new PortLink(ONE, THIRD));
        assertPassedOn(link, new PortLink(OTHER, THIRD));
        assertUnrelated(link, new PortLink(new Key("a"), new Key("b")));
    }

    @Test
    @DisplayName("where another uplink takes over a BGP session, and not where the peer is another")
    void sessions() {
        BgpPeer peer = new BgpPeer(ONE, EDGE, 65000, ADDRESS);
        assertPassedOn(peer, new BgpPeer(OTHER, EDGE, 65000, ADDRESS));
        assertUnrelated(peer, new BgpPeer(OTHER, EDGE, 65001, ADDRESS));
        assertUnrelated(peer, new BgpPeer(OTHER, EDGE, 65000, INSIDE));
    }

    private static Route route(String source, String destination, String gateway, int weight) {
        return Route.normal(EDGE, Cidr.of(source), Cidr.of(destination), ONE, Optional.of(Ipv4.of(gateway)), weight);
    }

    @Test
    @DisplayName("where a public address leads elsewhere, and not for what is no public address")
    void routes() {
        String any = "0.0.0.0/0";
        Route route = route(any, "203.0.113.7/32", "169.254.0.2", 100);
        assertPassedOn(route, route(any, "203.0.113.7/32", "169.254.0.3", 100));
        assertUnrelated(route, route(any, "203.0.113.8/32", "169.254.0.3", 100));
        assertUnrelated(route, route("10.0.0.0/8", "203.0.113.7/32", "169.254.0.3", 100));
        for (int weight : new int[] {0, 99, 101}) {
            assertUnrelated(
                    route(any, "203.0.113.7/32", "169.254.0.2", weight),
                    route(any, "203.0.113.7/32", "169.254.0.3", weight));
        }
        assertUnrelated(
                route(any, "203.0.113.6/31", "169.254.0.2", 100), route(any, "203.0.113.6/31", "169.254.0.3", 100));
        assertUnrelated(route, Route.ending(EDGE, Route.Type.BLACK_HOLE, Cidr.ANY, ADDRESS.asCidr(), 100));
    }

    private static Rule dnat(Ipv4 target, Match.Builder match) {
        return Rule.of(
                ONE,
                1,
                new Nat(NatDirection.DNAT, FlowAction.CONTINUE, List.of(NatTarget.only(target))),
                match.build());
    }

    private static Rule snat(Key chain, Ipv4 from, Ipv4 to) {
        return Rule.of(
                chain,
                1,
                new Nat(NatDirection.SNAT, FlowAction.CONTINUE, List.of(new NatTarget(from, to, 1024, 65535))),
                Match.where().build());
    }

    @Test
    @DisplayName("where a public address is translated to another machine, and not where a rule is about more or less")
    void destinations() {
        Ipv4 elsewhere = Ipv4.of("10.0.0.2");
        Rule rule = dnat(INSIDE, Match.where().nwDst(ADDRESS.asCidr()));
        assertPassedOn(rule, dnat(elsewhere, Match.where().nwDst(ADDRESS.asCidr())));
        assertUnrelated(rule, dnat(elsewhere, Match.where().nwDst(INSIDE.asCidr())));
        for (Match.Builder match : List.of(
                Match.where(),
                Match.where().nwDst(Cidr.of("203.0.113.6/31")),
                Match.where().nwDst(Term.not(ADDRESS.asCidr())))) {
            assertThat(Claim.of(dnat(INSIDE, match))).isEmpty();
        }
        Nat some = new Nat(NatDirection.DNAT, FlowAction.CONTINUE, List.of(new NatTarget(INSIDE, elsewhere, 0, 0)));
        assertThat(Claim.of(Rule.of(
                        ONE, 1, some, Match.where().nwDst(ADDRESS.asCidr()).build())))
                .as("one of several")
                .isEmpty();
    }

    @Test
    @DisplayName("where others get a public address as their source, and not where it is one of many")
    void sources() {
        assertPassedOn(snat(ONE, ADDRESS, ADDRESS), snat(OTHER, ADDRESS, ADDRESS));
        assertUnrelated(snat(ONE, ADDRESS, ADDRESS), snat(OTHER, INSIDE, INSIDE));
        assertThat(Claim.of(snat(ONE, ADDRESS, ADDRESS.plus(1)))).isEmpty();
    }

    @Test
    @DisplayName("where a translated address is routed elsewhere: who holds a part does not collide with another part")
    void partsOfOneSubject() {
        assertUnrelated(snat(ONE, ADDRESS, ADDRESS), dnat(INSIDE, Match.where().nwDst(ADDRESS.asCidr())));
        assertUnrelated(
                dnat(INSIDE, Match.where().nwDst(ADDRESS.asCidr())),
                route("0.0.0.0/0", "203.0.113.7/32", "169.254.0.2", 100));
    }

    @Test
    @DisplayName("and nowhere else")
    void nothing() {
        assertThat(Claim.of(new Chain(ONE, "t", "name"))).isEmpty();
        assertThat(Claim.of(Rule.of(ONE, 1, Verdict.DROP, Match.where().build())))
                .isEmpty();
    }
}
