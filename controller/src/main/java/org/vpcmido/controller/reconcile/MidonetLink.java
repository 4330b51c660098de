// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.reconcile;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vpcmido.midonet.client.MidonetClient;
import org.vpcmido.midonet.client.MidonetConfig;
import org.vpcmido.midonet.client.PaceStatus;
import org.vpcmido.midonet.client.Paces;

/**
 * The connection to MidoNet, made when it is needed and made anew after it failed: what answers then may be another
 * release at another place. How fast a server can be asked, and that it asked for a pause, outlives a connection. Call it
 * on one context.
 */
final class MidonetLink {
    private final Vertx vertx;
    private final MidonetConfig config;
    private final Paces paces;
    private @Nullable MidonetClient client;
    private volatile Optional<MidonetClient> latest = Optional.empty();

    MidonetLink(Vertx vertx, MidonetConfig config) {
        this.vertx = requireNonNull(vertx, "vertx");
        this.config = requireNonNull(config, "config");
        this.paces = new Paces(vertx, config.limits());
    }

    Future<MidonetClient> client() {
        MidonetClient connected = client;
        return connected != null
                ? Future.succeededFuture(connected)
                : MidonetClient.connect(vertx, config, paces).onSuccess(made -> {
                    client = made;
                    latest = Optional.of(made);
                });
    }

    /** How fast MidoNet is asked, or was last; empty before the first connection. May be asked from any thread. */
    Optional<PaceStatus> pace() {
        return latest.map(MidonetClient::pace);
    }

    Future<Void> close() {
        MidonetClient connected = client;
        client = null;
        return connected == null ? Future.succeededFuture() : connected.close();
    }
}
