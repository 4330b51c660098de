// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.nsdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A ZooKeeper 3.4 on loopback, in a process of its own: the release that MidoNet is installed with (deployment.md 6), which
 * knows neither containers nor the requests of later clients that make nodes, and ends the session of who sends them.
 */
public final class OldZooKeeper implements RecordedNsdb.Server {
    /** Where the build puts the server and what it needs. */
    private static final Path JARS = Path.of("target", "zookeeper-3.4");

    private final Path folder;
    private final int port;
    private Process process;

    private OldZooKeeper(Path folder, int port) throws IOException {
        this.folder = folder;
        this.port = port;
        this.process = run();
    }

    /** Starts a server that keeps what it knows in a folder; who connects may have to wait for it. */
    public static OldZooKeeper start(Path folder) throws IOException {
        return new OldZooKeeper(folder, freePort());
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    @Override
    public String address() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void stop() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void restart() throws IOException {
        process = run();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private Process run() throws IOException {
        Path settings = folder.resolve("zoo.cfg");
        Files.writeString(settings, """
                tickTime=100
                maxSessionTimeout=60000
                maxClientCnxns=0
                dataDir=%s
                clientPort=%d
                clientPortAddress=127.0.0.1
                """.formatted(folder.resolve("data"), port));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dzookeeper.jmx.log4j.disable=true",
                        "-cp",
                        classPath(),
                        "org.apache.zookeeper.server.quorum.QuorumPeerMain",
                        settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("zookeeper.log").toFile())
                .start();
    }

    private static String classPath() {
        try (Stream<Path> jars = Files.list(JARS)) {
            String found = jars.map(Path::toString).collect(Collectors.joining(":"));
            assertThat(found).contains("zookeeper-3.4.");
            return found;
        } catch (IOException absent) {
            throw new UncheckedIOException(absent);
        }
    }
}
