// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.Function;
import java.util.stream.Stream;
import org.vpcmido.model.finding.Finding;
import picocli.CommandLine.Model.CommandSpec;

/** One run of a short command: the outermost edge, and the only place that waits. */
final class Session {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private Session() {}

    /** Runs {@code work} to its end on a Vert.x of its own; throws what it fails with. */
    static <T> T with(Function<Vertx, Future<T>> work) {
        Vertx vertx = Vertx.vertx();
        try {
            return work.apply(vertx).await();
        } finally {
            vertx.close().await();
        }
    }

    /** Deletes a folder and the files in it when the process ends, also when it is interrupted. */
    static void deleteAtExit(Path folder) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder), "end of " + folder.getFileName()));
    }

    private static void delete(Path folder) {
        try (Stream<Path> below = Files.walk(folder)) {
            for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException left) {
            System.err.println("vpcmido: " + folder + " could not be deleted: " + left.getMessage());
        }
    }

    static void printJson(CommandSpec spec, Object value) {
        try {
            spec.commandLine().getOut().println(JSON.writeValueAsString(value));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree in memory cannot be written", impossible);
        }
    }

    /** Findings go where everything goes that is not the result. */
    static void report(CommandSpec spec, Iterable<Finding> findings) {
        findings.forEach(spec.commandLine().getErr()::println);
        spec.commandLine().getErr().flush();
    }
}
