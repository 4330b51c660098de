// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.file.FileSystemException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.vpcmido.controller.lab.LabMidonet;
import org.vpcmido.controller.lab.LabMidonet.Machine;
import org.vpcmido.controller.lab.LabMidonet.Zone;
import org.vpcmido.model.finding.CloudLimits;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves the MidoNet API without a MidoNet. */
@Command(
        name = "simulator",
        description = {
            "Serves MidoNet's REST API from memory, on loopback, until interrupted.",
            "GET /simulator/dump and POST /simulator/load move the whole state as JSON, GET /simulator/requests counts "
                    + "requests, hosts are killed and raised under /simulator/hosts/{id}."
        })
final class SimulatorCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final int PORT_MAX = 65_535;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8181",
            description = "TCP port; 0 takes a free one. Default ${DEFAULT-VALUE}.")
    private int port;

    @ArgGroup
    private Hosts hosts = new Hosts();

    @Option(
            names = "--zookeeper",
            paramLabel = "HOST:PORT",
            description =
                    "Where the agents of the simulated hosts tell that they and their ports are alive, as MidoNet's "
                            + "do, below /midonet. It need not be there yet.")
    private @Nullable String zookeeper;

    @Option(names = "--load", paramLabel = "FILE", description = "A topology dump to begin with.")
    private @Nullable Path load;

    @Option(
            names = "--personality",
            paramLabel = "5.0|5.2|5.4",
            defaultValue = "5.4",
            description = "The release to be like: 5.4 stands for 5.2.2 and later, 5.2 for 5.2.1 and before. Default "
                    + "${DEFAULT-VALUE}.")
    private String personality = "5.4";

    @Mixin
    private LatencyOption slowness = new LatencyOption();

    @Option(
            names = "--write-lock-millis",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "How long each write holds the one lock that all writes take in MidoNet before 5.2.2. Default "
                            + "${DEFAULT-VALUE}, which is no lock.")
    private long writeLockMillis;

    /** Where hosts come from: one way or the other. */
    static final class Hosts {
        @Option(
                names = "--hosts",
                paramLabel = "FILE",
                description =
                        "JSON: {\"hosts\": [{\"name\", \"addresses\": [], \"interfaces\": []}], \"tunnel_zones\": "
                                + "[{\"name\", \"type\", \"hosts\": []}]}. All hosts come up; without tunnel zones, in "
                                + "one of type gre.")
        private @Nullable Path file;

        @Option(
                names = "--hosts-from",
                paramLabel = "SOURCE",
                description =
                        "Every node, gateway and cloud controller that a cloud document names: gni:PATH or gni:http://...")
        private @Nullable String cloud;
    }

    @Override
    public Integer call() throws InterruptedException {
        Vertx vertx = Vertx.vertx();
        CountDownLatch interrupted = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(interrupted::countDown, "interrupted"));
        LabMidonet midonet;
        try {
            midonet = start(vertx).await();
        } catch (RuntimeException failure) {
            vertx.close().await();
            throw failure;
        }
        spec.commandLine().getOut().println("MidoNet " + personality + " simulated at " + midonet.url());
        spec.commandLine().getOut().flush();
        interrupted.await();
        return ExitCode.DONE;
    }

    private Future<LabMidonet> start(Vertx vertx) {
        requireInRange();
        Duration latency = slowness.latency();
        Duration writeLock = Duration.ofMillis(writeLockMillis);
        valid("--personality", () -> LabMidonet.options(port, personality, latency, writeLock, Optional.empty()));
        return LabMidonet.start(
                        vertx,
                        valid(
                                "--zookeeper",
                                () -> LabMidonet.options(
                                        port, personality, latency, writeLock, Optional.ofNullable(zookeeper))))
                .recover(failure -> Future.failedFuture(
                        failure instanceof BindException taken
                                ? new UsageException("--port " + port + ": " + taken.getMessage())
                                : failure))
                .compose(started -> fill(vertx, started).map(started));
    }

    private void requireInRange() {
        if (port < 0 || port > PORT_MAX) {
            throw new UsageException("--port: " + port + " is outside 0 to " + PORT_MAX);
        }
        if (writeLockMillis < 0) {
            throw new UsageException("--write-lock-millis: " + writeLockMillis + " is negative");
        }
    }

    private static <T> T valid(String option, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException invalid) {
            throw new UsageException(option + ": " + invalid.getMessage());
        }
    }

    private Future<Void> fill(Vertx vertx, LabMidonet midonet) {
        return load(vertx, midonet).compose(done -> addHosts(vertx, midonet));
    }

    private Future<Void> load(Vertx vertx, LabMidonet midonet) {
        Path file = load;
        if (file == null) {
            return Future.succeededFuture();
        }
        return read(vertx, "--load", file).compose(topology -> {
            checkJson("--load", file, topology);
            return midonet.load(topology)
                    .recover(failure ->
                            Future.failedFuture(new UsageException("--load " + file + ": " + failure.getMessage())));
        });
    }

    private Future<Void> addHosts(Vertx vertx, LabMidonet midonet) {
        if (hosts.file != null) {
            Path file = hosts.file;
            return read(vertx, "--hosts", file).compose(json -> {
                HostsFile machines = machines(file, json);
                return midonet.addMachines(machines.hosts(), machines.tunnelZones());
            });
        } else if (hosts.cloud != null) {
            return CloudOption.parse(vertx, "--hosts-from", hosts.cloud, CloudLimits.DEFAULT)
                    .read()
                    .compose(snapshot -> midonet.addHostsOf(snapshot.checked().state()));
        }
        return Future.succeededFuture();
    }

    private static HostsFile machines(Path path, String json) {
        try {
            return JSON.readValue(json, HostsFile.class);
        } catch (JsonProcessingException malformed) {
            throw unusable("--hosts", path, malformed);
        }
    }

    /** What the file of {@code --hosts} holds. */
    record HostsFile(
            List<Machine> hosts,

            @JsonProperty("tunnel_zones") @JsonSetter(nulls = Nulls.AS_EMPTY)
            List<Zone> tunnelZones) {
        HostsFile {
            hosts = List.copyOf(hosts);
            tunnelZones = List.copyOf(tunnelZones);
            refuseStrangers(hosts, tunnelZones);
        }

        private static void refuseStrangers(List<Machine> hosts, List<Zone> zones) {
            Set<String> names = new HashSet<>();
            for (Machine host : hosts) {
                if (!names.add(host.name())) {
                    throw new IllegalArgumentException("two hosts are called '" + host.name() + "'");
                }
            }
            for (Zone zone : zones) {
                zone.hosts().stream()
                        .filter(each -> !names.contains(each))
                        .findFirst()
                        .ifPresent(stranger -> {
                            throw new IllegalArgumentException("tunnel zone '" + zone.name() + "' has a host '"
                                    + stranger + "' that is not listed");
                        });
            }
        }
    }

    private static void checkJson(String option, Path path, String json) {
        try {
            JSON.readTree(json);
        } catch (JsonProcessingException malformed) {
            throw unusable(option, path, malformed);
        }
    }

    private static UsageException unusable(String option, Path path, JsonProcessingException malformed) {
        JsonLocation place = malformed.getLocation();
        String key = malformed instanceof JsonMappingException mapping ? key(mapping) : "";
        return new UsageException(option + " " + path + ": " + key + malformed.getOriginalMessage()
                + (place == null ? "" : " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")"));
    }

    /** Such as {@code hosts[0].name: }. */
    private static String key(JsonMappingException malformed) {
        StringBuilder key = new StringBuilder();
        for (JsonMappingException.Reference step : malformed.getPath()) {
            boolean isMember = step.getFieldName() != null;
            key.append(isMember && !key.isEmpty() ? "." : "")
                    .append(isMember ? step.getFieldName() : "[" + step.getIndex() + "]");
        }
        return key.isEmpty() ? "" : key + ": ";
    }

    private static Future<String> read(Vertx vertx, String option, Path path) {
        if (!Files.isRegularFile(path)) {
            return Future.failedFuture(new UsageException(option + " " + path + ": there is no such file"));
        }
        return vertx.fileSystem()
                .readFile(path.toString())
                .map(Object::toString)
                .recover(failure -> Future.failedFuture(
                        failure instanceof FileSystemException
                                ? new UsageException(option + " " + path + ": " + failure.getMessage())
                                : failure));
    }
}
