// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The file of an H2 database. */
final class DatabaseFile {
    private static final String ENDING = ".mv.db";
    private static final int CORRUPT_COPIES_MAX = 3;
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

    private final Path path;

    /** The database's name, which is the file's without its ending. */
    DatabaseFile(Path database) {
        this.path = database.resolveSibling(database.getFileName() + ENDING);
    }

    Path path() {
        return path;
    }

    boolean exists() {
        return Files.exists(path);
    }

    /** Keeps the file under another name for whoever wants to look into it, the last three at most. */
    Path moveAside(Instant now) {
        Path copy = path.resolveSibling(path.getFileName() + ".corrupt-" + STAMP.format(now));
        try {
            if (exists()) {
                Files.move(path, copy);
            }
            for (Path old : copies().stream().skip(CORRUPT_COPIES_MAX).toList()) {
                Files.deleteIfExists(old);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot move " + path + " aside", failure);
        }
        return copy;
    }

    /** The latest first. */
    private List<Path> copies() throws IOException {
        String prefix = path.getFileName() + ".corrupt-";
        try (Stream<Path> siblings = Files.list(path.resolveSibling("."))) {
            return siblings.filter(each -> each.getFileName().toString().startsWith(prefix))
                    .sorted(Comparator.<Path>naturalOrder().reversed())
                    .toList();
        }
    }
}
