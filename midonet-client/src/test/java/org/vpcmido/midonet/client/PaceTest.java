// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.midonet.resource.Chain;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.simulator.Fault;
import org.vpcmido.midonet.simulator.FaultEffect;
import org.vpcmido.midonet.simulator.Simulator;
import org.vpcmido.midonet.simulator.SimulatorOptions;
import org.vpcmido.midonet.topology.Identities;

/** Over HTTP. Pauses go by a clock that the tests move; retries do not, and come after few milliseconds. */
@DisplayName("The pace at which MidoNet is asked")
class PaceTest {
    private static final RetryPolicy QUICK = new RetryPolicy(5, Duration.ofMillis(1), Duration.ofMillis(5));

    private final Vertx vertx = Vertx.vertx();
    private final VirtualTime time = new VirtualTime();
    private final AtomicBoolean mayWrite = new AtomicBoolean(true);

    @AfterEach
    void stop() {
        get(vertx.close());
    }

    @Test
    @DisplayName("is slow where writes take one lock, however many there are, and all of them arrive")
    void oneLock() {
        Simulator simulator = start(SimulatorOptions.defaults().withWriteLock(Duration.ofMillis(8)));
        MidonetClient client = get(MidonetClient.connect(
                vertx, config(simulator).withLimits(MidonetConfig.Limits.DEFAULT.withInFlight(64, 64))));

        build(client, 400);

        assertThat(client.pace().writes().limit()).isLessThanOrEqualTo(12);
        assertThat(client.pace().writes().limitMax()).isEqualTo(64);
        assertThat(chains(client)).isEqualTo(400);
        assertThat(client.requests().byMethod()).containsEntry("POST", 400L);
    }

    @Test
    @DisplayName("falls where more in flight are refused, which few are, and everything arrives")
    void overload() {
        Simulator simulator = start(SimulatorOptions.defaults().withLatency(Duration.ofMillis(2)));
        MidonetClient client = get(MidonetClient.connect(vertx, config(simulator)));
        simulator.faults().add(Fault.above(3, "POST", "/.*", FaultEffect.Status.unavailable("")));

        build(client, 500);

        assertThat(chains(client)).isEqualTo(500);
        assertThat(client.pace().writes().limit()).isLessThanOrEqualTo(4);
        assertThat(client.pace().writes().overloads()).isBetween(1L, 40L);
        assertThat(get(simulator.requestCounts()).byMethod().get("POST")).isLessThan(540);
    }

    @Test
    @DisplayName("rests for the whole time that MidoNet asks for, for everybody")
    void pause() {
        Simulator simulator = start(SimulatorOptions.defaults());
        MidonetClient client = connect(simulator, MidonetConfig.Limits.DEFAULT);
        get(simulator.resetRequestCounts());
        simulator.faults().add(Fault.nth(1, "POST", "/chains", FaultEffect.Status.unavailable("3")));

        Future<Void> built = create(client, 1);
        await().until(() -> client.pace().pauses() == 1);
        Future<Observation> seen = client.observe();
        Future<Void> more = create(client, 2);
        for (int tenth = 0; tenth < 30; tenth++) {
            assertThat(get(simulator.requestCounts()).total()).isEqualTo(1);
            assertThat(client.pace().pause()).isPositive();
            pass(Duration.ofMillis(100));
        }
        pass(Duration.ofMillis(149)); // The clients of one server do not all come back at once.
        assertThat(get(simulator.requestCounts()).total()).isEqualTo(1);
        pass(Duration.ofMillis(1));

        get(Future.all(built, seen, more));
        assertThat(client.pace().pause()).isZero();
        assertThat(chains(client)).isEqualTo(2);
    }

    @Test
    @DisplayName("rests no longer than is configured")
    void pauseMax() {
        Simulator simulator = start(SimulatorOptions.defaults());
        MidonetClient client = connect(simulator, MidonetConfig.Limits.DEFAULT.withPause(Duration.ofSeconds(20)));
        simulator.faults().add(Fault.nth(1, "POST", "/chains", FaultEffect.Status.unavailable("86400")));

        Future<Void> built = create(client, 1);
        await().until(() -> client.pace().pauses() == 1);
        assertThat(client.pace().pause()).isEqualTo(Duration.ofSeconds(21));
        IntStream.range(0, 43).forEach(half -> pass(Duration.ofMillis(500)));
        get(built);
    }

    @Test
    @DisplayName("is not changed by what cannot be read as a time")
    void garbage() {
        Simulator simulator = start(SimulatorOptions.defaults());
        MidonetClient client = connect(simulator, MidonetConfig.Limits.DEFAULT);
        simulator.faults().add(Fault.nth(1, "POST", "/chains", FaultEffect.Status.unavailable("later, perhaps")));

        get(create(client, 1));
        assertThat(client.pace().pauses()).isZero();
        assertThat(chains(client)).isEqualTo(1);
    }

    @Test
    @DisplayName(
            "costs a server that stays away one request for each pause, and counts as an attempt for all that wait")
    void stillAway() {
        Simulator simulator = start(SimulatorOptions.defaults());
        MidonetClient client = connect(simulator, MidonetConfig.Limits.DEFAULT.withInFlight(1, 1));
        get(simulator.resetRequestCounts());
        simulator.faults().add(Fault.always("*", "/.*", FaultEffect.Status.unavailable("3")));

        List<Future<Void>> all = IntStream.rangeClosed(1, 40)
                .mapToObj(each -> create(client, each))
                .toList();
        await().until(() -> client.pace().pauses() == 1);
        while (all.stream().anyMatch(each -> !each.isComplete())) {
            pass(Duration.ofMillis(500));
        }

        assertThat(all)
                .allSatisfy(each -> assertThat(each.cause())
                        .isInstanceOf(MidonetException.Unavailable.class)
                        .hasMessageContaining("503 Resource read timeout"));
        assertThat(get(simulator.requestCounts()).total()).isLessThan(20);
    }

    @Test
    @DisplayName("outlives a connection: who comes back waits for the end of the pause, too")
    void reconnect() {
        Simulator simulator = start(SimulatorOptions.defaults());
        Paces paces = new Paces(vertx, MidonetConfig.Limits.DEFAULT, time.means());
        MidonetConfig once = config(simulator)
                .withRetries(new MidonetConfig.Retries(QUICK, new RetryPolicy(1, Duration.ZERO, Duration.ZERO)));
        MidonetClient first = get(MidonetClient.connect(vertx, once, paces));
        simulator.faults().add(Fault.nth(1, "POST", "/chains", FaultEffect.Status.unavailable("3")));
        assertThat(create(first, 1).transform(done -> Future.succeededFuture(done.failed())))
                .satisfies(failed -> assertThat(get(failed)).isTrue());
        get(first.close());
        get(simulator.resetRequestCounts());

        Future<MidonetClient> second = MidonetClient.connect(vertx, once, paces);
        IntStream.range(0, 31).forEach(tenth -> {
            assertThat(get(simulator.requestCounts()).total()).isZero();
            pass(Duration.ofMillis(100));
        });
        pass(Duration.ofMillis(100));
        assertThat(chains(get(second))).isZero();
    }

    @Test
    @DisplayName("does not hold up those who may write no more: what waits is given up, unsent")
    void leadershipLost() {
        Simulator simulator = start(SimulatorOptions.defaults());
        MidonetClient client = connect(simulator, MidonetConfig.Limits.DEFAULT);
        get(simulator.resetRequestCounts());
        simulator.faults().add(Fault.nth(1, "POST", "/chains", FaultEffect.Status.unavailable("3")));

        Future<Void> built = create(client, 1);
        await().until(() -> client.pace().pauses() == 1);
        Future<Void> more = create(client, 2);
        // What may have happened is read back before it is repeated.
        await().until(() ->
                client.pace().reads().waiting() == 1 && client.pace().writes().waiting() == 1);
        mayWrite.set(false);
        pass(Duration.ofMillis(500));

        for (Future<Void> each : List.of(built, more)) {
            await().until(each::failed);
            assertThat(each.cause()).isInstanceOf(PermissionEndedException.class);
        }
        IntStream.range(0, 8).forEach(half -> pass(Duration.ofMillis(500)));
        assertThat(get(simulator.requestCounts()).total()).isEqualTo(1);
    }

    @Test
    @DisplayName("takes no login from those who only read when those who shared it may write no more")
    void loginShared() {
        Simulator simulator = start(SimulatorOptions.defaults());
        Paces paces = new Paces(vertx, MidonetConfig.Limits.DEFAULT, time.means());
        MidonetClient other = get(MidonetClient.connect(vertx, config(simulator), paces));
        MidonetClient client = get(MidonetClient.connect(
                vertx, config(simulator).withCredentials(new Credentials("admin", "admin")), paces));
        simulator.faults().add(Fault.nth(1, "POST", "/chains", FaultEffect.Status.unavailable("3")));
        Future<Void> built = create(other, 1);
        await().until(() -> client.pace().pauses() == 1);

        Future<Void> write = create(client, 2);
        Future<Observation> seen = client.observe();
        await().until(() -> client.pace().reads().waiting() > 0);
        mayWrite.set(false);
        IntStream.range(0, 8).forEach(half -> pass(Duration.ofMillis(500)));

        await().until(() -> built.isComplete() && write.isComplete());
        assertThat(write.cause()).isInstanceOf(PermissionEndedException.class);
        assertThat(get(seen).topology().all(Kind.CHAIN, Chain.class)).isEmpty();
    }

    /** What is due is done when this returns, and what is sent has been answered. */
    private void pass(Duration duration) {
        time.pass(duration);
        get(Future.<Void>future(promise -> vertx.runOnContext(promise::complete)));
        get(vertx.timer(2, TimeUnit.MILLISECONDS));
    }

    private Simulator start(SimulatorOptions options) {
        return get(Simulator.start(vertx, options));
    }

    private static MidonetConfig config(Simulator simulator) {
        return MidonetConfig.defaults()
                .withUrl(URI.create(simulator.url()))
                .withRetries(new MidonetConfig.Retries(QUICK, QUICK));
    }

    private MidonetClient connect(Simulator simulator, MidonetConfig.Limits limits) {
        return get(MidonetClient.connect(
                vertx, config(simulator).withLimits(limits), new Paces(vertx, limits, time.means())));
    }

    private void build(MidonetClient client, int chains) {
        get(Future.all(IntStream.rangeClosed(1, chains)
                .mapToObj(each -> create(client, each))
                .toList()));
    }

    private Future<Void> create(MidonetClient client, int number) {
        return client.writer(Identities.none(), mayWrite::get)
                .create(new Chain(Key.observed(Kind.CHAIN, new UUID(1, number)), "euca", "chain " + number));
    }

    private static long chains(MidonetClient client) {
        return Stream.of(get(client.observe()).topology())
                .flatMap(topology -> topology.all(Kind.CHAIN, Chain.class))
                .count();
    }

    private static <T> T get(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }
}
