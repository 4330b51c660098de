// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.vpcmido.controller.lab.Bench;
import org.vpcmido.controller.lab.BenchReport;
import org.vpcmido.controller.lab.CloudSize;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the product on this machine. */
@Command(
        name = "bench",
        description = {
            "Measures the product over HTTP against a simulated MidoNet in a process of its own: first convergence, a pass "
                    + "without work, single changes from the document to the last acknowledged write, the start of a "
                    + "fresh process, and memory.",
            "The loop of the service looks for documents every second; a change takes up to that much longer."
        })
final class BenchCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Option(
            names = "--cloud",
            paramLabel = "small|medium|euca-12281",
            defaultValue = "medium",
            description = "How large the cloud is. Default ${DEFAULT-VALUE}.")
    private String cloud = "medium";

    @Mixin
    private LatencyOption slowness = new LatencyOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        CloudSize size = CloudSize.named(cloud)
                .orElseThrow(() -> new UsageException("--cloud: '" + cloud + "' is not one of " + CloudSize.names()));
        Duration latency = slowness.latency();
        PrintWriter err = spec.commandLine().getErr();
        BenchReport report = Session.with(vertx -> vertx.fileSystem()
                .createTempDirectory("vpcmido-bench-")
                .compose(folder -> {
                    Session.deleteAtExit(Path.of(folder));
                    return Bench.run(vertx, size, latency, folder, line -> {
                        err.println(line);
                        err.flush();
                    });
                }));
        if (output.isJson()) {
            Session.printJson(spec, report.view());
        } else {
            spec.commandLine().getOut().print(report.text());
            spec.commandLine().getOut().flush();
        }
        return ExitCode.DONE;
    }
}
