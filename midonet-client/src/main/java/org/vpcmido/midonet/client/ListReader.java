// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** Reads lists, each whole or not at all. Use it on the context on which the session's futures complete. */
record ListReader(Vertx vertx, Session session, Retry retry) {
    /** From this size on, parsing would hold up everybody else on the event loop. */
    private static final int LARGE_BYTES = 1 << 18;

    /** An object that vanishes while a list is put together turns the list into a 404 (midonet-api.md 7). */
    Future<ObservationBuilder> read(Listing listing) {
        return retry.run(
                failure -> Retry.isUnavailable(failure) || failure instanceof MidonetException.Stale,
                attempt -> list(listing));
    }

    private Future<ObservationBuilder> list(Listing listing) {
        Call call = Call.list(
                listing.path(),
                listing.kind().collection(),
                Codecs.of(listing.kind()).mediaName());
        return session.fulfil(call)
                .compose(answer -> answer.body().length() < LARGE_BYTES
                        ? Future.succeededFuture(AnswerReader.list(call, answer, listing.kind(), listing.path()))
                        : vertx.executeBlocking(
                                () -> AnswerReader.list(call, answer, listing.kind(), listing.path()), false));
    }
}
