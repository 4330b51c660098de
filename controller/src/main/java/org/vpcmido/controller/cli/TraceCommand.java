// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vpcmido.controller.adopt.Adoption;
import org.vpcmido.controller.reconcile.ReconcileSettings;
import org.vpcmido.controller.reconcile.Reconciler;
import org.vpcmido.controller.reconcile.Survey;
import org.vpcmido.controller.verify.CloudNames;
import org.vpcmido.controller.verify.Judges;
import org.vpcmido.controller.verify.PacketQuestion;
import org.vpcmido.controller.verify.Trace;
import org.vpcmido.controller.verify.TraceText;
import org.vpcmido.controller.verify.TraceView;
import org.vpcmido.model.finding.Checked;
import org.vpcmido.model.verdict.Probe;
import org.vpcmido.model.vpc.VpcState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Follows one packet. */
@Command(
        name = "trace",
        description = {
            "Follows one packet: what the rules of the VPCs say of it, and its way through MidoNet hop by hop, with the "
                    + "rule that decided. Reads only.",
            "MidoNet is judged as it works now: dead hosts and inactive ports count."
        })
final class TraceCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Mixin
    private ReconcileOptions options = new ReconcileOptions();

    @Option(
            names = "--from",
            required = true,
            paramLabel = "ENDPOINT",
            description = "Who sends: an interface or instance id, internet, or internet:ADDRESS.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private String from;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "ADDRESS",
            description = "The destination address; or an interface or instance id, for its private address.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private String to;

    @Option(
            names = "--source",
            paramLabel = "ADDRESS",
            description = "The source address, to try a forged one; else the sender's own.")
    private @Nullable String source;

    @Option(
            names = "--protocol",
            paramLabel = "P",
            defaultValue = "tcp",
            description = "tcp, udp, icmp (an echo request), or a number 0 to 255. Default ${DEFAULT-VALUE}.")
    private String protocol = "tcp";

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "80",
            description = "The destination port of TCP and UDP, 0 to 65535. Default ${DEFAULT-VALUE}.")
    private int port;

    @Option(names = "--reply", description = "Follow the answer too, if the packet is delivered.")
    private boolean reply;

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        ReconcileSettings settings = options.settings();
        Survey survey = options.reconcile(settings, Reconciler::survey);
        Adoption adoption = survey.adoption();
        Checked cloud = survey.cloud().checked();
        Judges judges = Judges.ofOperation(cloud, adoption.topology(), settings.layout(), settings.corrections());
        CloudNames names = new CloudNames(cloud.state(), adoption.topology(), adoption.identities());
        print(judges.judge(probe(cloud.state())).stream()
                .filter(each -> reply || !each.isReply())
                .map(each -> Trace.of(each, adoption.topology(), names))
                .toList());
        Session.report(spec, survey.findings());
        return ExitCode.DONE;
    }

    private void print(List<Trace> traces) {
        if (output.isJson()) {
            Session.printJson(spec, traces.stream().map(TraceView::of).toList());
            return;
        }
        PrintWriter out = spec.commandLine().getOut();
        traces.stream().map(TraceText::write).forEach(out::println);
        out.flush();
    }

    private Probe probe(VpcState cloud) {
        try {
            return new PacketQuestion(from, to, Optional.ofNullable(source), protocol, port).in(cloud);
        } catch (IllegalArgumentException wrong) {
            throw new UsageException("--" + wrong.getMessage());
        }
    }
}
