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

/** Our own command line in a process of its own. */
final class LabProcess {
    private static final String MAIN = "org.vpcmido.controller.Main";

    /** As the launcher starts a service. */
    private static final List<String> LONG = List.of("-XX:+UseG1GC");

    /** As the launcher starts a command that ends soon. */
    private static final List<String> SHORT = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:InitialRAMPercentage=10",
            "-XX:NewRatio=1",
            "-XX:MetaspaceSize=64m");

    private final Process process;
    private final String announcement;

    private LabProcess(Process process, String announcement) {
        this.process = process;
        this.announcement = announcement;
    }

    /** Starts a command that goes on, and waits for its first line with {@code word} in it. */
    static Future<LabProcess> start(Vertx vertx, String word, String... arguments) {
        return vertx.executeBlocking(() -> {
            Process process = new ProcessBuilder(command(LONG, arguments))
                    .redirectError(Redirect.INHERIT)
                    .start();
            BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
            String line = out.lines()
                    .filter(each -> each.contains(word))
                    .findFirst()
                    .orElseThrow(() -> new UncheckedIOException(
                            new IOException("'" + String.join(" ", arguments) + "' ended without saying " + word)));
            // It ends with us, also when we are interrupted.
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "end of " + arguments[0]));
            return new LabProcess(process, line);
        });
    }

    /** Runs a command to its end; its output is not kept. Completes with its exit code. */
    static Future<Integer> run(Vertx vertx, String... arguments) {
        return vertx.executeBlocking(() -> new ProcessBuilder(command(SHORT, arguments))
                        .redirectError(Redirect.INHERIT)
                        .redirectOutput(Redirect.DISCARD)
                        .start())
                .compose(process -> Future.fromCompletionStage(process.onExit(), vertx.getOrCreateContext()))
                .map(Process::exitValue);
    }

    /** The line that was waited for. */
    String announcement() {
        return announcement;
    }

    void stop() {
        process.destroy();
    }

    private static List<String> command(List<String> tuning, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(tuning);
        command.addAll(List.of("-Xshare:auto", "-cp", System.getProperty("java.class.path"), MAIN));
        command.addAll(List.of(arguments));
        return command;
    }
}
