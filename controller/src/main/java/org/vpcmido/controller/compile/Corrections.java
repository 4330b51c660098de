// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which deviations from eucanetd's topology are wanted.
 *
 * @param wanted those that are
 */
public record Corrections(Set<Correction> wanted) {
    public Corrections {
        wanted = Set.copyOf(wanted);
    }

    public static Corrections all() {
        return new Corrections(EnumSet.allOf(Correction.class));
    }

    /** eucanetd's topology to the letter. */
    public static Corrections none() {
        return new Corrections(Set.of());
    }

    /**
     * Reads {@code all}, {@code none}, or names with commas between them.
     *
     * @throws IllegalArgumentException naming what is not a correction, and what is
     */
    public static Corrections parse(String text) {
        return switch (text.trim().toLowerCase(Locale.ROOT)) {
            case "all" -> all();
            case "none" -> none();
            default ->
                new Corrections(
                        Stream.of(text.split(",", -1)).map(Corrections::named).collect(Collectors.toUnmodifiableSet()));
        };
    }

    public boolean include(Correction correction) {
        return wanted.contains(correction);
    }

    private static Correction named(String name) {
        return Stream.of(Correction.values())
                .filter(each -> each.id().equals(name.trim()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + name.trim()
                        + "' is not a correction; it is all, none, or a list of "
                        + Stream.of(Correction.values()).map(Correction::id).collect(Collectors.joining(", "))));
    }

    @Override
    public String toString() {
        if (wanted.isEmpty()) {
            return "none";
        }
        return wanted.size() == Correction.values().length
                ? "all"
                : wanted.stream().map(Correction::id).sorted().collect(Collectors.joining(","));
    }
}
