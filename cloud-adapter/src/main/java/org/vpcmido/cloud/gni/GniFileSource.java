// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.cloud.gni;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Optional;
import org.vpcmido.cloud.source.CloudDocumentException;
import org.vpcmido.cloud.source.CloudSnapshot;
import org.vpcmido.cloud.source.CloudSource;
import org.vpcmido.cloud.source.Sign;

/**
 * A GNI file, as the cloud controller writes it: a new file renamed over the old one. It is read through one open
 * handle, so a rename meanwhile changes nothing of what is read.
 */
public final class GniFileSource implements CloudSource {
    /** One thread for all sources, as one document at a time is enough. */
    private static final String WORKER = "vpcmido-cloud";

    private final WorkerExecutor worker;
    private final Path path;
    private final GniReader reader;

    public GniFileSource(Vertx vertx, Path path, GniLimits limits) {
        this.worker = vertx.createSharedWorkerExecutor(WORKER, 1);
        this.path = path;
        this.reader = new GniReader(limits);
    }

    @Override
    public Future<CloudSnapshot> read() {
        return worker.executeBlocking(this::readNow);
    }

    /** Modification time, size and file key (which is another one after a rename). */
    @Override
    public Future<Optional<Sign>> sign() {
        return worker.executeBlocking(this::signNow);
    }

    @Override
    public String describe() {
        return path.toString();
    }

    private CloudSnapshot readNow() {
        try {
            // Before the file is opened: replaced in between, it counts as older than it is, and is looked at again.
            Instant modifiedAt = Files.getLastModifiedTime(path).toInstant();
            try (InputStream in = Files.newInputStream(path)) {
                return reader.read(in, describe(), Optional.of(modifiedAt));
            }
        } catch (IOException fault) {
            throw refusal(fault);
        }
    }

    private Optional<Sign> signNow() {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return Optional.of(new Sign(
                    attributes.lastModifiedTime().toInstant(), attributes.size() + " " + attributes.fileKey()));
        } catch (IOException fault) {
            throw refusal(fault);
        }
    }

    private CloudDocumentException refusal(IOException fault) {
        if (fault instanceof NoSuchFileException) {
            return new CloudDocumentException("not-found", path + ": there is no such file", Optional.empty());
        }
        String why = fault instanceof AccessDeniedException ? "permission denied" : String.valueOf(fault.getMessage());
        return new CloudDocumentException("unreadable", path + ": cannot be read: " + why, Optional.empty());
    }
}
