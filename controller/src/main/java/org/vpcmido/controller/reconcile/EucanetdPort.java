// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.reconcile;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.datagram.DatagramSocket;
import io.vertx.core.datagram.DatagramSocketOptions;
import org.jspecify.annotations.Nullable;

/**
 * The UDP port by which eucanetd makes sure that it runs only once (eucanetd-vpcmido.md 1.1). Who writes holds it, so
 * that eucanetd does not start beside us, and we do not write beside eucanetd. Call it on one context.
 */
public final class EucanetdPort {
    /** Where eucanetd binds. */
    public static final int PORT_DEFAULT = 63822;

    private static final String LOOPBACK = "127.0.0.1";

    private final Vertx vertx;
    private final int port;
    private @Nullable DatagramSocket socket;

    /** Somebody else holds the port. */
    public static final class RivalException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RivalException(int port, Throwable cause) {
            super(
                    "UDP port " + port + " on " + LOOPBACK
                            + " is taken, so an eucanetd or another vpcmido writes on this"
                            + " machine; nothing is written beside it. Stop it (systemctl stop eucanetd), and this"
                            + " instance takes over by itself",
                    cause);
        }
    }

    public EucanetdPort(Vertx vertx, int port) {
        this.vertx = requireNonNull(vertx, "vertx");
        this.port = port;
    }

    public boolean isHeld() {
        return socket != null;
    }

    /** Takes the port, unless it is held already; fails with {@link RivalException} if somebody else has it. */
    public Future<Void> take() {
        if (socket != null) {
            return Future.succeededFuture();
        }
        DatagramSocket opened = vertx.createDatagramSocket(new DatagramSocketOptions());
        return opened.listen(port, LOOPBACK)
                .onSuccess(bound -> socket = opened)
                .<Void>mapEmpty()
                .recover(failure ->
                        opened.close().transform(closed -> Future.failedFuture(new RivalException(port, failure))));
    }

    /** Gives the port back. */
    public Future<Void> release() {
        DatagramSocket held = socket;
        socket = null;
        return held == null ? Future.succeededFuture() : held.close();
    }
}
