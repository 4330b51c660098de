// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.resource;

import static java.util.Objects.requireNonNull;

import java.util.function.UnaryOperator;

/**
 * One condition of a match: a value, and whether the packet must have it or must not.
 *
 * @param value what the packet is compared with
 * @param inverted true for "must not" ({@code inv…} in the API)
 */
public record Term<T>(T value, boolean inverted) {
    public Term {
        requireNonNull(value, "value");
    }

    public static <T> Term<T> is(T value) {
        return new Term<>(value, false);
    }

    public static <T> Term<T> not(T value) {
        return new Term<>(value, true);
    }

    Term<T> map(UnaryOperator<T> function) {
        return new Term<>(function.apply(value), inverted);
    }

    /** {@code =value} or {@code !=value}. */
    @Override
    public String toString() {
        return (inverted ? "!=" : "=") + value;
    }
}
