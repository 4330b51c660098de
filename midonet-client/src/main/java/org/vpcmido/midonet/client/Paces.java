// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Vertx;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What is known of how fast servers can be asked, and which of them want to be left alone. Who connects more than once
 * keeps it from one connection to the next: a server that asked for a pause means everybody.
 */
public final class Paces {
    private final Vertx vertx;
    private final MidonetConfig.Limits limits;
    private final Pace.Means means;
    private final Map<String, Pace> byServer = new ConcurrentHashMap<>();

    /**
     * Nothing is known yet.
     *
     * @param limits bounds for all servers
     */
    public Paces(Vertx vertx, MidonetConfig.Limits limits) {
        this(
                vertx,
                limits,
                new Pace.Means(
                        System::nanoTime,
                        () -> ThreadLocalRandom.current().nextDouble(),
                        (millis, action) -> vertx.setTimer(millis, fired -> action.run())));
    }

    Paces(Vertx vertx, MidonetConfig.Limits limits, Pace.Means means) {
        this.vertx = requireNonNull(vertx, "vertx");
        this.limits = requireNonNull(limits, "limits");
        this.means = requireNonNull(means, "means");
    }

    /** The pace of the server at {@code url}; its state lives on the context on which it is first asked for. */
    Pace of(URI url) {
        return byServer.computeIfAbsent(
                url.getAuthority(), first -> new Pace(vertx.getOrCreateContext(), limits, means));
    }
}
