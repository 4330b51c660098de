// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vpcmido.controller.apply.ApplyReport;
import org.vpcmido.controller.apply.Outcome;
import org.vpcmido.controller.reconcile.ApplyResult;
import org.vpcmido.controller.reconcile.ApplyText;
import org.vpcmido.controller.reconcile.ReconcileSettings;
import org.vpcmido.controller.reconcile.Reconciler;
import org.vpcmido.controller.reconcile.ResultJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes MidoNet agree with the cloud, once. */
@Command(
        name = "apply",
        description = {
            "Makes MidoNet agree with the cloud, once, then reads again: the second pass must find nothing to do.",
            "Refuses (exit code 5) to delete more than a quarter of what it owns, or everything of a cloud that went "
                    + "empty."
        })
final class ApplyCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Mixin
    private ReconcileOptions options = new ReconcileOptions();

    @Option(
            names = "--allow-deletes",
            paramLabel = "SHARE",
            description =
                    "Allow this share of what is owned to be deleted, 0 to 1; with 1 anything goes. Default: what "
                            + "the configuration says, which is 0.25 unless changed.")
    private @Nullable Double allowDeletes;

    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private VerboseOption verbose = new VerboseOption();

    @Override
    public Integer call() {
        ApplyResult result = options.reconcile(settings(), Reconciler::apply);
        if (output.isJson()) {
            Session.printJson(spec, ResultJson.write(result));
        } else {
            spec.commandLine().getOut().println(ApplyText.write(result, verbose.detail()));
        }
        Session.report(spec, result.first().findings());
        return exitCode(result);
    }

    private ReconcileSettings settings() {
        ReconcileSettings settings = options.settings();
        if (allowDeletes == null) {
            return settings;
        }
        try {
            return settings.withGuard(settings.guard().withLossShareMax(allowDeletes));
        } catch (IllegalArgumentException invalid) {
            throw new UsageException("--allow-deletes: " + invalid.getMessage());
        }
    }

    private int exitCode(ApplyResult result) {
        if (result.written().isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .println("vpcmido: nothing written: "
                            + result.first().ruling().reason());
            return ExitCode.GUARDED;
        }
        List<Outcome> failed = result.written().stream()
                .flatMap(ApplyReport::outcomes)
                .filter(outcome -> outcome.status() != Outcome.Status.APPLIED)
                .toList();
        failed.forEach(this::report);
        if (failed.isEmpty() && !result.hasConverged()) {
            spec.commandLine()
                    .getErr()
                    .println("vpcmido: all was written, but a second read finds something left to do: another writer, "
                            + "or a defect of ours");
        }
        return failed.isEmpty() && result.hasConverged() ? ExitCode.DONE : ExitCode.MIDONET_FAILED;
    }

    private void report(Outcome outcome) {
        spec.commandLine()
                .getErr()
                .println("vpcmido: " + outcome.change().action().jsonName() + " of "
                        + outcome.change().key() + " " + outcome.status().jsonName() + ": " + outcome.reason());
    }
}
