// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile;

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

    /** All but those that are a matter of taste. */
    public static Corrections all() {
        return new Corrections(
                Stream.of(Correction.values()).filter(Correction::isForAll).collect(Collectors.toUnmodifiableSet()));
    }

    /** eucanetd's topology to the letter. */
    public static Corrections none() {
        return new Corrections(Set.of());
    }

    /**
     * Reads {@code none}, or {@code all} and names with commas between them.
     *
     * @throws IllegalArgumentException naming what is not a correction, and what is
     */
    public static Corrections parse(String text) {
        return text.trim().equalsIgnoreCase("none")
                ? none()
                : new Corrections(Stream.of(text.split(",", -1))
                        .flatMap(Corrections::named)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    public boolean include(Correction correction) {
        return wanted.contains(correction);
    }

    /** A cause, followed by those of {@code applied} that are wanted and have their part in it. */
    public String explain(String cause, Correction... applied) {
        return Stream.concat(
                        Stream.of(cause),
                        Stream.of(applied).filter(this::include).map(Correction::because))
                .collect(Collectors.joining("; "));
    }

    private static Stream<Correction> named(String word) {
        String name = word.trim();
        if (name.equalsIgnoreCase("all")) {
            return all().wanted().stream();
        }
        return Stream.of(Stream.of(Correction.values())
                .filter(each -> each.id().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + name
                        + "' is not a correction; it is all, none, or a list of "
                        + Stream.of(Correction.values()).map(Correction::id).collect(Collectors.joining(", ")))));
    }

    /** Reads back as the same. */
    @Override
    public String toString() {
        if (wanted.isEmpty()) {
            return "none";
        }
        boolean holdsAll = wanted.containsAll(all().wanted());
        Stream<String> names = wanted.stream()
                .filter(each -> !holdsAll || !each.isForAll())
                .map(Correction::id)
                .sorted();
        return Stream.concat(holdsAll ? Stream.of("all") : Stream.empty(), names)
                .collect(Collectors.joining(","));
    }
}
