// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.vpcmido.controller.lab.LabMidonet;
import org.vpcmido.controller.lab.LabMidonet.Machine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
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

    @Option(names = "--load", paramLabel = "FILE", description = "A topology dump to begin with.")
    private @Nullable Path load;

    @Option(
            names = "--personality",
            paramLabel = "5.0|5.2|5.4",
            defaultValue = "5.4",
            description = "The release to be like: 5.4 stands for 5.2.2 and later, 5.2 for 5.2.1 and before. Default "
                    + "${DEFAULT-VALUE}.")
    private String personality = "5.4";

    @Option(
            names = "--latency-millis",
            paramLabel = "N",
            defaultValue = "0",
            description = "How long each answer is held back. Default ${DEFAULT-VALUE}.")
    private long latencyMillis;

    /** Where hosts come from: one way or the other. */
    static final class Hosts {
        @Option(
                names = "--hosts",
                paramLabel = "FILE",
                description =
                        "JSON: {\"hosts\": [{\"name\", \"addresses\": [], \"interfaces\": []}]}; all come up in one "
                                + "tunnel zone.")
        private @Nullable Path file;

        @Option(
                names = "--hosts-from",
                paramLabel = "SOURCE",
                description = "Every node, gateway and cloud controller that a cloud document names: gni:PATH.")
        private @Nullable String cloud;
    }

    @Override
    public Integer call() throws InterruptedException {
        Vertx vertx = Vertx.vertx();
        CountDownLatch interrupted = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(interrupted::countDown, "interrupted"));
        LabMidonet midonet;
        try {
            midonet = LabMidonet.start(vertx, LabMidonet.options(port, personality, Duration.ofMillis(latencyMillis)))
                    .compose(started -> fill(vertx, started).map(started))
                    .await();
        } catch (RuntimeException failure) {
            vertx.close().await();
            throw failure;
        }
        spec.commandLine().getOut().println("MidoNet " + personality + " simulated at " + midonet.url());
        spec.commandLine().getOut().flush();
        interrupted.await();
        return ExitCode.DONE;
    }

    private Future<Void> fill(Vertx vertx, LabMidonet midonet) {
        Future<Void> loaded =
                load == null ? Future.succeededFuture() : read(vertx, load).compose(midonet::load);
        return loaded.compose(done -> addHosts(vertx, midonet));
    }

    private Future<Void> addHosts(Vertx vertx, LabMidonet midonet) {
        if (hosts.file != null) {
            return read(vertx, hosts.file).compose(json -> midonet.addMachines(machines(json)));
        } else if (hosts.cloud != null) {
            return CloudOption.parse(vertx, "--hosts-from", hosts.cloud)
                    .read()
                    .compose(snapshot -> midonet.addHostsOf(snapshot.checked().state()));
        }
        return Future.succeededFuture();
    }

    private static List<Machine> machines(String json) {
        try {
            return new ObjectMapper()
                    .readValue(json, new TypeReference<HostsFile>() {})
                    .hosts();
        } catch (JsonProcessingException malformed) {
            throw new UsageException("--hosts: " + malformed.getOriginalMessage());
        }
    }

    /** What the file of {@code --hosts} holds. */
    record HostsFile(List<Machine> hosts) {}

    private static Future<String> read(Vertx vertx, Path path) {
        return vertx.fileSystem()
                .readFile(path.toString())
                .map(Object::toString)
                .recover(failure -> Future.failedFuture(
                        failure instanceof FileSystemException
                                ? new UsageException("cannot read " + path + ": " + failure.getMessage())
                                : failure));
    }
}
