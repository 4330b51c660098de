// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.cli;

import java.util.Optional;
import org.vpcmido.cloud.source.CloudDocumentException;
import org.vpcmido.controller.config.ConfigurationException;
import org.vpcmido.midonet.client.MidonetException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The binary itself; without a subcommand it explains itself. */
@Command(
        name = "vpcmido",
        description = "A VPC network controller for Eucalyptus clouds on MidoNet.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = VpcmidoCommand.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        usageHelpAutoWidth = true,
        exitCodeOnInvalidInput = ExitCode.USAGE,
        exitCodeOnExecutionException = ExitCode.INTERNAL_ERROR,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:done, or nothing to do (held objects are findings)",
            " 1:internal error",
            " 2:changes are waiting (plan)",
            " 3:the cloud document is unusable",
            " 4:MidoNet is unreachable or refuses",
            " 5:stopped by a guard",
            " 6:the rules of a VPC and MidoNet disagree (verify)",
            "64:wrong usage"
        },
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            PlanCommand.class,
            ApplyCommand.class,
            VerifyCommand.class,
            TraceCommand.class,
            ExplainCommand.class,
            ListCommand.class,
            StatusCommand.class,
            GuardCommand.class,
            BenchCommand.class,
            SimulatorCommand.class
        })
public final class VpcmidoCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command?");
    }

    /** The command line, ready to be given arguments. */
    public static CommandLine commandLine() {
        return new CommandLine(new VpcmidoCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> report(failure, command));
    }

    /** One clear line on standard error; a stack trace only for what should never happen. */
    private static int report(Exception failure, CommandLine command) throws Exception {
        int exitCode = exitCode(failure);
        if (exitCode == ExitCode.INTERNAL_ERROR) {
            throw failure;
        }
        command.getErr()
                .println(command.getColorScheme()
                        .errorText("vpcmido: "
                                + Optional.ofNullable(failure.getMessage()).orElse(failure.toString())));
        return exitCode;
    }

    private static int exitCode(Exception failure) {
        if (failure instanceof CloudDocumentException) {
            return ExitCode.CLOUD_UNUSABLE;
        }
        if (failure instanceof MidonetException) {
            return ExitCode.MIDONET_FAILED;
        }
        if (failure instanceof ServiceOption.ServiceUnreachableException) {
            return ExitCode.SERVICE_UNREACHABLE;
        }
        return failure instanceof UsageException || failure instanceof ConfigurationException
                ? ExitCode.USAGE
                : ExitCode.INTERNAL_ERROR;
    }

    /** The version that the build wrote into the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = VpcmidoCommand.class.getPackage().getImplementationVersion();
            return new String[] {"vpcmido " + Optional.ofNullable(version).orElse("(not packaged)")};
        }
    }
}
