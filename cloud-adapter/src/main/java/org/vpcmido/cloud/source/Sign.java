// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.cloud.source;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A sign of change that costs next to nothing: while it stays the same, so does the document.
 *
 * @param modifiedAt when the document was last written, by the source's clock
 * @param mark what else is another when the document is
 */
public record Sign(Instant modifiedAt, String mark) {
    public Sign {
        requireNonNull(modifiedAt, "modifiedAt");
        requireNonNull(mark, "mark");
    }
}
