// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.cloud.gni;

import java.util.Optional;
import org.vpcmido.model.finding.Finding;
import org.vpcmido.model.finding.Finding.Position;

/** A value that cannot be what it should be; whoever reads the entity around it decides what is lost. */
final class InvalidValueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final transient Optional<Position> position;

    InvalidValueException(String code, String message, Position position) {
        super(message);
        this.code = code;
        this.position = Optional.of(position);
    }

    /** What an operator is told about it. */
    Finding about(String subject, String effect) {
        String message = String.valueOf(getMessage());
        String named = message.startsWith(subject) ? message : subject + ": " + message;
        Finding finding = Finding.error(subject, code, named, effect);
        return position.map(place -> finding.at(place.line(), place.column())).orElse(finding);
    }
}
