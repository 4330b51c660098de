// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A text that a person has reviewed and a test compares with. With {@code -Dgolden.update=true} it is written instead of
 * compared; the review is then that of the commit.
 */
public final class ReviewedFile {
    private static final Path ROOT = Path.of("src", "test", "resources");

    private ReviewedFile() {}

    /**
     * Fails unless the file holds {@code text}.
     *
     * @param name below this module's test resources
     */
    public static void assertHolds(String name, String text) {
        Path file = ROOT.resolve(name);
        try {
            if (Boolean.getBoolean("golden.update")) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, text);
            }
            assertThat(file)
                    .as("a reviewed file; -Dgolden.update=true writes it")
                    .exists();
            assertThat(text.lines().toList()).as(name).isEqualTo(Files.readAllLines(file));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
