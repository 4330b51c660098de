// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the plan that the running service holds back. */
@Command(
        name = "guard",
        description = "Shows the plan that the guard of the running service holds back. Exit code 5: one is held.",
        subcommands = GuardCommand.ApproveCommand.class)
final class GuardCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Mixin
    private ServiceOption service = new ServiceOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        JsonNode guard = service.status().path("guard");
        boolean isHeld = !guard.isMissingNode();
        if (output.isJson()) {
            Session.printJson(spec, isHeld ? guard : JsonNodeFactory.instance.objectNode());
        } else {
            spec.commandLine()
                    .getOut()
                    .println(
                            isHeld
                                    ? "Plan " + guard.path("plan").asText() + ": "
                                            + guard.path("removals").asInt() + " removals are held back: "
                                            + guard.path("reason").asText() + System.lineSeparator()
                                            + (guard.path("approved").asBoolean()
                                                    ? "It is approved."
                                                    : "To approve exactly them: vpcmido guard approve "
                                                            + guard.path("plan").asText())
                                    : "Nothing is held back.");
        }
        return isHeld ? ExitCode.GUARDED : ExitCode.DONE;
    }

    /** Lets exactly that plan pass. */
    @Command(name = "approve", description = "Lets exactly that plan pass; needs the service's token.")
    static final class ApproveCommand implements Callable<Integer> {
        private static final int UNAUTHORIZED = 401;

        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
        private CommandSpec spec;

        @Parameters(paramLabel = "PLAN", description = "The plan's name, as 'vpcmido guard' shows it.")
        @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
        private String plan;

        @Option(
                names = "--token",
                paramLabel = "TOKEN",
                defaultValue = "${env:VPCMIDO_HTTP_TOKEN}",
                description = "The bearer token of the service's configuration; default $VPCMIDO_HTTP_TOKEN.")
        private @Nullable String token;

        @Mixin
        private ServiceOption service = new ServiceOption();

        @Override
        public Integer call() {
            String body =
                    JsonNodeFactory.instance.objectNode().put("plan", plan).toString();
            ServiceOption.Answer answer = service.post("/api/v1/guard/approve", token, body);
            if (answer.isGood()) {
                spec.commandLine().getOut().println(answer.message());
                return ExitCode.DONE;
            }
            String remedy = answer.status() == UNAUTHORIZED ? "; give it by --token or VPCMIDO_HTTP_TOKEN" : "";
            spec.commandLine().getErr().println("vpcmido: " + answer.message() + remedy);
            return ExitCode.GUARDED;
        }
    }
}
