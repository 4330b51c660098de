// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.midonet.resource.Chain;
import org.vpcmido.midonet.resource.IpAddrGroup;
import org.vpcmido.midonet.resource.IpAddrGroupAddr;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Match;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.resource.RuleAction;
import org.vpcmido.model.net.Ipv4;

/** What closes at one place goes before what opens at another, whichever of the two has the lower keys. */
@DisplayName("Where a packet must pass two places")
class PassageEffectsTest {
    private static final Place HERE = new Place(1);
    private static final Place THERE = new Place(2);

    /** A change at a place, by what is there before and after. */
    private record Turn(Resource subject, boolean comes) {
        int wave(PlanOrder order) {
            return comes ? order.comes(subject) : order.goes(subject);
        }
    }

    private static Map<String, Turn> closing(Place place) {
        Map<String, Turn> closing = new LinkedHashMap<>();
        closing.put("accept goes", new Turn(place.accept(place.filter(), 80), false));
        closing.put("accept beside others goes", new Turn(place.accept(place.one(), 80), false));
        closing.put("drop comes", new Turn(place.drop(1, 80, 90), true));
        closing.put("jump goes", new Turn(place.jump(place.spare()), false));
        closing.put("member goes", new Turn(place.member(), false));
        closing.put("binding goes", new Turn(place.binding(), false));
        closing.put("black hole comes", new Turn(place.blackHole("10.1.0.0/16"), true));
        closing.put("route before a black hole goes", new Turn(place.route("10.1.0.0/16"), false));
        closing.put("route before an equal black hole goes", new Turn(place.route("192.168.7.0/24"), false));
        return closing;
    }

    private static Map<String, Turn> opening(Place place) {
        Map<String, Turn> opening = new LinkedHashMap<>();
        opening.put("accept comes", new Turn(place.accept(place.filter(), 80), true));
        opening.put("accept beside others comes", new Turn(place.accept(place.one(), 80), true));
        opening.put("drop goes", new Turn(place.drop(1, 80, 90), false));
        opening.put("jump comes", new Turn(place.jump(place.spare()), true));
        opening.put("translation comes", new Turn(place.translation(), true));
        opening.put("member comes", new Turn(place.member(), true));
        opening.put("binding comes", new Turn(place.binding(), true));
        opening.put("route comes", new Turn(place.route("10.1.0.0/16"), true));
        opening.put("black hole goes", new Turn(place.blackHole("10.1.0.0/16"), false));
        opening.put("route before others goes", new Turn(place.route("192.168.0.0/16"), false));
        opening.put("route before a smaller black hole goes", new Turn(place.route("172.16.0.0/12"), false));
        return opening;
    }

    /** What has nothing to do with packets, or changes nothing for them. */
    private static Map<String, Turn> neither(Place place) {
        Map<String, Turn> neither = new LinkedHashMap<>();
        neither.put("translation goes", new Turn(place.translation(), false));
        neither.put("chain comes", new Turn(new Chain(new Key("vpc/vpc-9/chain"), "t", "c"), true));
        neither.put("covered accept comes", new Turn(place.accept(place.one(), 450), true));
        neither.put("covered accept goes", new Turn(place.accept(place.one(), 450), false));
        neither.put("member of nobody's group comes", new Turn(strayMember(place), true));
        neither.put("member of nobody's group goes", new Turn(strayMember(place), false));
        return neither;
    }

    private static Key strayGroup(Place place) {
        return Key.of("security-group", "sg-9" + place.number(), "all-addresses");
    }

    private static IpAddrGroupAddr strayMember(Place place) {
        return new IpAddrGroupAddr(strayGroup(place), Ipv4.of("10.0.0.96").plus(place.number()));
    }

    private static List<Resource> base(Place place) {
        return place.resources(
                place.accept(place.one(), 440, 460),
                place.blackHole("172.16.0.0/16"),
                place.blackHole("192.168.7.0/24"),
                new IpAddrGroup(strayGroup(place), "g"));
    }

    private static PlanOrder plan(Turn... turns) {
        Map<Key, Resource> before = new LinkedHashMap<>();
        List.of(HERE, THERE).forEach(place -> base(place).forEach(each -> before.put(each.key(), each)));
        Map<Key, Resource> after = new LinkedHashMap<>(before);
        for (Turn turn : turns) {
            (turn.comes() ? after : before).put(turn.subject().key(), turn.subject());
        }
        return PlanOrder.between(new ArrayList<>(before.values()), new ArrayList<>(after.values()));
    }

    @Test
    @DisplayName("what closes one goes before what opens the other")
    void series() {
        closing(HERE)
                .forEach((how, close) -> opening(THERE).forEach((what, open) -> {
                    PlanOrder order = plan(close, open);
                    assertThat(close.wave(order)).as("%s, %s", how, what).isLessThan(open.wave(order));
                }));
        closing(THERE)
                .forEach((how, close) -> opening(HERE).forEach((what, open) -> {
                    PlanOrder order = plan(close, open);
                    assertThat(close.wave(order)).as("%s, %s", how, what).isLessThan(open.wave(order));
                }));
    }

    @Test
    @DisplayName("what changes nothing for packets neither waits nor lets anything wait")
    void neither() {
        neither(HERE).forEach((how, idle) -> {
            closing(THERE).forEach((what, close) -> {
                PlanOrder order = plan(idle, close);
                assertThat(idle.wave(order)).as("%s, %s", how, what).isZero();
                assertThat(close.wave(order)).as("%s, %s", how, what).isZero();
            });
            opening(THERE).forEach((what, open) -> {
                PlanOrder order = plan(idle, open);
                assertThat(idle.wave(order)).as("%s, %s", how, what).isZero();
                assertThat(open.wave(order)).as("%s, %s", how, what).isZero();
            });
        });
    }

    @Test
    @DisplayName("what is new and in no use yet opens nothing")
    void unused() {
        Key chain = new Key("security-group/sg-9/ingress-chain");
        Rule first = HERE.accept(chain, 80);
        Rule ofGroup = Rule.of(
                chain,
                99,
                RuleAction.Verdict.ACCEPT,
                Match.where().ipAddrGroupSrc(strayGroup(HERE)).build());
        Turn closes = new Turn(THERE.accept(THERE.filter(), 80), false);
        Turn member = new Turn(strayMember(HERE), true);
        PlanOrder order = plan(
                new Turn(new Chain(chain, "t", "c"), true),
                new Turn(first, true),
                new Turn(ofGroup, true),
                member,
                closes);
        assertThat(order.comes(first)).isZero();
        assertThat(member.wave(order)).isZero();
        assertThat(closes.wave(order)).isZero();
    }

    @Test
    @DisplayName("a machine whose port goes as a whole is unplugged before another place opens")
    void portGoes() {
        Rule opens = THERE.accept(THERE.filter(), 80);
        List<Resource> before = new ArrayList<>(HERE.resources(HERE.binding()));
        List<Resource> after = new ArrayList<>(HERE.resources());
        after.remove(HERE.port());
        THERE.resources().stream().filter(each -> !before.contains(each)).forEach(each -> {
            before.add(each);
            after.add(each);
        });
        after.add(opens);
        PlanOrder order = PlanOrder.between(before, after);
        assertThat(order.goes(HERE.port())).isLessThan(order.comes(opens));
    }

    @Test
    @DisplayName("an accept is no repetition of one that a drop stands before, nor of one that comes or goes with it")
    void notCovered() {
        Turn opens = new Turn(THERE.accept(THERE.filter(), 80), true);
        Rule wide = HERE.accept(HERE.spare(), 440, 460);
        Rule narrow = HERE.accept(HERE.spare(), 450);
        PlanOrder both = plan(new Turn(wide, false), new Turn(narrow, false), opens);
        assertThat(both.goes(narrow)).isLessThan(opens.wave(both));
        Turn closes = new Turn(THERE.accept(THERE.filter(), 80), false);
        PlanOrder together = plan(new Turn(wide, true), new Turn(narrow, true), closes);
        assertThat(together.comes(narrow)).isGreaterThan(closes.wave(together));
        // Behind the drop of all ports that ends the filter.
        Rule behind = HERE.accept(HERE.filter(), 2000, 2010);
        Rule before = HERE.accept(HERE.filter(), 2005).at(1);
        List<Resource> resources = new ArrayList<>(HERE.resources(behind));
        List<Resource> more = new ArrayList<>(resources);
        more.add(before);
        Map<Key, Resource> there = new LinkedHashMap<>();
        base(THERE).forEach(each -> there.put(each.key(), each));
        resources.forEach(each -> there.remove(each.key()));
        resources.addAll(there.values());
        more.addAll(there.values());
        resources.add(closes.subject());
        PlanOrder order = PlanOrder.between(resources, more);
        assertThat(closes.wave(order)).isLessThan(order.comes(before));
    }
}
