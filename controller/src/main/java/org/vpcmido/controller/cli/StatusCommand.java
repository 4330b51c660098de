// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows what the running service is doing. */
@Command(name = "status", description = "Shows what the running service is doing.")
final class StatusCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Mixin
    private ServiceOption service = new ServiceOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        JsonNode status = service.status();
        if (output.isJson()) {
            Session.printJson(spec, status);
        } else {
            print(status);
        }
        return ExitCode.DONE;
    }

    private void print(JsonNode status) {
        PrintWriter out = spec.commandLine().getOut();
        JsonNode cycle = status.path("last_cycle");
        out.println("Ready:        " + (status.path("ready").asBoolean() ? "yes" : "no"));
        out.println("Leader:       " + (status.path("leader").asBoolean() ? "this instance" : "not this instance"));
        out.println("Cloud:        version " + text(status, "cloud_version")
                + (status.hasNonNull("cloud_written_at") ? ", written " + text(status, "cloud_written_at") : "")
                + (status.path("cloud_silent").asBoolean() ? "; nothing since, the cloud controller is silent" : ""));
        out.println("Acknowledged: version " + text(status, "acknowledged_version"));
        out.println("In agreement: " + text(status, "agreed_at")
                + (status.path("waiting_since").isNull()
                        ? ""
                        : "; a wish waits since " + text(status, "waiting_since")));
        out.println("Last cycle:   "
                + (cycle.isMissingNode()
                        ? "none"
                        : text(cycle, "result") + " at " + text(cycle, "started_at") + ", " + text(cycle, "took_millis")
                                + " ms, " + text(cycle, "id")));
        JsonNode nsdb = status.path("nsdb");
        if (text(nsdb, "state").equals("connected")) {
            out.println("Agents:       " + text(nsdb, "hosts_alive") + " hosts alive, " + text(nsdb, "ports_active")
                    + " ports active");
        } else if (text(nsdb, "state").equals("lost")) {
            out.println("Agents:       out of sight: " + text(nsdb, "reason"));
        }
        JsonNode pace = status.path("pace");
        if (!pace.isMissingNode()) {
            out.println("At once:      " + text(pace.path("reads"), "limit") + " reads, "
                    + text(pace.path("writes"), "limit") + " writes"
                    + (pace.path("pause_millis").asLong() > 0
                            ? "; MidoNet wants to be left alone for " + text(pace, "pause_millis") + " ms"
                            : ""));
        }
        status.path("troubles")
                .forEach(each -> out.println("Trouble:      " + text(each, "code") + ": " + text(each, "message")));
        JsonNode guard = status.path("guard");
        if (!guard.isMissingNode()) {
            out.println("Guard:        holds plan " + text(guard, "plan") + ", " + text(guard, "removals")
                    + " removals: " + text(guard, "reason"));
        }
        status.path("quarantine")
                .forEach(each -> out.println("Set aside:    " + text(each, "action") + " of " + text(each, "key") + ", "
                        + text(each, "failures") + " failures, again at " + text(each, "retry_at") + ": "
                        + text(each, "reason")));
        status.path("held").forEach(each -> out.println("Held:         " + each.asText()));
    }

    private static String text(JsonNode json, String name) {
        return json.path(name).isNull() ? "none" : json.path(name).asText();
    }
}
