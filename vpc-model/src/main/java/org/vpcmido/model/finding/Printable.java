// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.finding;

/** Text from a document, made safe for a line of a log: what cannot be seen, or turns the line around, is escaped. */
final class Printable {
    private Printable() {}

    static String of(String text) {
        if (text.codePoints().noneMatch(Printable::isUnsafe)) {
            return text;
        }
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            if (isUnsafe(point)) {
                safe.append(String.format("\\u{%x}", point));
            } else {
                safe.appendCodePoint(point);
            }
        });
        return safe.toString();
    }

    private static boolean isUnsafe(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
