// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A place below the API's root. The server's own absolute URIs depend on the Host header of whoever asks
 * (midonet-observed.md 1), so only their tails are ever looked at.
 *
 * @param segments its names, from the root down
 */
record Path(List<String> segments) {
    private static final int UUID_LENGTH = 36;
    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    Path {
        segments = List.copyOf(segments);
    }

    static Path of(Object... segments) {
        return new Path(Arrays.stream(segments).map(Object::toString).toList());
    }

    /**
     * The tail of a server's URI that begins with a collection and an id in it.
     *
     * @throws UndecodableException if there is no such tail
     */
    static Path within(String collection, String uri) {
        List<String> segments = List.of(uri.split("/"));
        for (int i = 0; i + 1 < segments.size(); i++) {
            if (segments.get(i).equals(collection) && uuid(segments.get(i + 1)).isPresent()) {
                return new Path(segments.subList(i, segments.size()));
            }
        }
        throw new UndecodableException("'" + uri + "' does not lead to one of the " + collection);
    }

    /** Reads a UUID in its canonical form of 36 characters only, as MidoNet does. */
    static Optional<UUID> uuid(String text) {
        if (text.length() != UUID_LENGTH || !UUID_FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        return Optional.of(UUID.fromString(text));
    }

    Path child(Object... more) {
        List<String> longer = new ArrayList<>(segments);
        Arrays.stream(more).map(Object::toString).forEach(longer::add);
        return new Path(longer);
    }

    String segment(int index) {
        if (index >= segments.size()) {
            throw new UndecodableException(this + " has no part number " + (index + 1));
        }
        return segments.get(index);
    }

    /** The id in the second place: that of the top-level object that everything here belongs to. */
    UUID id() {
        return uuid(segment(1)).orElseThrow(() -> new UndecodableException(this + " has no id behind its collection"));
    }

    /** As a server on loopback would write it in a {@code uri} member; readers look at its tail only. */
    String uri() {
        return "http://127.0.0.1:8181/midonet-api" + this;
    }

    /** {@code /chains/…/rules}. */
    @Override
    public String toString() {
        return "/" + String.join("/", segments);
    }
}
