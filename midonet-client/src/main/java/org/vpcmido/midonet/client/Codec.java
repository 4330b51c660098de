// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.topology.Identities;

/**
 * One kind of resource on the wire: where it lives, what its media type is called, and its JSON both ways
 * (midonet-api.md 3.1, 9 and 10).
 */
interface Codec<R extends Resource> {
    Kind kind();

    Class<R> type();

    /** The name inside the vendor type, for example {@code Router-v3}; the oldest that every 5.x release knows. */
    String mediaName();

    /** Where one is created, and where it is listed with its siblings. */
    Path collection(R resource, Identities ids);

    /** Its address. */
    default Path item(R resource, Identities ids) {
        return Path.of(kind().collection(), ids.id(resource.key()));
    }

    /** The collection that an object of a topology dump was listed in. */
    Path home(Fields fields);

    /**
     * Reads one; everything gets observed keys.
     *
     * @throws UndecodableException if our record cannot hold it
     * @throws IllegalArgumentException likewise, from the record itself
     */
    R decode(Fields fields, Path home);

    /** Writes what it has, and nothing for what it has not. */
    void encode(R resource, Identities ids, ObjectNode json);

    /** Writes every member that the server writes, as it is where nothing is set, in the server's order. */
    void blank(ObjectNode json);

    /** What the server computes, or takes from the path: shown in a dump, not sent in a request. */
    default Set<String> computed() {
        return Set.of();
    }

    /** Whether MidoNet has a PUT for it. */
    default boolean updatable() {
        return false;
    }

    /** The complete object, as MidoNet would show it. */
    default ObjectNode show(R resource, Identities ids) {
        ObjectNode json = Json.object();
        blank(json);
        encode(resource, ids, json);
        json.put("uri", item(resource, ids).uri());
        return json;
    }

    /** Where the server shows a single one. */
    default Path shownAt(R resource, Identities ids) {
        return item(resource, ids);
    }

    /** The media type in which the server shows it. */
    default String shownAs() {
        return mediaName();
    }

    /** Whether what the server shows there is one at all. */
    default boolean isShown(Fields fields) {
        return true;
    }

    /** What a POST or PUT sends: only what we own, and no null, which MidoNet takes for false or zero. */
    default ObjectNode body(R resource, Identities ids, ServerFeatures features) {
        ObjectNode json = Json.object();
        encode(resource, ids, json);
        json.remove(computed());
        return json;
    }
}
