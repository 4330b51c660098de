// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.Optional;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.topology.Identities;

/**
 * The verbs of one kind of resource. A resource serves as its own address: with the identities at hand it says where it
 * lives. Every request is sent once; whether to repeat one is for the caller.
 */
final class ResourceClient<R extends Resource> {
    private static final int NOT_FOUND = 404;

    private final Session session;
    private final ServerFeatures features;
    private final Identities ids;
    private final Codec<R> codec;

    ResourceClient(Session session, ServerFeatures features, Identities ids, Codec<R> codec) {
        this.session = session;
        this.features = features;
        this.ids = ids;
        this.codec = codec;
    }

    /** What MidoNet has at the address of {@code like}, under observed keys; absence is an answer. */
    Future<Optional<R>> find(R like) {
        Call call = Call.get(codec.shownAt(like, ids), collection(), codec.shownAs());
        return session.send(call).compose(answer -> {
            if (answer.status() == NOT_FOUND) {
                return Future.succeededFuture(Optional.empty());
            }
            if (!answer.isSuccess()) {
                return Future.failedFuture(answer.failure(call));
            }
            Fields fields = new Fields(AnswerReader.object(call, answer));
            return Future.succeededFuture(
                    codec.isShown(fields)
                            ? Optional.of(codec.decode(fields, codec.collection(like, ids)))
                            : Optional.empty());
        });
    }

    Future<Void> create(R resource) {
        return write(HttpMethod.POST, codec.collection(resource, ids), resource);
    }

    /** Replaces all that a client can set. */
    Future<Void> update(R resource) {
        if (!codec.updatable()) {
            throw new IllegalArgumentException(resource.key() + ": MidoNet has no update for a " + codec.kind());
        }
        return write(HttpMethod.PUT, codec.item(resource, ids), resource);
    }

    /** Succeeds if it is gone already: MidoNet removes some things with others. */
    Future<Void> delete(R resource) {
        Call call = Call.delete(codec.item(resource, ids), collection());
        return session.send(call)
                .compose(answer -> answer.isSuccess() || answer.status() == NOT_FOUND
                        ? Future.succeededFuture()
                        : Future.failedFuture(answer.failure(call)));
    }

    /** Whether {@code found}, as {@link #find} brought it, is what creating {@code wanted} would have made. */
    boolean isSame(R wanted, R found) {
        return content(wanted, ids).equals(content(found, Identities.none()));
    }

    private ObjectNode content(R resource, Identities identities) {
        ObjectNode json = Json.object();
        codec.encode(resource, identities, json);
        json.remove("position"); // The place of a rule changes with its neighbours.
        return json;
    }

    private Future<Void> write(HttpMethod method, Path path, R resource) {
        ObjectNode body = codec.body(resource, ids, features);
        return session.fulfil(Call.write(method, path, collection(), codec.mediaName(), body))
                .mapEmpty();
    }

    private String collection() {
        return codec.kind().collection();
    }
}
