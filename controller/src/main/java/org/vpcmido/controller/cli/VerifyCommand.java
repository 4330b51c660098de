// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.vpcmido.controller.adopt.Adoption;
import org.vpcmido.controller.plan.ChangePlan;
import org.vpcmido.controller.reconcile.ReconcileSettings;
import org.vpcmido.controller.reconcile.Reconciler;
import org.vpcmido.controller.reconcile.Survey;
import org.vpcmido.controller.verify.CloudNames;
import org.vpcmido.controller.verify.Judges;
import org.vpcmido.controller.verify.Trace;
import org.vpcmido.controller.verify.TraceText;
import org.vpcmido.controller.verify.TraceView;
import org.vpcmido.controller.verify.Verifier;
import org.vpcmido.controller.verify.VerifyReport;
import org.vpcmido.model.finding.Checked;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Asks on many packets whether MidoNet does what the rules of the VPCs say. */
@Command(
        name = "verify",
        description = {
            "Draws packets and asks for each what the rules of the VPCs and MidoNet's topology make of it; both must "
                    + "agree. Prints every disagreement as a packet and two traces. Reads only.",
            "What is configured is judged: hosts count as alive. Exit code 6: they disagree."
        })
final class VerifyCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Mixin
    private ReconcileOptions options = new ReconcileOptions();

    @Option(
            names = "--probes",
            paramLabel = "N",
            defaultValue = "10000",
            description = "How many conversations to try, 1 to 100000000. Default ${DEFAULT-VALUE}.")
    private int probes;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "What the packets are drawn from; the same seed draws the same. Default ${DEFAULT-VALUE}.")
    private long seed;

    @Mixin
    private OutputOption output = new OutputOption();

    private static final int PROBES_MAX = 100_000_000;

    @Override
    public Integer call() {
        if (probes < 1 || probes > PROBES_MAX) {
            throw new UsageException("--probes: " + probes + " is outside 1 to " + PROBES_MAX);
        }
        ReconcileSettings settings = options.settings();
        Survey survey = options.reconcile(settings, Reconciler::survey);
        Adoption adoption = survey.adoption();
        Checked cloud = survey.cloud().checked();
        Judges judges = Judges.ofConfiguration(cloud, adoption.topology(), settings.layout(), settings.corrections());
        VerifyReport report = Verifier.verify(judges, cloud.state(), probes, seed);
        CloudNames names = new CloudNames(cloud.state(), adoption.topology(), adoption.identities());
        print(
                report,
                report.samples().stream()
                        .map(each -> Trace.of(each, adoption.topology(), names))
                        .toList());
        Session.report(spec, survey.findings());
        if (report.isAgreement()) {
            return ExitCode.DONE;
        }
        tellWhatWaits(survey.plan(settings).plan());
        return ExitCode.DISAGREEMENT;
    }

    private void print(VerifyReport report, List<Trace> samples) {
        if (output.isJson()) {
            Session.printJson(spec, TraceView.of(report, samples));
            return;
        }
        PrintWriter out = spec.commandLine().getOut();
        samples.stream().map(TraceText::write).forEach(out::println);
        out.print(TraceText.write(report));
        out.flush();
    }

    /** The usual cause: MidoNet was not made to agree yet. */
    private void tellWhatWaits(ChangePlan plan) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(
                plan.isEmpty()
                        ? "vpcmido: MidoNet has all that the cloud asks for: the cause is none that 'apply' could mend"
                        : "vpcmido: MidoNet is " + plan.changes().count()
                                + " changes behind the cloud; 'vpcmido plan' shows them");
        err.flush();
    }
}
