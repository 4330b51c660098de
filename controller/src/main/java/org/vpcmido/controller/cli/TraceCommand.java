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
import org.vpcmido.controller.verify.Trace;
import org.vpcmido.controller.verify.TraceText;
import org.vpcmido.controller.verify.TraceView;
import org.vpcmido.model.finding.Checked;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.Protocol;
import org.vpcmido.model.verdict.Packet;
import org.vpcmido.model.verdict.Probe;
import org.vpcmido.model.vpc.NetworkInterface;
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
    private static final String OUTSIDE = "internet";
    private static final Ipv4 SOMEBODY = Ipv4.of("198.51.100.254");
    private static final int SOURCE_PORT = 40000;
    private static final int PORT_MAX = 65535;

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
        Optional<Ipv4> forged = Optional.ofNullable(source).map(text -> address("--source", text));
        Ipv4 destination = Ipv4.parse(to)
                .or(() -> named(cloud, to).map(NetworkInterface::privateAddress))
                .orElseThrow(() -> new UsageException(
                        "--to: '" + to + "' is neither an IPv4 address nor an interface or instance of this cloud"));
        if (from.equals(OUTSIDE) || from.startsWith(OUTSIDE + ":")) {
            Ipv4 own = from.equals(OUTSIDE) ? SOMEBODY : address("--from", from.substring(OUTSIDE.length() + 1));
            return Probe.fromOutside(packet(forged.orElse(own), destination));
        }
        NetworkInterface sender = named(cloud, from)
                .orElseThrow(() -> new UsageException("--from: '" + from
                        + "' is no interface or instance of this cloud; it is one of these, internet, or "
                        + "internet:ADDRESS"));
        return Probe.from(sender.id(), packet(forged.orElse(sender.privateAddress()), destination));
    }

    /** The interface of that id, or the primary interface of the instance. */
    private static Optional<NetworkInterface> named(VpcState cloud, String id) {
        return cloud.interfaces().values().stream()
                .filter(each -> each.id().value().equals(id)
                        || each.nameInMidonet().value().equals(id))
                .findFirst();
    }

    private Packet packet(Ipv4 sourceAddress, Ipv4 destination) {
        Protocol known = Protocol.parse(protocol)
                .orElseThrow(() -> new UsageException(
                        "--protocol: '" + protocol + "' is not tcp, udp, icmp or a number from 0 to 255"));
        if (port < 0 || port > PORT_MAX) {
            throw new UsageException("--port: " + port + " is outside 0 to " + PORT_MAX);
        } else if (known.equals(Protocol.TCP)) {
            return Packet.tcp(sourceAddress, SOURCE_PORT, destination, port);
        } else if (known.equals(Protocol.UDP)) {
            return Packet.udp(sourceAddress, SOURCE_PORT, destination, port);
        }
        return known.equals(Protocol.ICMP)
                ? Packet.echo(sourceAddress, destination)
                : Packet.opaque(known, sourceAddress, destination);
    }

    private static Ipv4 address(String option, String text) {
        return Ipv4.parse(text)
                .orElseThrow(() -> new UsageException(option + ": '" + text + "' is not an IPv4 address"));
    }
}
