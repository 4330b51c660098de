// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.service;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;

/** A simulated MidoNet in a process of its own, which can be killed and come back with what it held. */
final class SimulatorProcess {
    private final HttpClient http = HttpClient.newHttpClient();
    private final Path folder;
    private final int port;
    private Process process;

    private SimulatorProcess(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /** Starts {@code vpcmido simulator} with the hosts of a cloud document. */
    static SimulatorProcess start(Path folder, Path document) throws IOException {
        int port = InstanceProcess.freePort();
        SimulatorProcess started =
                new SimulatorProcess(folder, port, run(folder, port, "--hosts-from", "gni:" + document));
        started.awaitAnswer();
        return started;
    }

    String url() {
        return "http://127.0.0.1:" + port + "/midonet-api";
    }

    /** All that it holds, as JSON. */
    String dump() throws Exception {
        return http.send(request("/simulator/dump"), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** Kills it; MidoNet's API holds nothing itself, so that what it showed last is there when it comes back. */
    void kill() throws Exception {
        Files.writeString(folder.resolve("dump.json"), dump());
        destroy();
    }

    void restart() throws IOException {
        process = run(folder, port, "--load", folder.resolve("dump.json").toString());
        awaitAnswer();
    }

    void destroy() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private void awaitAnswer() {
        await().ignoreExceptions()
                .atMost(Instance.PATIENCE)
                .until(() -> http.send(request("/simulator/requests"), HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200);
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
    }

    private static Process run(Path folder, int port, String option, String value) throws IOException {
        return InstanceProcess.vpcmido("simulator", "--port", Integer.toString(port), option, value)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("simulator.log").toFile()))
                .start();
    }
}
