// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.reconcile;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The file by which the cloud learns which version is in effect (gni.md 4.2). It is replaced by a rename, since the
 * cloud takes a half-written one for another version, and is readable by all, since the cloud runs as another user.
 */
public final class AppliedVersionFile {
    /** Its name in the run directory. */
    public static final String NAME = "global_network_info.version";

    private static final String WORKER = "vpcmido-acknowledge";

    private final WorkerExecutor worker;
    private final Path directory;

    public AppliedVersionFile(Vertx vertx, Path directory) {
        this.worker = vertx.createSharedWorkerExecutor(WORKER, 1);
        this.directory = requireNonNull(directory, "directory");
    }

    /** Where it is. */
    public Path path() {
        return directory.resolve(NAME);
    }

    /** Replaces it. */
    public Future<Void> write(String version) {
        return worker.executeBlocking(() -> {
            writeNow(version);
            return null;
        });
    }

    private void writeNow(String version) {
        Path temporary = directory.resolve(NAME + ".temp");
        try {
            Files.writeString(temporary, version, StandardCharsets.UTF_8);
            Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rw-r--r--"));
            Files.move(temporary, path(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException fault) {
            throw new UncheckedIOException("cannot write " + path() + ": " + fault, fault);
        }
    }
}
