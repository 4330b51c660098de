// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.resource;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.UUID;

/**
 * The logical name of a resource: a path of names, such as {@code subnet/subnet-0a1b2c3d/in-chain}. A resource that
 * was read from MidoNet and that nobody has recognised yet has an <em>observed</em> key, made of its kind and id.
 *
 * @param path the names, joined by slashes; not empty
 */
public record Key(String path) implements Comparable<Key> {
    private static final String OBSERVED = "midonet/";

    public Key {
        requireNonNull(path, "path");
        if (path.isEmpty()) {
            throw new IllegalArgumentException("a key has at least one name");
        }
    }

    /** Joins names to a key. */
    public static Key of(String first, String... more) {
        return new Key(more.length == 0 ? first : first + "/" + String.join("/", more));
    }

    /** The key of a resource of which only the id is known. */
    public static Key observed(Kind kind, UUID id) {
        return new Key(OBSERVED + kind.jsonName() + "/" + id);
    }

    /** A key below this one. */
    public Key child(String name) {
        return new Key(path + "/" + name);
    }

    /** Whether this key is {@code ancestor} or lies below it. */
    public boolean isWithin(Key ancestor) {
        return path.startsWith(ancestor.path)
                && (path.length() == ancestor.path.length() || path.charAt(ancestor.path.length()) == '/');
    }

    /** Whether this key names a resource by its id because nobody has recognised it. */
    public boolean isObserved() {
        return path.startsWith(OBSERVED);
    }

    /** The id in an {@linkplain #observed observed} key of a resource that has one of its own. */
    public Optional<UUID> observedId() {
        int slash = path.indexOf('/', OBSERVED.length());
        if (!isObserved() || slash < 0 || path.indexOf('/', slash + 1) >= 0) {
            return Optional.empty();
        }
        return Optional.of(UUID.fromString(path.substring(slash + 1)));
    }

    @Override
    public int compareTo(Key other) {
        return path.compareTo(other.path);
    }

    @Override
    public String toString() {
        return path;
    }
}
