// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.cli;

import java.util.Optional;
import java.util.function.Function;
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
import picocli.CommandLine.TypeConversionException;

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
        spec.commandLine().usage(spec.commandLine().getErr());
        throw new ParameterException(spec.commandLine(), "which command?");
    }

    /** The command line, ready to be given arguments. */
    public static CommandLine commandLine() {
        return new CommandLine(new VpcmidoCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(Integer.TYPE, text -> number(text, Integer::valueOf, "a whole number of 32 bits"))
                .registerConverter(Long.TYPE, text -> number(text, Long::valueOf, "a whole number of 64 bits"))
                .registerConverter(Double.class, text -> number(text, Double::valueOf, "a number"))
                .setParameterExceptionHandler((wrong, arguments) -> report(wrong))
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

    /** What is wrong, and where to read on: the whole help would bury it. */
    private static int report(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        command.getErr().println(command.getColorScheme().errorText("vpcmido: " + wrong.getMessage()));
        command.getErr().println("See '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USAGE;
    }

    private static <T> T number(String text, Function<String, T> parser, String kind) {
        try {
            return parser.apply(text);
        } catch (NumberFormatException other) {
            throw new TypeConversionException("'" + text + "' is not " + kind);
        }
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
