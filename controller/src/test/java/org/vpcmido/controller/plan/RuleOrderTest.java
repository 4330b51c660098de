// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.controller.compile.Desired;
import org.vpcmido.controller.compile.Holds;
import org.vpcmido.controller.compile.Stratum;
import org.vpcmido.midonet.resource.Chain;
import org.vpcmido.midonet.resource.ContentAddressed;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Match;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.resource.RuleAction.Verdict;
import org.vpcmido.midonet.resource.Term;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.net.PortRange;

@DisplayName("The rules of a chain")
class RuleOrderTest {
    private static final Key CHAIN = new Key("network-acl/acl-1/ingress-chain");
    private static final int PORTS = 6;

    @Test
    @DisplayName("that change in a total order give each packet the old verdict or the new one after every write")
    void everyStepIsOldOrNew() {
        for (long seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            List<Rule> before = randomAcl(random);
            List<Rule> after = randomAcl(random);
            ReplayedMidonet midonet = new ReplayedMidonet(topology(before));
            long current = seed;
            new Replay(midonet, random, 0)
                    .watching(change -> {
                        for (int port = 1; port <= PORTS; port++) {
                            assertThat(verdict(midonet.rules(CHAIN), port))
                                    .as("port %s, seed %s", port, current)
                                    .isIn(verdict(before, port), verdict(after, port));
                        }
                    })
                    .apply(Planner.plan(desired(after, Map.of()), midonet.read()));
            assertThat(midonet.read()).isEqualTo(topology(after));
        }
    }

    @Test
    @DisplayName("that may stand in either order are left alone")
    void strataThatOverlapAreLeftAlone() {
        List<Rule> wanted = List.of(accept(1, 1), accept(2, 2), drop(3));
        List<Rule> present = List.of(accept(2, 1), accept(1, 2), drop(3));
        assertThat(Planner.plan(desired(wanted, strata(wanted)), topology(present))
                        .isEmpty())
                .isTrue();
        assertThat(Planner.plan(desired(wanted, Map.of()), topology(present)).isEmpty())
                .isFalse();
    }

    @Test
    @DisplayName("move as little as possible: one that stands wrong is one creation and one deletion")
    void movesAreFew() {
        List<Rule> wanted = List.of(accept(1, 1), accept(2, 2), accept(3, 3), accept(4, 4), drop(5));
        List<Rule> present = List.of(accept(4, 1), accept(1, 2), accept(2, 3), accept(3, 4), drop(5));
        ChangePlan plan = Planner.plan(desired(wanted, Map.of()), topology(present));
        assertThat(plan.changes()
                        .map(change -> change.action() + " " + change.key().path()))
                .containsExactly(
                        "CREATE " + accept(4, 1).key() + " #2",
                        "DELETE " + accept(4, 1).key());
    }

    private static Map<Key, Stratum> strata(List<Rule> rules) {
        Map<Key, Stratum> strata = new HashMap<>();
        rules.forEach(rule -> strata.put(rule.key(), Stratum.of(rule.action() == Verdict.DROP ? 9 : 1)));
        return strata;
    }

    private static List<Rule> randomAcl(Random random) {
        List<Rule> rules = new ArrayList<>();
        int size = random.nextInt(7);
        for (int position = 1; position <= size; position++) {
            int first = 1 + random.nextInt(PORTS);
            PortRange ports = new PortRange(first, Math.min(PORTS, first + random.nextInt(4)));
            Verdict verdict = random.nextBoolean() ? Verdict.ACCEPT : Verdict.DROP;
            rules.add(Rule.of(
                    CHAIN,
                    position,
                    verdict,
                    Match.where().tpDst(Term.is(ports)).build()));
        }
        rules.add(drop(size + 1));
        return ContentAddressed.keyed(rules);
    }

    private static Rule accept(int port, int position) {
        return Rule.of(
                CHAIN,
                position,
                Verdict.ACCEPT,
                Match.where().tpDst(Term.is(new PortRange(port, port))).build());
    }

    private static Rule drop(int position) {
        return Rule.of(CHAIN, position, Verdict.DROP, Match.where().build());
    }

    private static String verdict(List<Rule> rules, int port) {
        return rules.stream()
                .filter(rule -> rule.match()
                        .tpDst()
                        .map(term -> term.value().first() <= port
                                && port <= term.value().last())
                        .orElse(true))
                .map(rule -> rule.action().toString())
                .findFirst()
                .orElse("none");
    }

    private static Topology topology(List<Rule> rules) {
        return Topology.of(Stream.concat(Stream.of(new Chain(CHAIN, "", "acl")), rules.stream()));
    }

    private static Desired desired(List<Rule> rules, Map<Key, Stratum> strata) {
        return new Desired(topology(rules), strata, Holds.none(), Map.of(), List.of());
    }
}
