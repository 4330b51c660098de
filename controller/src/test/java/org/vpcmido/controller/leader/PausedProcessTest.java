// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.leader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.curator.test.TestingServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A real process that leads and is stopped past its session")
@EnabledOnOs(OS.LINUX)
class PausedProcessTest {
    @TempDir
    private Path directory;

    @Test
    @DisplayName("no longer believes that it leads when it wakes")
    void wakesAsNobody() throws Exception {
        Path output = directory.resolve("lines");
        try (TestingServer server = new TestingServer(Loopback.server(), true)) {
            Process process = start(server.getConnectString(), output);
            try {
                await().atMost(Duration.ofSeconds(60)).until(() -> last(output).startsWith("held"));
                signal("STOP", process);
                Contender other = Contender.join(server.getConnectString(), "other");
                await().atMost(Duration.ofSeconds(60)).until(other::leads);
                int before = lines(output).size();
                long woken = System.currentTimeMillis();
                signal("CONT", process);
                await().atMost(Duration.ofSeconds(60)).until(() -> lines(output).size() > before + 20);
                assertThat(lines(output).subList(before, before + 20))
                        .filteredOn(line -> Long.parseLong(line.substring(5)) >= woken)
                        .isNotEmpty()
                        .allMatch(line -> line.startsWith("free"));
                assertThat(other.leads()).isTrue();
                other.leave();
                await().atMost(Duration.ofSeconds(60)).until(() -> last(output).startsWith("held"));
            } finally {
                process.destroyForcibly().waitFor();
            }
        }
    }

    private static Process start(String zookeeper, Path output) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LeaderProcess.class.getName(),
                        zookeeper,
                        "stopped")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(output.toFile())
                .start();
    }

    private static void signal(String name, Process process) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(kill.exitValue()).isZero();
    }

    /** Whole lines, since a process may be stopped in the middle of one, without those of the log. */
    private static List<String> lines(Path output) throws IOException {
        String text = Files.readString(output);
        return text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .filter(line -> line.matches("(held|free) [0-9]+"))
                .toList();
    }

    private static String last(Path output) throws IOException {
        List<String> lines = lines(output);
        return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    }
}
