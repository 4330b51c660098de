// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vpcmido.cloud.gni.CloudSources;
import org.vpcmido.cloud.gni.GniDocuments;
import org.vpcmido.controller.config.ControllerConfig.DriftPolicy;
import org.vpcmido.controller.lab.LabMidonet;
import org.vpcmido.controller.leader.Election;
import org.vpcmido.controller.reconcile.AppliedVersionFile;
import org.vpcmido.controller.reconcile.Backoff;
import org.vpcmido.controller.reconcile.CycleEnd;
import org.vpcmido.controller.reconcile.CycleReport.Result;
import org.vpcmido.controller.reconcile.EucanetdPort;
import org.vpcmido.controller.reconcile.LoopSettings;
import org.vpcmido.controller.reconcile.LoopStatus;
import org.vpcmido.controller.reconcile.LoopView;
import org.vpcmido.controller.reconcile.ReconcileLoop;
import org.vpcmido.controller.reconcile.ReconcileSettings;
import org.vpcmido.midonet.client.MidonetConfig;
import org.vpcmido.midonet.client.RetryPolicy;
import org.vpcmido.midonet.simulator.FaultPlan;
import org.vpcmido.midonet.simulator.SimulatorOptions;

/**
 * The service's loop between a document and a simulated MidoNet. Its clock stands still, but for a leap at the end of
 * each cycle that is longer than any pause: so it tries again at once, and always after the same number of cycles.
 */
final class DrivenLoop implements AutoCloseable {
    private static final Pattern ROUTER = Pattern.compile("vr_(vpc-[0-9a-f]+)_(\\d+)");
    /** A router's addresses towards the edge and towards the metadata router; the fixtures have fewer than 256 routers. */
    private static final Pattern TRANSIT = Pattern.compile("\\b(169\\.254\\.(?:0|128)\\.)(\\d+)\\b");

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE_MIN = Duration.ofMinutes(1);
    private static final Duration PAUSE_MAX = Duration.ofMinutes(30);
    private static final Duration RETRY_AFTER_MAX = Duration.ofMillis(100);
    private static final int CYCLES_MAX = 20;

    /** What is done when a cycle has ended, before the next one begins. */
    interface AfterCycle {
        /** Is told of a cycle, with its number since this was set, from 1. */
        void ended(int number, CycleEnd end);
    }

    // MidoNet has a thread of its own, so that what is done after a cycle may wait for it.
    private final Vertx midonetSide = Vertx.vertx();
    private final Vertx loopSide = Vertx.vertx();
    private final BlockingQueue<CycleEnd> ends = new LinkedBlockingQueue<>();
    private final LeapingClock clock = new LeapingClock(PAUSE_MAX.multipliedBy(2));
    private final Path folder;
    private final LabMidonet midonet;
    private final int eucanetdPort;
    private final Duration requestTimeout;
    private Optional<Running> running = Optional.empty();
    private volatile AfterCycle afterCycle = (number, end) -> {};
    private final AtomicInteger cycles = new AtomicInteger();

    private record Running(ReconcileLoop loop, String deployment) {}

    /**
     * MidoNet has the machines that a document names, which is published; the loop is not started yet.
     *
     * @param document one below {@code /gni}
     */
    DrivenLoop(Path folder, String document, Duration requestTimeout) throws IOException {
        this.folder = Files.createTempDirectory(folder, "run");
        this.requestTimeout = requestTimeout;
        this.midonet =
                get(LabMidonet.start(midonetSide, SimulatorOptions.defaults().withPort(0)));
        get(midonet.addHostsOf(GniDocuments.read(document).checked().state()));
        try (DatagramSocket free = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            this.eucanetdPort = free.getLocalPort();
        }
        publish(new String(GniDocuments.bytes(document), StandardCharsets.UTF_8));
    }

    DrivenLoop(Path folder, String document) throws IOException {
        this(folder, document, MidonetConfig.defaults().timeouts().request());
    }

    void start() {
        start(Duration.ofDays(1));
    }

    /** Reads all of MidoNet so often. */
    void start(Duration observeInterval) {
        start(observeInterval, Election.unopposed("only"));
    }

    /** Writes as long as it is elected. */
    void start(Election election) {
        start(Duration.ofDays(1), election);
    }

    private void start(Duration observeInterval, Election election) {
        MidonetConfig standard = MidonetConfig.defaults();
        RetryPolicy quick = new RetryPolicy(3, Duration.ofMillis(1), Duration.ofMillis(2));
        MidonetConfig config = standard.withUrl(URI.create(midonet.url()))
                .withTimeouts(new MidonetConfig.Timeouts(standard.timeouts().connect(), requestTimeout))
                .withLimits(standard.limits().withPause(RETRY_AFTER_MAX))
                .withRetries(new MidonetConfig.Retries(new RetryPolicy(1, Duration.ZERO, Duration.ZERO), quick));
        LoopSettings settings = new LoopSettings(
                config,
                ReconcileSettings.defaults(),
                DriftPolicy.HEAL,
                Duration.ofMillis(10),
                Optional.empty(),
                observeInterval,
                Optional.empty(),
                new Backoff(PAUSE_MIN, PAUSE_MAX));
        ReconcileLoop loop = new ReconcileLoop(
                new CloudSources(loopSide).parse("gni:" + document()),
                settings,
                election,
                cloud -> Optional.empty(),
                new EucanetdPort(loopSide, eucanetdPort),
                new AppliedVersionFile(loopSide, folder),
                this::ended,
                clock);
        running = Optional.of(new Running(loop, get(loopSide.deployVerticle(loop))));
    }

    void stop() {
        get(loopSide.undeploy(running.orElseThrow().deployment()));
        running = Optional.empty();
        ends.clear();
    }

    private void ended(CycleEnd end) {
        clock.leap();
        afterCycle.ended(cycles.incrementAndGet(), end);
        ends.add(end);
    }

    /** Counts cycles from here on. */
    void afterEachCycle(AfterCycle action) {
        cycles.set(0);
        afterCycle = action;
    }

    /** The next cycle's end; fails if none comes. */
    CycleEnd next() throws InterruptedException {
        CycleEnd end = ends.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(end).as("stuck: %s", loop().status()).isNotNull();
        return Optional.ofNullable(end).orElseThrow();
    }

    /** The cycles until one leaves nothing open. */
    List<CycleEnd> untilWell() throws InterruptedException {
        List<CycleEnd> all = new ArrayList<>();
        Result result;
        do {
            all.add(next());
            result = all.get(all.size() - 1).report().result();
            assertThat(all).as("stuck: %s", loop().status()).hasSizeLessThan(CYCLES_MAX);
        } while (result != Result.AGREED && result != Result.APPLIED);
        awaitIdle();
        return all;
    }

    /** Until what the last cycle wrote has been read again. */
    void awaitIdle() {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> !status().isRunning());
    }

    /** The cycles that ended and were not asked for yet. */
    List<CycleEnd> drain() {
        List<CycleEnd> all = new ArrayList<>();
        ends.drainTo(all);
        return all;
    }

    /** Has the loop read all of MidoNet again. */
    void reconcile() {
        loop().reconcile();
    }

    /** Approves what the guard holds. */
    void approve(String plan) {
        assertThat(get(loop().approve(plan))).isTrue();
    }

    private ReconcileLoop loop() {
        return running.orElseThrow().loop();
    }

    /** What the loop knows of MidoNet. */
    LoopView view() {
        return loop().view().orElseThrow();
    }

    LoopStatus status() {
        return loop().status();
    }

    private Path document() {
        return folder.resolve("global_network_info.xml");
    }

    /** As the cloud controller does it: another file, renamed over the old one. */
    void publish(String text) throws IOException {
        Path temporary = Files.writeString(folder.resolve("global_network_info.xml.temp"), text);
        Files.move(temporary, document(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** A message without the folder of the test. */
    String plain(String message) {
        return message.replace(document().toString(), "DOCUMENT").replace('\n', ' ');
    }

    String acknowledged() throws IOException {
        Path file = folder.resolve(AppliedVersionFile.NAME);
        return Files.exists(file) ? Files.readString(file) : "";
    }

    FaultPlan faults() {
        return midonet.simulator().faults();
    }

    ObjectNode dump() {
        return get(midonet.simulator().dump());
    }

    /** All that MidoNet has, as lines. */
    List<String> state() {
        return lines(dump());
    }

    /**
     * A line for each object, without what MidoNet numbers in the order of creation (tunnels, the routes to its own
     * ports), what agents tell, which number an interface has for the metadata service (that depends on who came first),
     * and where a rule stands: the order of most rules decides nothing, and differs. For the number of a router, which
     * depends on what a write that failed had shown already, stands whose it is: so one that has two, or that of another
     * anywhere, does differ.
     */
    static List<String> lines(JsonNode topology) {
        Map<String, String> numbers = routerNumbers(topology);
        List<String> lines = new ArrayList<>();
        topology.properties()
                .forEach(collection -> collection
                        .getValue()
                        .forEach(object -> lines.add(collection.getKey() + " "
                                + object.toString()
                                        .replaceAll("http://127.0.0.1:\\d+", "")
                                        .replaceAll("\"(tunnelKey|position)\":\\d+,", "")
                                        .replaceAll("\\b255\\.0\\.\\d+\\.\\d+", "IDENTITY")
                                        .replaceAll("\"active\":(true|false),", "")
                                        .replaceAll("\"ipAddrPorts\":\\[.*?\\}\\],", ""))));
        lines.replaceAll(line -> named(line, numbers));
        lines.removeIf(line -> line.contains("\"type\":\"Local\""));
        lines.replaceAll(
                line -> line.matches("(rules|routes) .*") ? line.replaceAll("\"(id|uri)\":\"[^\"]*\",?", "") : line);
        Collections.sort(lines);
        return lines;
    }

    /** Whose each number is, by the routers' names. */
    private static Map<String, String> routerNumbers(JsonNode topology) {
        Map<String, String> numbers = new HashMap<>();
        topology.path("routers").forEach(router -> {
            Matcher name = ROUTER.matcher(router.path("name").asText());
            if (name.find()) {
                assertThat(numbers.put(name.group(2), name.group(1)))
                        .as("another router with the number of %s", name.group())
                        .isNull();
            }
        });
        return numbers;
    }

    private static String named(String line, Map<String, String> numbers) {
        String routers = ROUTER.matcher(line)
                .replaceAll(name -> "vr_" + name.group(1) + "_" + numbers.getOrDefault(name.group(2), name.group(2)));
        return TRANSIT.matcher(routers)
                .replaceAll(address -> address.group(1) + numbers.getOrDefault(address.group(2), address.group(2)));
    }

    void load(JsonNode topology) {
        get(midonet.simulator().load(topology));
    }

    long requests() {
        return get(midonet.simulator().requestCounts()).total();
    }

    long writes() {
        return get(midonet.simulator().requestCounts()).writes();
    }

    private static <T> T get(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() {
        if (running.isPresent()) {
            stop();
        }
        get(loopSide.close());
        get(midonet.close());
        get(midonetSide.close());
    }
}
