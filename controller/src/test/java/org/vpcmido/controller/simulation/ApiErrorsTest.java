// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vpcmido.controller.apply.Outcome;
import org.vpcmido.controller.reconcile.CycleEnd;
import org.vpcmido.controller.reconcile.CycleReport.Result;
import org.vpcmido.midonet.simulator.Fault;
import org.vpcmido.midonet.simulator.FaultEffect;

/** The table of API errors that eucanetd was put through. */
@DisplayName("When MidoNet's API fails")
class ApiErrorsTest {
    private static final String DOCUMENT = "multi-vpc-complete.xml";
    private static final String VERSION = "9ac31e07";
    private static final FaultEffect BROKEN = new FaultEffect.Status(500, true, "broken");
    private static final FaultEffect UNAVAILABLE = FaultEffect.Status.unavailable();
    private static final FaultEffect CLOSED = new FaultEffect.Drop(false);
    private static final FaultEffect LOST = new FaultEffect.Drop(true);
    private static final FaultEffect HALF = new FaultEffect.Truncate();
    /** Well inside the first pass, which takes about 900 requests. */
    private static final long MIDDLE = 450;

    private static final ReviewedRows ROWS = new ReviewedRows(
            "fault | eucanetd | vpcmido, cycle by cycle",
            faults().map(Trouble::toString).toList());

    @TempDir
    private static Path folder;

    /** What a build without faults makes. */
    private static List<String> fresh = List.of();

    /** When the faults begin. */
    private enum When {
        FIRST_PASS,
        RESYNC
    }

    /**
     * A row of the table.
     *
     * @param illCycles after how many cycles the API is well
     * @param isLost whether MidoNet has nothing but its machines then
     * @param later faults that come when it is well
     */
    private record Trouble(
            String name,
            String eucanetd,
            When when,
            List<Fault> faults,
            int illCycles,
            boolean isLost,
            List<Fault> later) {
        static Trouble of(String name, String eucanetd, When when, int illCycles, Stream<Fault> faults) {
            return new Trouble(name, eucanetd, when, faults.toList(), illCycles, false, List.of());
        }

        Trouble losingAll() {
            return new Trouble(name, eucanetd, when, faults, illCycles, true, later);
        }

        Trouble then(Fault fault) {
            return new Trouble(name, eucanetd, when, faults, illCycles, isLost, List.of(fault));
        }

        /** No answer at all is what time-outs are for; the others never wait for one. */
        Optional<Duration> requestTimeout() {
            return faults.stream().anyMatch(fault -> fault.effect() instanceof FaultEffect.Silence)
                    ? Optional.of(Duration.ofSeconds(1))
                    : Optional.empty();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Trouble> faults() {
        return Stream.of(duringWrites(), outages(), readsOfLists(), odd()).flatMap(each -> each);
    }

    private static Stream<Trouble> duringWrites() {
        return Stream.of(
                Trouble.of(
                        "15 POSTs in the instance phase answer 500",
                        "recorded as applied, ACLs not enforced, stays so",
                        When.FIRST_PASS,
                        1,
                        some(15, MIDDLE, 1, number -> Fault.nth(number, "POST", ".*", BROKEN))),
                Trouble.of(
                        "all POSTs 503 from the 100th on",
                        "pass fails, converges when the API is well",
                        When.FIRST_PASS,
                        2,
                        Stream.of(Fault.from(100, "POST", ".*", UNAVAILABLE))),
                Trouble.of(
                        "GET of a created object 500",
                        "3 failing passes that delete the orphans",
                        When.FIRST_PASS,
                        1,
                        Stream.of(Fault.always("GET", ".*/[0-9a-f]{8}-[0-9a-f-]{27}", BROKEN))),
                Trouble.of(
                        "connection dropped 20 times",
                        "1 to 2 failing passes that delete the orphans",
                        When.FIRST_PASS,
                        1,
                        some(20, 20, 40, number -> Fault.nth(number, "*", ".*", CLOSED))),
                Trouble.of(
                        "POST done but answer lost 10 times",
                        "1 to 2 failing passes that delete the orphans",
                        When.FIRST_PASS,
                        1,
                        some(10, 20, 50, number -> Fault.nth(number, "POST", ".*", LOST))));
    }

    private static Stream<Trouble> outages() {
        Trouble unavailable = Trouble.of(
                "API down (503) from the middle of the instance phase",
                "recorded as applied twice; when back a duplicate rule, ACLs not enforced",
                When.FIRST_PASS,
                2,
                Stream.of(Fault.from(MIDDLE, "*", ".*", UNAVAILABLE)));
        Trouble refused = Trouble.of(
                "API down (connections closed) from the middle of the instance phase",
                "recorded as applied twice; when back a duplicate rule, ACLs not enforced",
                When.FIRST_PASS,
                2,
                Stream.of(Fault.from(MIDDLE, "*", ".*", CLOSED)));
        Trouble empty = Trouble.of(
                        "the same, and the store is empty when the API is back",
                        "crash",
                        When.FIRST_PASS,
                        2,
                        Stream.of(Fault.from(MIDDLE, "*", ".*", CLOSED)))
                .losingAll();
        Trouble before = Trouble.of(
                "API down before a pass",
                "retries every second, continues when back",
                When.FIRST_PASS,
                3,
                Stream.of(Fault.always("*", ".*", CLOSED)));
        Trouble hung = Trouble.of(
                "API accepts and never answers",
                "hung for ever",
                When.RESYNC,
                2,
                Stream.of(Fault.always("*", ".*", new FaultEffect.Silence())));
        return Stream.of(unavailable, refused, empty, before, hung);
    }

    private static Stream<Trouble> readsOfLists() {
        return Stream.of(
                list("routers (once)", "a second set of routers, never converges", "/routers", 1),
                list("bridges (once)", "duplicate bridge, never converges", "/bridges", 1),
                list("chains (once)", "all chains doubled, reported as success", "/chains", 1),
                list("ip_addr_groups (once)", "all groups doubled, recorded as applied", "/ip_addr_groups", 1),
                list("rules of 5 chains", "duplicate rules for ever, reported as success", "/chains/[^/]+/rules", 5),
                list("ports of 3 bridges", "live ports deleted and remade", "(/bridges/[^/]+)?/ports", 3));
    }

    private static Trouble list(String name, String eucanetd, String path, int times) {
        return Trouble.of(
                "one GET of a list answers 500 during a resync: " + name,
                eucanetd,
                When.RESYNC,
                2 * times,
                some(times, 1, 1, number -> Fault.nth(number, "GET", path, BROKEN)));
    }

    private static Stream<Trouble> odd() {
        return Stream.of(
                Trouble.of(
                        "5 truncated JSON bodies during a resync",
                        "115 live objects deleted, rebuilt by the third pass",
                        When.RESYNC,
                        1,
                        some(5, 3, 10, number -> Fault.nth(number, "GET", ".*", HALF))),
                Trouble.of(
                                "truncated JSON for the application root during the re-initialisation that follows a"
                                        + " failed pass",
                                "every later pass fails until the process is restarted",
                                When.RESYNC,
                                1,
                                Stream.of(Fault.always("GET", "/chains", BROKEN)))
                        .then(Fault.nth(1, "GET", "/?", HALF)));
    }

    private static Stream<Fault> some(int times, long first, long step, LongFunction<Fault> fault) {
        return LongStream.range(0, times).mapToObj(index -> fault.apply(first + index * step));
    }

    @BeforeAll
    static void build() throws Exception {
        try (DrivenLoop loop = new DrivenLoop(folder, DOCUMENT)) {
            loop.start();
            loop.untilWell();
            fresh = loop.state();
        }
    }

    @AfterAll
    static void compare() {
        ROWS.assertReviewed("golden/trouble/api-errors.txt");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    @DisplayName("nothing is wrong in silence, and it heals by itself:")
    void heals(Trouble trouble) throws Exception {
        Duration patience = trouble.requestTimeout().orElse(Duration.ofSeconds(35));
        try (DrivenLoop loop = new DrivenLoop(folder, DOCUMENT, patience)) {
            JsonNode machines = loop.dump();
            if (trouble.when() == When.RESYNC) {
                loop.start();
                loop.untilWell();
            }
            long written = loop.writes();
            List<List<String>> toldTrue = new CopyOnWriteArrayList<>();
            loop.afterEachCycle((number, end) -> {
                if (isWhole(end)) {
                    toldTrue.add(loop.state());
                }
                if (number == trouble.illCycles()) {
                    loop.faults().clear();
                    trouble.later().forEach(loop.faults()::add);
                    if (trouble.isLost()) {
                        loop.load(machines);
                    }
                }
            });
            trouble.faults().forEach(loop.faults()::add);
            begin(loop, trouble.when());
            List<CycleEnd> cycles = loop.untilWell();

            assertThat(loop.state()).containsExactlyElementsOf(fresh);
            assertThat(toldTrue)
                    .isNotEmpty()
                    .allSatisfy(then -> assertThat(then).containsExactlyElementsOf(fresh));
            assertThat(cycles).allSatisfy(ApiErrorsTest::assertSetAsideOnly);
            assertThat(cycles)
                    .as("changes that others are said to have made")
                    .flatExtracting(end -> end.report().drift())
                    .isEmpty();
            if (trouble.when() == When.RESYNC) {
                assertThat(loop.writes()).as("writes without need").isEqualTo(written);
            }
            assertAtRest(loop);
            ROWS.put(trouble.name(), trouble.eucanetd(), text(cycles));
        }
    }

    private static void begin(DrivenLoop loop, When when) {
        if (when == When.RESYNC) {
            loop.reconcile();
        } else {
            loop.start();
        }
    }

    /** Whether the cloud is told that all is in effect, with nothing set aside. */
    private static boolean isWhole(CycleEnd end) {
        return end.isInEffect()
                && (end.report().result() == Result.AGREED || end.report().result() == Result.APPLIED);
    }

    /** What is told to be in effect may lack what MidoNet refused, and what stands on that; nothing that is in doubt. */
    private static void assertSetAsideOnly(CycleEnd end) {
        if (end.isInEffect()) {
            assertThat(end.outcomes().stream().filter(outcome -> outcome.status() == Outcome.Status.FAILED))
                    .extracting(Outcome::fault)
                    .isSubsetOf(Outcome.Fault.REJECTED, Outcome.Fault.BROKEN);
        }
    }

    private static void assertAtRest(DrivenLoop loop) throws Exception {
        loop.reconcile();
        CycleEnd again = loop.next();
        assertThat(again.report().result()).isEqualTo(Result.AGREED);
        assertThat(again.report().drift()).isEmpty();
        assertThat(loop.acknowledged()).isEqualTo(VERSION);
        assertThat(loop.status().quarantine()).isEmpty();
        assertThat(loop.status().troubles()).isEmpty();
    }

    private static String text(List<CycleEnd> cycles) {
        List<String> all = new ArrayList<>();
        for (CycleEnd end : cycles) {
            String result = end.report().result().jsonName();
            boolean isPartly = end.isInEffect() && !isWhole(end);
            all.add(isPartly ? result + " (acknowledged, the failed ones set aside)" : result);
        }
        return String.join(", ", all);
    }
}
