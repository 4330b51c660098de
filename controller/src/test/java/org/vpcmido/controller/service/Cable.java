// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.service;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;

/** Carries the bytes of TCP connections, until it is cut: then they vanish, and nobody is told. */
final class Cable {
    private final String host;
    private final int port;
    private final NetClient client;
    private final NetServer server;
    private volatile boolean isCut;

    private Cable(Vertx vertx, String host, int port) {
        this.host = host;
        this.port = port;
        this.client = vertx.createNetClient();
        this.server = vertx.createNetServer().connectHandler(this::connect);
    }

    /** Lays a cable to {@code host:port}. */
    static Cable to(Vertx vertx, String target) throws Exception {
        int colon = target.lastIndexOf(':');
        Cable cable = new Cable(vertx, target.substring(0, colon), Integer.parseInt(target.substring(colon + 1)));
        ServiceScene.get(cable.server.listen(0, "127.0.0.1"));
        return cable;
    }

    /** Its near end. */
    String address() {
        return "127.0.0.1:" + server.actualPort();
    }

    void cut() {
        isCut = true;
    }

    void mend() {
        isCut = false;
    }

    Future<Void> close() {
        return server.close().eventually(client::close);
    }

    private void connect(NetSocket near) {
        near.pause();
        client.connect(port, host)
                .onSuccess(far -> {
                    near.handler(bytes -> carry(bytes, far));
                    far.handler(bytes -> carry(bytes, near));
                    near.closeHandler(closed -> far.close());
                    far.closeHandler(closed -> near.close());
                    near.resume();
                })
                .onFailure(failure -> near.close());
    }

    private void carry(Buffer bytes, NetSocket to) {
        if (!isCut) {
            to.write(bytes);
        }
    }
}
