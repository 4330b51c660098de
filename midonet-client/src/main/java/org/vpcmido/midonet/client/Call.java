// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpMethod;
import java.util.Optional;

/**
 * One request, before anybody sends it.
 *
 * @param method the verb
 * @param path the place below the root
 * @param collection what it is about, for counting
 * @param accept the one media type that it wants back; empty for none
 * @param contentType the media type of its body; empty for none
 * @param body JSON
 */
record Call(
        HttpMethod method,
        String path,
        String collection,
        Optional<String> accept,
        Optional<String> contentType,
        Optional<ObjectNode> body) {
    /** Where a token is asked for. */
    static final String LOGIN_PATH = "/login";

    private static final String VENDOR = "application/vnd.org.midonet.";

    /** Reads one object. */
    static Call get(Path path, String collection, String mediaName) {
        return new Call(
                HttpMethod.GET,
                path.toString(),
                collection,
                Optional.of(single(mediaName)),
                Optional.empty(),
                Optional.empty());
    }

    /** Reads a whole collection. */
    static Call list(Path path, String collection, String mediaName) {
        String accept = VENDOR + "collection." + mediaName + "+json";
        return new Call(
                HttpMethod.GET, path.toString(), collection, Optional.of(accept), Optional.empty(), Optional.empty());
    }

    static Call write(HttpMethod method, Path path, String collection, String mediaName, ObjectNode body) {
        return new Call(
                method,
                path.toString(),
                collection,
                Optional.empty(),
                Optional.of(single(mediaName)),
                Optional.of(body));
    }

    static Call delete(Path path, String collection) {
        return new Call(
                HttpMethod.DELETE, path.toString(), collection, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The vendor type; exactly one of it goes into a header, as lists of types are refused (midonet-observed.md 2). */
    static String single(String mediaName) {
        return VENDOR + mediaName + "+json";
    }

    /** What it has in common with others that cost the server about the same. */
    String kind() {
        return method + " " + collection;
    }

    /** Whether it may change the topology; a login does not. */
    boolean isWrite() {
        return !method.equals(HttpMethod.GET) && !path.equals(LOGIN_PATH);
    }

    /** {@code GET /chains}: how every message about it begins. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
