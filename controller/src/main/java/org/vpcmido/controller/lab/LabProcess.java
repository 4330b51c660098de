// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.lab;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Our own command line in a process of its own. */
final class LabProcess {
    private static final String MAIN = "org.vpcmido.controller.Main";

    private final Process process;
    private final String firstLine;

    private LabProcess(Process process, String firstLine) {
        this.process = process;
        this.firstLine = firstLine;
    }

    /** Starts a command that goes on, and waits for its first line. */
    static Future<LabProcess> start(Vertx vertx, String... arguments) {
        return vertx.executeBlocking(() -> {
            Process process = new ProcessBuilder(command(arguments))
                    .redirectError(Redirect.INHERIT)
                    .start();
            BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
            String line = Optional.ofNullable(out.readLine())
                    .orElseThrow(() -> new UncheckedIOException(
                            new IOException("'" + String.join(" ", arguments) + "' ended without a word")));
            // It ends with us, also when we are interrupted.
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "end of " + arguments[0]));
            return new LabProcess(process, line);
        });
    }

    /** Runs a command to its end; its output is not kept. Completes with its exit code. */
    static Future<Integer> run(Vertx vertx, String... arguments) {
        return vertx.executeBlocking(() -> new ProcessBuilder(command(arguments))
                        .redirectError(Redirect.INHERIT)
                        .redirectOutput(Redirect.DISCARD)
                        .start())
                .compose(process -> Future.fromCompletionStage(process.onExit(), vertx.getOrCreateContext()))
                .map(Process::exitValue);
    }

    /** What it said first. */
    String firstLine() {
        return firstLine;
    }

    void stop() {
        process.destroy();
    }

    private static List<String> command(String... arguments) {
        String java = ProcessHandle.current().info().command().orElse("java");
        List<String> command =
                new ArrayList<>(List.of(java, "-Xshare:auto", "-cp", System.getProperty("java.class.path"), MAIN));
        command.addAll(List.of(arguments));
        return command;
    }
}
