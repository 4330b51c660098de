// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.finding;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Optional;

/**
 * Something that an operator should know: what is wrong, with what, and what follows from it. Subject and message
 * may quote the document, so control and format characters in them are escaped.
 *
 * @param severity how bad it is
 * @param subject the cloud id it is about, or a name such as {@code gateway 10.0.0.1/em1}
 * @param code what kind of trouble, stable, lower case with hyphens, for example {@code dangling-reference}
 * @param message the subject, the limit and the value, in one sentence without a full stop
 * @param effect what is done about it, for example {@code rule skipped}
 * @param position where in the document, if it is known
 */
public record Finding(
        Severity severity, String subject, String code, String message, String effect, Optional<Position> position) {
    public Finding {
        requireNonNull(severity, "severity");
        subject = Printable.of(subject);
        requireNonNull(code, "code");
        message = Printable.of(message);
        requireNonNull(effect, "effect");
        requireNonNull(position, "position");
    }

    /** Something is not applied as asked. */
    public static Finding error(String subject, String code, String message, String effect) {
        return new Finding(Severity.ERROR, subject, code, message, effect, Optional.empty());
    }

    /** Everything asked for is applied, but it may not be what was meant. */
    public static Finding warning(String subject, String code, String message, String effect) {
        return new Finding(Severity.WARNING, subject, code, message, effect, Optional.empty());
    }

    /** The same finding with a place in the document. */
    public Finding at(int line, int column) {
        return new Finding(severity, subject, code, message, effect, Optional.of(new Position(line, column)));
    }

    /** The same finding with another effect. */
    public Finding withEffect(String changed) {
        return new Finding(severity, subject, code, message, changed, position);
    }

    /** How bad a finding is. */
    public enum Severity {
        ERROR,
        WARNING,
        INFO;

        /** Lower case, as in JSON. */
        public String jsonName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A place in a text.
     *
     * @param line from 1
     * @param column from 1
     */
    public record Position(int line, int column) {
        @Override
        public String toString() {
            return "line " + line + ", column " + column;
        }
    }

    @Override
    public String toString() {
        return severity.jsonName() + " " + (message.startsWith(subject) ? "" : subject + ": ") + message
                + position.map(place -> " (" + place + ")").orElse("") + "; " + effect + " [" + code + "]";
    }
}
