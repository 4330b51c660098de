// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.vpcmido.controller.plan.PlanText;
import org.vpcmido.controller.reconcile.PlanResult;
import org.vpcmido.controller.reconcile.Reconciler;
import org.vpcmido.controller.reconcile.ResultJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows what would change, and why. */
@Command(
        name = "plan",
        description = "Shows what would change in MidoNet, and why. Writes nothing. Exit code 2: changes are waiting.")
final class PlanCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Mixin
    private ReconcileOptions options = new ReconcileOptions();

    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private VerboseOption verbose = new VerboseOption();

    @Override
    public Integer call() {
        PlanResult result = options.reconcile(options.settings(), Reconciler::plan);
        if (output.isJson()) {
            Session.printJson(spec, ResultJson.write(result));
        } else {
            spec.commandLine()
                    .getOut()
                    .println(PlanText.write(
                            result.plan(), result.ruling(), verbose.detail(), change -> Optional.empty()));
        }
        Session.report(spec, result.findings());
        return result.plan().isEmpty() ? ExitCode.DONE : ExitCode.CHANGES_WAITING;
    }
}
