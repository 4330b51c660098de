// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vpcmido.cloud.gni.GniDocuments;
import org.vpcmido.controller.compile.Corrections;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.NatTarget;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.resource.RuleAction;
import org.vpcmido.model.given.RandomClouds;
import org.vpcmido.model.given.ReferenceCloud;
import org.vpcmido.model.verdict.Oracle;
import org.vpcmido.model.verdict.Probe;
import org.vpcmido.model.verdict.ProbeSampler;
import org.vpcmido.model.vpc.VpcState;

/**
 * The two judges share no code. Run it long with {@code -Dvpcmido.agreement.clouds=1000 -Dvpcmido.agreement.probes=1000},
 * and again where it failed with {@code -Dvpcmido.agreement.seed=N -Dvpcmido.agreement.clouds=1}.
 */
@DisplayName("The rules of a VPC and the topology that is compiled from them")
class AgreementPropertyTest {
    private static final int CLOUDS = Integer.getInteger("vpcmido.agreement.clouds", 100);
    private static final int PROBES = Integer.getInteger("vpcmido.agreement.probes", 200);
    private static final int MANY = 500_000;
    private static final long FIRST_SEED = Long.getLong("vpcmido.agreement.seed", 0);

    @Test
    @DisplayName("agree on random packets in random clouds, on their answers, errors and whole conversations")
    void agreeInRandomClouds() {
        Tally tally = new Tally();
        for (long seed = FIRST_SEED; seed < FIRST_SEED + CLOUDS; seed++) {
            VpcState cloud = RandomClouds.troubled(seed);
            Built built = Built.of(cloud, Corrections.all()).excusingNothing();
            Oracle oracle = Oracle.of(built.cloud().state());
            Judges judges = built.judges();
            Exchange exchange = new Exchange(built);
            ProbeSampler sampler = new ProbeSampler(built.cloud().state(), seed);
            tally.coverage.expect(built.topology());
            for (int i = 0; i < PROBES; i++) {
                Probe probe = sampler.next();
                List<Comparison> comparisons = judges.judgeWithError(probe);
                if (comparisons.stream().anyMatch(Comparison::isDisagreement)) {
                    fail(smallest(seed, cloud, probe));
                }
                tally.coverage.count(oracle.judge(probe));
                comparisons.forEach(each -> tally.count(each, built));
                if (comparisons.size() > 1
                        && comparisons.stream().allMatch(each -> each.known().isEmpty())) {
                    exchange.play(probe);
                }
            }
            tally.exchanged += exchange.packets();
            assertThat(exchange.faults())
                    .as("conversations beside each other, seed %d", seed)
                    .isEmpty();
        }
        tally.check();
    }

    /** What was met in a run. */
    private static final class Tally {
        private final Coverage coverage = new Coverage();
        private final Map<KnownDifference, Integer> known = new EnumMap<>(KnownDifference.class);
        private int packets;
        private int delivered;
        private int leftOut;
        private int exchanged;

        void count(Comparison comparison, Built built) {
            packets++;
            comparison.known().ifPresent(each -> {
                known.merge(each, 1, Integer::sum);
                leftOut += each.deviation().isEmpty() ? 1 : 0;
            });
            if (comparison.known().isEmpty() && comparison.rules().isDelivered()) {
                delivered++;
            }
            if (comparison.isReply()) {
                coverage.count(comparison.rules());
            }
            coverage.count(comparison.walk(), built.topology());
        }

        void check() {
            String counted =
                    "%s%n%,d clouds from seed %d, %,d packets compared, %,d left out, by difference: %s; %,d more packets in conversations beside each other"
                            .formatted(coverage, CLOUDS, FIRST_SEED, packets, leftOut, known, exchanged);
            assertThat(leftOut).as(counted).isLessThan(packets / 200);
            assertThat(delivered).as(counted).isGreaterThan(packets / 10);
            if (CLOUDS * PROBES >= MANY) {
                System.out.println(counted);
                assertThat(coverage.missing()).as(counted).isEmpty();
                // What is never met needs no exception, and would hide a defect some day.
                assertThat(known.keySet()).as(counted).containsAll(expected());
            }
        }
    }

    @Test
    @DisplayName("are told apart where conversations beside each other are mixed up")
    void mixedUpConversationsAreNoticed() {
        List<String> faults = new ArrayList<>();
        for (long seed = 0; seed < 20; seed++) {
            Built built = Built.of(RandomClouds.cloud(seed), Corrections.all());
            Exchange exchange = new Exchange(built.damaged(AgreementPropertyTest::withOnePortPerNatGateway));
            ProbeSampler sampler = new ProbeSampler(built.cloud().state(), seed);
            for (int i = 0; i < 100; i++) {
                exchange.play(sampler.next());
            }
            faults.addAll(exchange.faults());
        }
        assertThat(faults).isNotEmpty();
    }

    private static Stream<Resource> withOnePortPerNatGateway(Stream<Resource> resources) {
        return resources.map(each -> each instanceof Rule rule
                        && rule.chain().isWithin(new Key("nat-gateway"))
                        && rule.action() instanceof RuleAction.Nat nat
                ? onePort(rule, nat)
                : each);
    }

    private static Rule onePort(Rule rule, RuleAction.Nat nat) {
        NatTarget target = nat.targets().get(0);
        NatTarget narrow = new NatTarget(target.addressFrom(), target.addressTo(), 4000, 4000);
        return new Rule(
                rule.key(),
                rule.chain(),
                rule.position(),
                new RuleAction.Nat(nat.direction(), nat.then(), List.of(narrow)),
                rule.match());
    }

    /** Those that a cloud of all corrections shows from nothing, where nothing is held, by the usual settings. */
    private static Set<KnownDifference> expected() {
        Set<KnownDifference> expected = EnumSet.allOf(KnownDifference.class);
        expected.removeIf(each -> each.correction().isPresent());
        expected.removeAll(
                EnumSet.of(KnownDifference.HELD, KnownDifference.NO_UPLINK, KnownDifference.RESOLVER_OPENINGS));
        return expected;
    }

    /** The first disagreement, in a cloud of as few entities as show it. */
    private static String smallest(long seed, VpcState cloud, Probe probe) {
        Function<VpcState, Built> build =
                each -> Built.of(each, Corrections.all()).excusingNothing();
        Built small = build.apply(Shrinking.whileDisagreeingOn(probe, build).shrink(cloud));
        String shown = small.judges().judgeWithError(probe).stream()
                .filter(Comparison::isDisagreement)
                .map(small::shown)
                .collect(Collectors.joining("\n"));
        return "seed %d:%n%s%nin %s".formatted(seed, shown, small.cloud().state());
    }

    @Test
    @DisplayName("agree without corrections, but for what the corrections correct")
    void agreeWithoutCorrections() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + Math.min(CLOUDS, 20); seed++) {
            Built built =
                    Built.of(RandomClouds.troubled(seed), Corrections.none()).excusingNothing();
            VerifyReport report = built.verify(PROBES, seed);
            assertThat(report.disagreements())
                    .as("seed %d:%n%s", seed, built.shown(report))
                    .isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "single-vpc.xml",
                "multi-vpc-complete.xml",
                "overlapping-vpcs.xml",
                "natgw-only-vpc.xml",
                "poc-static.xml",
                "small-bgp.xml",
                "nacl-forms.xml",
                "sg-forms-complete.xml",
                "unplaced-instance.xml",
                "wire-5.1.xml"
            })
    @DisplayName("agree on the clouds of documents")
    void agreeOnDocuments(String document) {
        Built built = Built.of(GniDocuments.read(document).checked(), Corrections.all());
        VerifyReport report = built.verify(1_000, 1);
        assertThat(report.disagreements()).as(built.shown(report)).isZero();
    }

    @Test
    @DisplayName("agree on the cloud of the scenarios")
    void agreeOnScenarios() {
        Built built = Built.of(ReferenceCloud.given().state(), Corrections.all());
        VerifyReport report = built.verify(5_000, 1);
        assertThat(report.disagreements()).as(built.shown(report)).isZero();
        assertThat(report.delivered()).isGreaterThan(500);
        assertThat(report).isEqualTo(built.verify(5_000, 1));
    }
}
