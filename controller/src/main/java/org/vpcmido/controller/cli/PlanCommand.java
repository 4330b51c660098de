// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.vpcmido.controller.plan.PlanText;
import org.vpcmido.controller.reconcile.PlanResult;
import org.vpcmido.controller.reconcile.ReconcileSettings;
import org.vpcmido.controller.reconcile.Reconciler;
import org.vpcmido.controller.reconcile.ResultJson;
import org.vpcmido.controller.verify.Impact;
import org.vpcmido.controller.verify.ImpactText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

    @Option(
            names = "--impact",
            description =
                    "Tell, too, which conversations the plan closes, opens and rewrites, with the rule that decides "
                            + "before and after. All hosts count as alive.")
    private boolean impact;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "What the conversations of --impact are drawn from. Default ${DEFAULT-VALUE}.")
    private long seed;

    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private VerboseOption verbose = new VerboseOption();

    @Override
    public Integer call() {
        ReconcileSettings settings = options.settings();
        PlanResult result = options.reconcile(settings, Reconciler::plan);
        Optional<Impact> found = impact ? Optional.of(impact(result, settings)) : Optional.empty();
        if (output.isJson()) {
            ObjectNode json = ResultJson.write(result);
            found.ifPresent(each -> json.putPOJO("impact", ImpactText.view(each)));
            Session.printJson(spec, json);
        } else {
            print(result, found);
        }
        Session.report(spec, result.findings());
        return result.plan().isEmpty() ? ExitCode.DONE : ExitCode.CHANGES_WAITING;
    }

    private Impact impact(PlanResult result, ReconcileSettings settings) {
        return Impact.of(
                result.cloud().checked().state(),
                result.adoption().topology(),
                result.adoption().identities(),
                result.plan(),
                settings.layout(),
                seed);
    }

    private void print(PlanResult result, Optional<Impact> found) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(PlanText.write(result.plan(), result.ruling(), verbose.detail(), change -> Optional.empty()));
        if (result.ruling().holds()) {
            out.println("'vpcmido apply' would refuse it with exit code " + ExitCode.GUARDED
                    + ", unless --allow-deletes raises the share");
        }
        found.map(ImpactText::write).ifPresent(out::println);
    }
}
