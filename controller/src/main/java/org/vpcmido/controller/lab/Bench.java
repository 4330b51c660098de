// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.lab;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.vpcmido.cloud.gni.CloudSources;
import org.vpcmido.controller.apply.Leadership;
import org.vpcmido.controller.apply.WriteListener;
import org.vpcmido.controller.lab.BenchReport.Figure;
import org.vpcmido.controller.reconcile.ReconcileSettings;
import org.vpcmido.controller.reconcile.Reconciler;
import org.vpcmido.midonet.client.MidonetClient;
import org.vpcmido.midonet.client.MidonetConfig;
import org.vpcmido.midonet.client.PaceStatus;
import org.vpcmido.model.vpc.VpcState;

/**
 * Measures the product over HTTP against a simulated MidoNet in a process of its own. The service's own loop is measured,
 * from the document that appears to the end of the cycle, when the last write has been acknowledged.
 */
public final class Bench {
    private static final List<String> COUNTED =
            List.of("routers", "bridges", "ports", "routes", "chains", "rules", "ip_addr_groups");

    private final Vertx vertx;
    private final CloudSize size;
    private final String folder;
    private final Consumer<String> tell;
    private final HttpClient http;
    private final List<Figure> figures = new ArrayList<>();
    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private Optional<PaceStatus> pace = Optional.empty();
    private long heapPeak;
    private OptionalLong residentPeak = OptionalLong.empty();

    private Bench(Vertx vertx, CloudSize size, String folder, Consumer<String> tell) {
        this.vertx = requireNonNull(vertx, "vertx");
        this.size = requireNonNull(size, "size");
        this.folder = requireNonNull(folder, "folder");
        this.tell = tell;
        this.http = vertx.createHttpClient();
    }

    /**
     * Measures everything, one after another.
     *
     * @param latency how long the simulated MidoNet holds each answer back
     * @param folder where documents go
     * @param tell hears of each step
     */
    public static Future<BenchReport> run(
            Vertx vertx, CloudSize size, Duration latency, String folder, Consumer<String> tell) {
        return new Bench(vertx, size, folder, tell).run(latency);
    }

    private Future<BenchReport> run(Duration latency) {
        VpcState cloud = GrownCloud.of(size);
        String document = ServedCloud.document(folder);
        return ServedCloud.publish(vertx, document, cloud, 0)
                .compose(published -> LabProcess.start(
                        vertx,
                        "simulated at",
                        "simulator",
                        "--port",
                        "0",
                        "--latency-millis",
                        Long.toString(latency.toMillis()),
                        "--hosts-from",
                        "gni:" + document))
                .compose(simulator -> measure(cloud, midonet(simulator)).onComplete(done -> simulator.stop()))
                .map(measured -> new BenchReport(size.name(), counts, figures, pace, heapPeak, residentPeak));
    }

    private static URI midonet(LabProcess simulator) {
        String line = simulator.announcement();
        return URI.create(line.substring(line.indexOf("http")));
    }

    private Future<Void> measure(VpcState cloud, URI midonet) {
        count(cloud);
        ServedCloud served = new ServedCloud(vertx, folder, midonet);
        BenchEvents events = new BenchEvents(cloud);
        return get(midonet, "/simulator/dump")
                .compose(empty -> timed(midonet, "first convergence", served::start)
                        .compose(done -> served.idle())
                        .compose(done -> count(midonet))
                        .onSuccess(done -> pace = served.pace())
                        .compose(done -> timed(midonet, "pass on an unchanged document", served::again))
                        .compose(done -> served.idle())
                        .compose(done -> timed(midonet, "one rule change", () -> served.follow(events.rule())))
                        .compose(done -> served.idle())
                        .compose(done -> timed(midonet, "one instance launch", () -> served.follow(events.launch())))
                        .compose(done -> served.idle())
                        .compose(done -> timed(midonet, "one elastic IP move", () -> served.follow(events.move())))
                        .compose(done -> served.idle())
                        .onSuccess(done -> measureMemory())
                        .compose(done -> timed(midonet, "cold start to first decision", () -> decide(midonet)))
                        .compose(done -> replay(midonet, empty)));
    }

    /** A process of its own, from its start to its end. */
    private Future<Integer> decide(URI midonet) {
        return LabProcess.run(
                        vertx,
                        "plan",
                        "--cloud",
                        "gni:" + ServedCloud.document(folder),
                        "--midonet",
                        midonet.toString(),
                        "--output",
                        "json")
                .compose(exitCode -> exitCode == 0
                        ? Future.succeededFuture(exitCode)
                        : Future.failedFuture("'plan' ended with " + exitCode + ", and had nothing to plan"));
    }

    /** The first convergence once more by way of a proxy, and then its requests alone. */
    private Future<Void> replay(URI midonet, Buffer empty) {
        return post(midonet, "/simulator/load", empty)
                .compose(reset -> Recording.start(vertx, midonet))
                .compose(proxy -> converge(proxy.url(midonet))
                        .compose(done -> proxy.server().close())
                        .compose(done -> post(midonet, "/simulator/load", empty))
                        .compose(done -> timed(midonet, "the simulator's ceiling for these", proxy.recording()::replay))
                        .compose(done -> proxy.recording().close()));
    }

    private Future<Void> converge(String midonet) {
        return MidonetClient.connect(vertx, MidonetConfig.at(midonet))
                .compose(client -> {
                    Reconciler reconciler = new Reconciler(
                            vertx,
                            new CloudSources(vertx).parse("gni:" + ServedCloud.document(folder)),
                            client,
                            ReconcileSettings.defaults(),
                            Leadership.ALWAYS,
                            System::nanoTime);
                    return reconciler
                            .plan()
                            .compose(plan -> reconciler.write(plan, change -> Optional.empty(), WriteListener.NONE))
                            .eventually(client::close);
                })
                .mapEmpty();
    }

    private <T> Future<Void> timed(URI midonet, String name, Supplier<Future<T>> work) {
        tell.accept(name + " ...");
        return send(midonet, HttpMethod.DELETE, "/simulator/requests", Buffer.buffer())
                .compose(reset -> {
                    long started = System.nanoTime();
                    return work.get().map(done -> (System.nanoTime() - started) / 1_000_000);
                })
                .compose(millis -> get(midonet, "/simulator/requests").onSuccess(requests -> {
                    JsonObject counted = requests.toJsonObject();
                    long total = counted.getLong("total");
                    long reads = counted.getJsonObject("byMethod").getLong("GET", 0L);
                    figures.add(new Figure(name, millis, total, total - reads));
                    tell.accept(name + ": " + millis + " ms, " + total + " requests, " + (total - reads) + " writes");
                }))
                .mapEmpty();
    }

    private void count(VpcState cloud) {
        counts.put("vpcs", cloud.vpcs().size());
        counts.put("subnets", cloud.subnets().size());
        counts.put("interfaces", cloud.interfaces().size());
        counts.put("security_groups", cloud.securityGroups().size());
    }

    /** What was made, by the collections that it was posted to: {@code chains/rules}, {@code routers/ports}. */
    private Future<Void> count(URI midonet) {
        return get(midonet, "/simulator/requests")
                .onSuccess(requests -> {
                    JsonObject posted = requests.toJsonObject()
                            .getJsonObject("byCollection")
                            .getJsonObject("POST");
                    for (String name : COUNTED) {
                        counts.put(
                                name,
                                posted.fieldNames().stream()
                                        .filter(each -> each.equals(name) || each.endsWith("/" + name))
                                        .mapToInt(posted::getInteger)
                                        .sum());
                    }
                })
                .mapEmpty();
    }

    private void measureMemory() {
        heapPeak = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(MemoryUsage::getUsed)
                .sum();
        Path status = Path.of("/proc/self/status");
        try {
            residentPeak = Files.exists(status)
                    ? Files.readAllLines(status).stream()
                            .filter(line -> line.startsWith("VmHWM:"))
                            .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                            .findFirst()
                    : OptionalLong.empty();
        } catch (IOException unreadable) {
            residentPeak = OptionalLong.empty();
        }
    }

    private Future<Buffer> get(URI midonet, String path) {
        return send(midonet, HttpMethod.GET, path, Buffer.buffer());
    }

    private Future<Buffer> post(URI midonet, String path, Buffer body) {
        return send(midonet, HttpMethod.POST, path, body);
    }

    /** To the simulator itself, beside the API that it simulates. */
    private Future<Buffer> send(URI midonet, HttpMethod method, String path, Buffer body) {
        RequestOptions options = new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(midonet.resolve(path).toString());
        return http.request(options)
                .compose(request -> request.send(body))
                .compose(response -> response.statusCode() < 300
                        ? response.body()
                        : Future.failedFuture(method + " " + path + ": " + response.statusCode()));
    }
}
