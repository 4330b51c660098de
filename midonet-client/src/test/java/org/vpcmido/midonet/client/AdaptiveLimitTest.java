// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An adaptive limit")
class AdaptiveLimitTest {
    private static final int MAX = 32;
    private static final int REQUESTS = 10_000;

    /** A server, and between which limits it does its best. */
    private record Case(String name, Supplier<VirtualServer> server, int from, int to) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> servers() {
        return Stream.of(
                new Case("whose writes take one lock", VirtualServer::withOneLock, 2, 4),
                new Case(
                        "whose writes take one lock, some of them long",
                        () -> VirtualServer.withOneLock().withKinds(1, 4, 2, 1, 3),
                        2,
                        4),
                new Case("with two cores", () -> VirtualServer.withWorkers(2, 1_000, 3_000), 3, 8),
                new Case("with eight cores", () -> VirtualServer.withWorkers(8, 1_000, 3_000), 8, 20),
                new Case(
                        "with eight cores, and lists of any length",
                        () -> VirtualServer.withWorkers(8, 1_000, 500).withKinds(1, 10, 2, 50, 4),
                        6,
                        32),
                new Case("far away", () -> VirtualServer.withWorkers(1000, 20_000, 10), 24, 32));
    }

    @ParameterizedTest
    @MethodSource("servers")
    @DisplayName("settles where the server does its best, which no fixed number betters by a tenth")
    void settles(Case each) {
        VirtualServer.Run run = each.server().get().answer(REQUESTS, new AdaptiveLimit(MAX));
        long best = IntStream.of(1, 2, 3, 4, 6, 8, 12, 16, 24, 32)
                .mapToLong(fixed -> each.server().get().answer(REQUESTS, fixed).millis())
                .min()
                .orElseThrow();

        assertThat(run.usualLimit()).isBetween(each.from(), each.to());
        assertThat(run.millis()).isLessThan(best * 11 / 10);
    }

    @Test
    @DisplayName("follows a server that changes")
    void changes() {
        AdaptiveLimit limit = new AdaptiveLimit(MAX);
        assertThat(VirtualServer.withOneLock().answer(REQUESTS, limit).usualLimit())
                .isLessThanOrEqualTo(4);
        assertThat(VirtualServer.withWorkers(16, 1_000, 3_000)
                        .answer(4 * REQUESTS, limit)
                        .usualLimit())
                .isGreaterThanOrEqualTo(12);
        assertThat(VirtualServer.withOneLock().answer(2 * REQUESTS, limit).usualLimit())
                .isLessThanOrEqualTo(4);
    }

    @ParameterizedTest
    @MethodSource("thresholds")
    @DisplayName("backs off from what overloads the server, and seldom comes near it again")
    void overload(int refusesAbove) {
        VirtualServer.Run run = VirtualServer.withWorkers(100, 5_000, 100)
                .refusingAbove(refusesAbove)
                .answer(REQUESTS, new AdaptiveLimit(MAX));

        assertThat(run.usualLimit()).isBetween(Math.max(1, refusesAbove / 2), refusesAbove);
        assertThat(run.refused()).isLessThan(REQUESTS / 100);
    }

    static List<Integer> thresholds() {
        return List.of(1, 2, 3, 5, 10, 20);
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 5_000})
    @DisplayName("takes connections that break now and then for chance")
    void chance(int breaksOneIn) {
        Supplier<VirtualServer> farAway = () -> VirtualServer.withWorkers(1000, 20_000, 10);
        VirtualServer.Run run = farAway.get().breakingOneIn(breaksOneIn).answer(5 * REQUESTS, new AdaptiveLimit(MAX));
        long best = farAway.get().answer(5 * REQUESTS, MAX).millis();

        assertThat(run.usualLimit()).isGreaterThanOrEqualTo(24);
        assertThat(run.millis()).isLessThan(best * 3 / 2);
    }

    @Test
    @DisplayName("takes a connection that breaks soon after another for an overload, once for all of a round")
    void breaks() {
        AdaptiveLimit limit = new AdaptiveLimit(MAX);
        int round = limit.round();
        limit.broken(round);
        assertThat(limit.limit()).isEqualTo(AdaptiveLimit.START);
        limit.broken(round);
        limit.broken(round);
        assertThat(limit.limit()).isEqualTo(AdaptiveLimit.START / 2);
    }

    @Test
    @DisplayName("halves once for all requests of a round")
    void halves() {
        AdaptiveLimit limit = new AdaptiveLimit(MAX);
        int round = limit.round();
        limit.overloaded(round);
        limit.overloaded(round);
        assertThat(limit.limit()).isEqualTo(2);
        limit.overloaded(limit.round());
        assertThat(limit.limit()).isEqualTo(1);
        limit.overloaded(limit.round());
        assertThat(limit.limit()).isEqualTo(1);
    }

    @Test
    @DisplayName("comes back after an outage, as one request that fails alone is no overload")
    void outage() {
        AdaptiveLimit limit = new AdaptiveLimit(MAX);
        IntStream.range(0, 50).forEach(failure -> limit.overloaded(limit.round()));
        assertThat(limit.limit()).isEqualTo(1);

        assertThat(VirtualServer.withWorkers(1000, 20_000, 10)
                        .answer(REQUESTS, limit)
                        .usualLimit())
                .isGreaterThanOrEqualTo(24);
    }

    @Test
    @DisplayName("learns nothing while fewer are in flight than may be")
    void idle() {
        AdaptiveLimit limit = new AdaptiveLimit(MAX);
        IntStream.range(0, 10_000).forEach(each -> limit.answered(limit.round(), 1, "GET ports", 1000));
        assertThat(limit.limit()).isEqualTo(AdaptiveLimit.START);
    }

    @ParameterizedTest
    @MethodSource("thresholds")
    @DisplayName("never exceeds what is configured")
    void bounds(int max) {
        AdaptiveLimit limit = new AdaptiveLimit(max);
        VirtualServer.Run run = VirtualServer.withWorkers(1000, 20_000, 10).answer(REQUESTS, limit);
        assertThat(run.limits().lastKey()).isEqualTo(max);
        assertThat(run.usualLimit()).isEqualTo(max);
    }

    @Test
    @DisplayName("is a function of what it is told")
    void deterministic() {
        VirtualServer.Run once = VirtualServer.withOneLock().answer(REQUESTS, new AdaptiveLimit(MAX));
        VirtualServer.Run again = VirtualServer.withOneLock().answer(REQUESTS, new AdaptiveLimit(MAX));
        assertThat(again).isEqualTo(once);
    }
}
