// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.cloud.source;

import io.vertx.core.Future;
import java.util.Optional;

/** A place that tells what a cloud asks for now. */
public interface CloudSource {
    /**
     * Reads the newest snapshot; never blocks the caller's context. Fails with {@link CloudDocumentException} if what is
     * there cannot be used, in which case the last good state stays in effect.
     */
    Future<CloudSnapshot> read();

    /**
     * While it stays the same, {@link #read} would give the same document. Empty if the source has none. Fails as
     * {@code read} does, but not over what the document says.
     */
    default Future<Optional<Sign>> sign() {
        return Future.succeededFuture(Optional.empty());
    }

    /** Where it reads, for messages: a path or a URL without credentials. */
    String describe();
}
