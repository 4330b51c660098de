// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.cloud.source;

import java.util.Optional;
import org.vpcmido.model.finding.Finding.Position;

/** A cloud document that cannot be used at all: unreadable, hostile, of another mode, or not there. */
public final class CloudDocumentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final transient Optional<Position> position;

    /**
     * @param code what kind of trouble, stable, lower case with hyphens, for example {@code not-well-formed}
     * @param message source, limit and value in one sentence
     * @param position where in the document, if it is known
     */
    public CloudDocumentException(String code, String message, Optional<Position> position) {
        super(message + position.map(place -> " (" + place + ")").orElse(""));
        this.code = code;
        this.position = position;
    }

    public String code() {
        return code;
    }

    public Optional<Position> position() {
        return position;
    }
}
