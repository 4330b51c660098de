// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.config;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * One key of the configuration.
 *
 * @param key path in the file, for example {@code guard.delete-share-max}
 * @param meaning in one line, for the reference page
 * @param standard what holds if nobody says otherwise, in the form that a user would write; empty for none
 * @param isSecret whether its value must never be printed
 * @param parser from text to value; throws {@link IllegalArgumentException} whose message says what would be right
 * @param legacy the key of {@code eucalyptus.conf} that it replaces
 */
public record Setting<T>(
        String key,
        String meaning,
        String standard,
        boolean isSecret,
        Function<String, T> parser,
        Optional<Legacy> legacy) {
    public Setting {
        requireNonNull(key, "key");
        requireNonNull(meaning, "meaning");
        requireNonNull(standard, "standard");
        requireNonNull(parser, "parser");
        requireNonNull(legacy, "legacy");
    }

    /**
     * A key of {@code eucalyptus.conf}.
     *
     * @param key its name there
     * @param translation from the value there to one here
     */
    public record Legacy(String key, Function<String, String> translation) {}

    static <T> Setting<T> of(String key, String standard, Function<String, T> parser, String meaning) {
        return new Setting<>(key, meaning, standard, false, parser, Optional.empty());
    }

    Setting<T> secret() {
        return new Setting<>(key, meaning, standard, true, parser, legacy);
    }

    Setting<T> replacing(String legacyKey) {
        return replacing(legacyKey, Function.identity());
    }

    Setting<T> replacing(String legacyKey, Function<String, String> translation) {
        return new Setting<>(key, meaning, standard, isSecret, parser, Optional.of(new Legacy(legacyKey, translation)));
    }

    /** The environment variable that overrides the file: {@code VPCMIDO_GUARD_DELETE_SHARE_MAX}. */
    public String environmentVariable() {
        return "VPCMIDO_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
