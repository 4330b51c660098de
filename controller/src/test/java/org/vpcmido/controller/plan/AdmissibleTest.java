// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.controller.compile.Stratum;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Match;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.resource.RuleAction.Verdict;
import org.vpcmido.model.net.PortRange;

/** Rules whose ports say in which strata they may stand. */
@DisplayName("Of rules that stand in the wrong order")
class AdmissibleTest {
    private static final Key CHAIN = new Key("network-acl/acl-1/ingress-chain");

    private static Stratum stratum(Rule rule) {
        PortRange ports = rule.match().tpDst().orElseThrow().value();
        return new Stratum(ports.first(), ports.last());
    }

    private static Rule rule(int position, int first, int last) {
        return Rule.of(
                CHAIN,
                position,
                Verdict.ACCEPT,
                Match.where().tpDst(new PortRange(first, last)).build());
    }

    @Test
    @DisplayName("as many as can be stay where they are")
    void asManyAsCanBe() {
        for (long seed = 0; seed < 3_000; seed++) {
            Random random = new Random(seed);
            List<Rule> rules = new ArrayList<>();
            for (int at = 1 + random.nextInt(7); at > 0; at--) {
                int first = 1 + random.nextInt(5);
                rules.add(rule(rules.size() + 1, first, first + (random.nextBoolean() ? random.nextInt(4) : 0)));
            }
            List<Rule> kept = Admissible.longest(rules, AdmissibleTest::stratum);
            assertThat(rules).as("seed %d", seed).containsSubsequence(kept);
            assertThat(Admissible.isAdmissible(kept, AdmissibleTest::stratum))
                    .as("seed %d", seed)
                    .isTrue();
            assertThat(kept).as("seed %d of %s", seed, rules).hasSize(mostThatCanStay(rules));
        }
    }

    /** By trying all. */
    private static int mostThatCanStay(List<Rule> rules) {
        int most = 0;
        for (int chosen = 0; chosen < 1 << rules.size(); chosen++) {
            List<Rule> some = new ArrayList<>();
            for (int at = 0; at < rules.size(); at++) {
                if ((chosen >> at & 1) == 1) {
                    some.add(rules.get(at));
                }
            }
            if (some.size() > most && isInOrder(some)) {
                most = some.size();
            }
        }
        return most;
    }

    private static boolean isInOrder(List<Rule> rules) {
        for (int later = 0; later < rules.size(); later++) {
            for (int earlier = 0; earlier < later; earlier++) {
                if (stratum(rules.get(later)).isBefore(stratum(rules.get(earlier)))) {
                    return false;
                }
            }
        }
        return true;
    }

    @Test
    @DisplayName("one that may stand in many strata stays with those on both sides")
    void wide() {
        List<Rule> rules = List.of(rule(1, 9, 9), rule(2, 1, 1), rule(3, 1, 9), rule(4, 2, 2), rule(5, 3, 3));
        assertThat(Admissible.longest(rules, AdmissibleTest::stratum))
                .extracting(Rule::position, each -> stratum(each).last())
                .containsExactly(tuple(2, 1), tuple(3, 9), tuple(4, 2), tuple(5, 3));
    }
}
