// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.reconcile;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;
import org.vpcmido.midonet.client.MidonetClient;
import org.vpcmido.midonet.client.MidonetConfig;

/**
 * The connection to MidoNet, made when it is needed and made anew after it failed: what answers then may be another
 * release at another place. Call it on one context.
 */
final class MidonetLink {
    private final Vertx vertx;
    private final MidonetConfig config;
    private @Nullable MidonetClient client;

    MidonetLink(Vertx vertx, MidonetConfig config) {
        this.vertx = requireNonNull(vertx, "vertx");
        this.config = requireNonNull(config, "config");
    }

    Future<MidonetClient> client() {
        MidonetClient connected = client;
        return connected != null
                ? Future.succeededFuture(connected)
                : MidonetClient.connect(vertx, config).onSuccess(made -> client = made);
    }

    Future<Void> close() {
        MidonetClient connected = client;
        client = null;
        return connected == null ? Future.succeededFuture() : connected.close();
    }
}
