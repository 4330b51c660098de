// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.cli;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vpcmido.controller.config.ConfigReader;
import org.vpcmido.controller.config.ControllerConfig;
import org.vpcmido.controller.service.Service;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The service itself. */
@Command(
        name = "run",
        description = {
            "Runs the service: follows the cloud's document, keeps MidoNet as it says, acknowledges versions, and serves "
                    + "the HTTP API, until it is told to end (SIGTERM).",
            "Every key of the configuration can also be set by an environment variable: guard.delete-share-max is "
                    + "VPCMIDO_GUARD_DELETE_SHARE_MAX."
        })
final class RunCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

    /** A write under way is given up by its client after 35 s. */
    private static final long DRAIN_SECONDS_MAX = 40;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration; default /etc/vpcmido/vpcmido.yml, and where that is absent what "
                    + "/etc/eucalyptus/eucalyptus.conf says.")
    private @Nullable Path file;

    @Override
    public Integer call() throws InterruptedException {
        ControllerConfig config =
                ConfigReader.read(Optional.ofNullable(file), ConfigReader.LEGACY_FILE_DEFAULT, System.getenv());
        Vertx vertx = Vertx.vertx();
        Service service;
        try {
            service = Service.start(vertx, config).await();
        } catch (RuntimeException failure) {
            vertx.close().await();
            throw failure;
        }
        CountDownLatch interrupted = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(vertx, service), "end of the service"));
        spec.commandLine()
                .getErr()
                .println("vpcmido: following " + config.cloud().source() + ", HTTP API at http://"
                        + config.http().address() + ":" + service.port());
        spec.commandLine().getErr().flush();
        interrupted.await();
        return ExitCode.DONE;
    }

    /** Runs while the process ends, which waits for it. */
    private static void end(Vertx vertx, Service service) {
        LOG.info("ending: no new write begins, those under way are waited for");
        try {
            service.close().await(DRAIN_SECONDS_MAX, TimeUnit.SECONDS);
            // Not composed: what follows the end of Vert.x would run on a loop that has ended.
            vertx.close().await(DRAIN_SECONDS_MAX, TimeUnit.SECONDS);
            LOG.info("ended; MidoNet is left as it is");
        } catch (TimeoutException late) {
            LOG.warn("a write is still under way after {} s; it is given up", DRAIN_SECONDS_MAX, late);
        }
        // Java would end with 143, as if it had been killed; all is done, and other hooks there are none.
        Runtime.getRuntime().halt(ExitCode.DONE);
    }
}
