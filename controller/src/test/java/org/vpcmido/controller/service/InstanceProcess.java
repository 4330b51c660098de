// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A service in a process of its own, as a machine runs it. */
final class InstanceProcess extends Instance {
    private final String name;
    private final int port;
    private final Process process;

    private InstanceProcess(String name, int port, Process process) {
        this.name = name;
        this.port = port;
        this.process = process;
    }

    /**
     * Starts {@code vpcmido run}.
     *
     * @param name which instance; its log is {@code NAME.log} in the folder
     * @param environment what differs from the configuration
     */
    static InstanceProcess start(String name, Path configuration, Path folder, Map<String, String> environment)
            throws IOException {
        int port = freePort();
        ProcessBuilder builder = vpcmido("run", "--config", configuration.toString());
        builder.environment().putAll(environment);
        builder.environment().put("VPCMIDO_HTTP_PORT", Integer.toString(port));
        Path log = folder.resolve(name + ".log");
        return new InstanceProcess(
                name,
                port,
                builder.redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start());
    }

    /** A command of the product, as a process of this build's classes that ends when this one does. */
    static ProcessBuilder vpcmido(String... arguments) {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                EndsWithParent.class.getName()));
        words.addAll(List.of(arguments));
        return new ProcessBuilder(words);
    }

    /**
     * A command about this service that has ended.
     *
     * @param output standard output and standard error
     */
    record Called(int exitCode, String output) {}

    /** Calls a command of the product and tells it where this service is. */
    Called call(String... arguments) throws Exception {
        List<String> words = new ArrayList<>(List.of(arguments));
        words.addAll(List.of("--url", "http://127.0.0.1:" + port));
        Process command =
                vpcmido(words.toArray(String[]::new)).redirectErrorStream(true).start();
        String output = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(command.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return new Called(command.exitValue(), output);
    }

    static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    String name() {
        return name;
    }

    @Override
    int port() {
        return port;
    }

    /** Sends {@code STOP}, {@code CONT}, {@code KILL} or {@code TERM}. */
    void signal(String signal) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start();
        assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(kill.exitValue()).as("kill -%s", signal).isZero();
    }

    /** What happens to it when the process that started it ends. */
    void closeInput() throws IOException {
        process.getOutputStream().close();
    }

    /** Waits for its end. */
    int exitCode() throws Exception {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("%s ends", name)
                .isTrue();
        return process.exitValue();
    }

    /** Ends it whatever it does. */
    void destroy() throws Exception {
        process.destroyForcibly();
        exitCode();
    }
}
