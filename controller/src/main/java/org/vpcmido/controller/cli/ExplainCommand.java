// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.vpcmido.controller.admin.TextTable;
import org.vpcmido.controller.reconcile.ReconcileSettings;
import org.vpcmido.controller.reconcile.Reconciler;
import org.vpcmido.controller.reconcile.Survey;
import org.vpcmido.controller.verify.CloudNames;
import org.vpcmido.controller.verify.Explanation;
import org.vpcmido.midonet.topology.Identities;
import org.vpcmido.midonet.topology.Topology;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what serves what. */
@Command(
        name = "explain",
        description = "From a cloud id to the MidoNet objects that serve it, and from a MidoNet id to what it serves. "
                + "Reads only.")
final class ExplainCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Parameters(
            paramLabel = "ID",
            description = "A VPC, subnet, interface, instance, NAT gateway, network ACL or security group; or the UUID "
                    + "of an object in MidoNet.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private String id;

    @Mixin
    private ReconcileOptions options = new ReconcileOptions();

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        ReconcileSettings settings = options.settings();
        Survey survey = options.reconcile(settings, Reconciler::survey);
        Topology topology = survey.adoption().topology();
        Identities identities = survey.adoption().identities();
        CloudNames names = new CloudNames(survey.cloud().checked().state(), topology, identities);
        List<Map<String, Object>> rows =
                new Explanation(topology, identities, names, survey.compile(settings)).explain(id);
        if (rows.isEmpty()) {
            throw new UsageException("'" + id + "' is neither a cloud id that MidoNet has something for, nor the id of "
                    + "an object in MidoNet");
        }
        if (output.isJson()) {
            Session.printJson(spec, rows);
        } else {
            spec.commandLine().getOut().print(TextTable.of(rows));
            spec.commandLine().getOut().flush();
        }
        return ExitCode.DONE;
    }
}
