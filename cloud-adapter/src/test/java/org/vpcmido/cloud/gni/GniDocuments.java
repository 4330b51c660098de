// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.cloud.gni;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.vpcmido.cloud.source.CloudSnapshot;

/** The documents of this module's test resources. */
public final class GniDocuments {
    private GniDocuments() {}

    /** A document below {@code /gni}, for example {@code invalid/bad-cidr.xml}. */
    public static byte[] bytes(String path) {
        try (InputStream in = GniDocuments.class.getResourceAsStream("/gni/" + path)) {
            return Objects.requireNonNull(in, path).readAllBytes();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** The same, read. */
    public static CloudSnapshot read(String path) {
        return new GniReader().read(bytes(path), path);
    }
}
