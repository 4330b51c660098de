// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.cli;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vpcmido.controller.lab.Demo;
import org.vpcmido.controller.plan.ChangePlan.Summary;
import org.vpcmido.controller.reconcile.ApplyResult;
import org.vpcmido.controller.reconcile.ApplyText;
import org.vpcmido.controller.reconcile.ResultJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the product at work, with nothing installed. */
@Command(
        name = "demo",
        description = {
            "Shows the product at work on this machine, with nothing installed: a simulated MidoNet and a sample cloud "
                    + "that keeps changing, until interrupted.",
            "With --once it converges once, proves that a second pass writes nothing, and ends."
        })
final class DemoCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Option(names = "--cloud", paramLabel = "FILE", description = "A GNI document to use in place of the sample cloud.")
    private @Nullable Path cloud;

    @Option(names = "--once", description = "Converge once, print the report, and end.")
    private boolean once;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "What happens in the sample cloud; the same seed tells the same story. Default ${DEFAULT-VALUE}.")
    private long seed;

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        return Session.with(
                vertx -> vertx.fileSystem().createTempDirectory("vpcmido-demo-").compose(folder -> {
                    Session.deleteAtExit(Path.of(folder));
                    return run(vertx, folder);
                }));
    }

    private Future<Integer> run(Vertx vertx, String folder) {
        return Demo.start(vertx, Optional.ofNullable(cloud).map(Path::toString), folder, seed)
                .compose(demo -> demo.converge()
                        .compose(result -> {
                            report(demo, result);
                            return once || cloud != null || !result.hasConverged()
                                    ? Future.succeededFuture(exitCode(result))
                                    : live(demo);
                        })
                        .eventually(demo::close));
    }

    /** Goes on until the process is interrupted, or something does not converge. */
    private Future<Integer> live(Demo demo) {
        Promise<Integer> ended = Promise.promise();
        next(demo, ended);
        return ended.future();
    }

    /** One event; a loop of its own, since a chain of futures would grow for ever. */
    private void next(Demo demo, Promise<Integer> ended) {
        demo.happen()
                .compose(what -> demo.converge().onSuccess(result -> tell(what, result)))
                .onFailure(ended::fail)
                .onSuccess(result -> {
                    if (result.hasConverged()) {
                        next(demo, ended);
                    } else {
                        ended.complete(exitCode(result));
                    }
                });
    }

    private void tell(String what, ApplyResult result) {
        Summary summary = result.first().plan().summary();
        out().printf(
                        Locale.ROOT,
                        "%s: %d created, %d updated, %d deleted, %d requests to write, %d ms%n",
                        what,
                        summary.create(),
                        summary.update(),
                        summary.delete(),
                        result.requests().writes().total(),
                        result.took().toMillis());
        out().flush();
    }

    private void report(Demo demo, ApplyResult result) {
        if (output.isJson()) {
            Session.printJson(spec, ResultJson.write(result));
            return;
        }
        var state = result.first().cloud().checked().state();
        out().printf(
                        Locale.ROOT,
                        "Cloud:       %d VPCs, %d subnets, %d interfaces, read from %s%nMidoNet:     simulated at %s%n%s%n",
                        state.vpcs().size(),
                        state.subnets().size(),
                        state.interfaces().size(),
                        demo.document(),
                        demo.midonetUrl(),
                        ApplyText.counts(result));
        out().flush();
        Session.report(spec, result.first().findings());
    }

    private static int exitCode(ApplyResult result) {
        return result.hasConverged() ? ExitCode.DONE : ExitCode.MIDONET_FAILED;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
